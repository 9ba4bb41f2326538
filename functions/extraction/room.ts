import { defineRoom } from '../../shared/contract/route.ts';
import { createUpload } from './announce-upload.ts';
import { getInvoice } from './get-invoice.ts';
import { getStats } from './stats.ts';

export const extractionRoom = defineRoom({
  id: 'extraction',
  title: 'Extraction',
  routes: [createUpload, getInvoice, getStats],
  memoryMegabytes: 512,
  timeoutSeconds: 29,
  failureCosts: 'Client apps cannot ask for upload addresses or read records. The drop folder still works.',
});
