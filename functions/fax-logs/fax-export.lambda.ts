import { faxExportFiles } from '../../shared/blobs/fax-export-files.ts';
import { faxRecords } from '../../shared/fax-logs/fax-records.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { productRuntime } from '../../shared/http/product-runtime.ts';
import { faxExportJournal } from '../../shared/stores/fax-export-journal.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { table } from '../../shared/stores/table.ts';
import { faxExportRoom } from './export-room.ts';

export const handler = httpHandler(
  faxExportRoom,
  {
    faxReports: () => faxReports(table()),
    faxRecords: () => faxRecords(table()),
    faxExportFiles,
    faxExportJournal: () => faxExportJournal(table()),
  },
  productRuntime,
);
