import { uploads } from '../../shared/blobs/document-bucket.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { productRuntime } from '../../shared/http/product-runtime.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { table } from '../../shared/stores/table.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { taskQueries } from '../../shared/stores/task-queries.ts';
import { faxImportRoom } from './import-room.ts';

export const handler = httpHandler(
  faxImportRoom,
  {
    tasks: () => taskQueries(table()),
    taskChanges: () => taskChanges(table()),
    uploads,
    faxReports: () => faxReports(table()),
  },
  productRuntime,
);
