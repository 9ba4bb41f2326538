import { defineRoom } from '../../shared/contract/route.ts';
import { submitReport } from './submit-report.ts';

/** The route that waits for a log to be imported; apart, so that its waiting never keeps searches waiting. */
export const faxImportRoom = defineRoom({
  id: 'import-now',
  title: 'Import de journaux de fax',
  routes: [submitReport],
  memoryMegabytes: 512,
  timeoutSeconds: 29,
  failureCosts: 'Fax logs cannot be sent through the API. The drop folder still works.',
});
