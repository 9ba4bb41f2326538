import { defineRoom } from '../../shared/contract/route.ts';
import { exportCsv } from './export-csv.ts';

/** Apart from the other routes: an export of a million rows takes a core for seconds, and writes to the bucket. */
export const faxExportRoom = defineRoom({
  id: 'fax-export',
  title: 'Export de journaux de fax',
  routes: [exportCsv],
  memoryMegabytes: 1769,
  timeoutSeconds: 29,
  failureCosts: 'Fax reports cannot be exported. They can still be searched.',
});
