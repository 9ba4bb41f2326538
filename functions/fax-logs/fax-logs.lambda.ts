import { faxRecords } from '../../shared/fax-logs/fax-records.ts';
import { rememberedStatistics } from '../../shared/fax-logs/remembered-statistics.ts';
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
    faxReports: () => rememberedStatistics(faxReports(table())),
    faxRecords: () => faxRecords(table()),
    faxReportChanges: () => faxReportChanges(table()),
    faxValidations: () => faxValidations(table()),
  },
  productRuntime,
);
