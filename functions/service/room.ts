import { defineRoom } from '../../shared/contract/route.ts';
import { getHealth, getInformation } from './about.ts';
import { getAdministrationFile, getAdministrationPage } from './administration-page.ts';
import { getDocumentationAsset, getOpenApi, getReDoc, getSwaggerUi } from './documentation.ts';

export const serviceRoom = defineRoom({
  id: 'service',
  title: 'Service',
  routes: [
    getInformation,
    getHealth,
    getOpenApi,
    getSwaggerUi,
    getReDoc,
    getDocumentationAsset,
    getAdministrationPage,
    getAdministrationFile,
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 10,
  failureCosts:
    'The documentation, the page /admin and the health check do not answer; load balancers may take the API for dead.',
});
