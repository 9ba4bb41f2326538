import { defineRoom } from '../../shared/contract/route.ts';
import { extract } from './extract.ts';
import { processDocument } from './process.ts';

/** The routes that wait for a document to be read; apart, so that their waiting never keeps other answers waiting. */
export const extractionWaitingRoom = defineRoom({
  id: 'extract-now',
  title: 'Extraction immédiate',
  routes: [extract, processDocument],
  memoryMegabytes: 512,
  timeoutSeconds: 29,
  failureCosts:
    'Client apps get no immediate answer for a document. Presigned uploads and the drop folder still work.',
});
