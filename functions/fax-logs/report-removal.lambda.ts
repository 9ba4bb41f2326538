import { originalRemovals } from '../../shared/blobs/document-bucket.ts';
import { faxExportFiles } from '../../shared/blobs/fax-export-files.ts';
import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { contentCopies } from '../../shared/stores/content-copies.ts';
import { faxEditions } from '../../shared/stores/fax-packs.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { table } from '../../shared/stores/table.ts';
import { reportRemoval } from './report-removal.ts';

export const handler = queueHandler(reportRemoval, {
  faxReports: () => faxReports(table()),
  faxEditions: () => faxEditions(table()),
  faxExportRemoval: faxExportFiles,
  contentCopies: () => contentCopies(table()),
  originalRemovals,
});
