import { uploads } from '../../shared/blobs/document-bucket.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { productRuntime } from '../../shared/http/product-runtime.ts';
import { documentRecords } from '../../shared/stores/document-records.ts';
import { table } from '../../shared/stores/table.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { taskQueries } from '../../shared/stores/task-queries.ts';
import { extractionWaitingRoom } from './waiting-room.ts';

export const handler = httpHandler(
  extractionWaitingRoom,
  {
    tasks: () => taskQueries(table()),
    taskChanges: () => taskChanges(table()),
    documents: () => documentRecords(table()),
    uploads,
  },
  productRuntime,
);
