import { pageCache } from '../../shared/blobs/document-bucket.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { productRuntime } from '../../shared/http/product-runtime.ts';
import { confirmations } from '../../shared/stores/confirmations.ts';
import { documentRecords } from '../../shared/stores/document-records.ts';
import { supplierMemories } from '../../shared/stores/supplier-memories.ts';
import { table } from '../../shared/stores/table.ts';
import { reviewRoom } from './room.ts';

export const handler = httpHandler(
  reviewRoom,
  {
    documents: () => documentRecords(table()),
    confirmations: () => confirmations(table()),
    supplierMemories: () => supplierMemories(table()),
    keptPages: pageCache,
  },
  productRuntime,
);
