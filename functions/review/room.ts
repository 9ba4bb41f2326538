import { defineRoom } from '../../shared/contract/route.ts';
import { confirmDocument } from './confirm-document.ts';
import { forgetSupplier, listSuppliers } from './suppliers.ts';

export const reviewRoom = defineRoom({
  id: 'review',
  title: 'Relecture',
  routes: [confirmDocument, listSuppliers, forgetSupplier],
  memoryMegabytes: 1024,
  timeoutSeconds: 29,
  failureCosts:
    'Nobody can confirm or correct a record, and nothing is learned of suppliers. Reading goes on.',
});
