import { defineRoom } from '../../shared/contract/route.ts';
import { createUpload } from './announce-upload.ts';
import { extract } from './extract.ts';
import { getInvoice } from './get-invoice.ts';
import { processDocument } from './process.ts';
import { getStats } from './stats.ts';

export const extractionRoom = defineRoom({
  id: 'extraction',
  title: 'Extraction',
  routes: [extract, processDocument, createUpload, getInvoice, getStats],
  memoryMegabytes: 512,
  timeoutSeconds: 29,
  failureCosts: 'Client apps cannot submit documents over HTTPS. The drop folder still works.',
});
