import { defineRoom } from '../../shared/contract/route.ts';
import { getReportAnalytics } from './analytics.ts';
import { compareReports } from './compare.ts';
import { getReportErrors } from './errors.ts';
import { getFaxHealth } from './health.ts';
import { getReport, listReports, removeReport } from './reports.ts';
import { searchAllReports, searchReport } from './search.ts';
import { getValidation, startValidation } from './validations.ts';

export const faxLogsRoom = defineRoom({
  id: 'fax-logs',
  title: 'Journaux de fax',
  routes: [
    listReports,
    getReport,
    removeReport,
    getReportAnalytics,
    compareReports,
    getReportErrors,
    searchReport,
    searchAllReports,
    startValidation,
    getValidation,
    getFaxHealth,
  ],
  // A whole core: a search unpacks and looks through every row, and keeps what it unpacked for the next.
  memoryMegabytes: 1769,
  timeoutSeconds: 29,
  failureCosts:
    'Fax reports cannot be listed, searched or validated, nor their figures shown. Logs are still imported.',
});
