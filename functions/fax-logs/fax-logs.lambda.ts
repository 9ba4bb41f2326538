import { faxExportFiles } from '../../shared/blobs/fax-export-files.ts';
import { faxRecords } from '../../shared/fax-logs/fax-records.ts';
import { httpHandler } from '../../shared/http/http-handler.ts';
import { productRuntime } from '../../shared/http/product-runtime.ts';
import { faxReportChanges } from '../../shared/stores/fax-report-changes.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { faxValidations } from '../../shared/stores/fax-validations.ts';
import { table } from '../../shared/stores/table.ts';
import { faxLogsRoom } from './room.ts';

export const handler = httpHandler(
  faxLogsRoom,
  {
    faxReports: () => faxReports(table()),
    faxRecords: () => faxRecords(table()),
    faxReportChanges: () => faxReportChanges(table()),
    faxExportRemoval: faxExportFiles,
    faxValidations: () => faxValidations(table()),
  },
  productRuntime,
);
