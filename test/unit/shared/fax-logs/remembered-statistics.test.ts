import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaxReport, FaxReports } from '../../../../shared/domain/fax-log/fax-report.ts';
import { rememberedStatistics } from '../../../../shared/fax-logs/remembered-statistics.ts';
import { faxReports } from '../../../../shared/stores/fax-reports.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { faxRow, keepFaxReport } from '../../../support/fax-reports.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { someTenant } from '../../../support/task-examples.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());

/** The product's own reports, and which figures were read from the table. */
function counted(): { reports: FaxReports; reads: string[] } {
  const reports = faxReports(grantedTable(backend.table, 'faxReports'));
  const reads: string[] = [];
  return {
    reads,
    reports: {
      ...reports,
      statistics: (report) => {
        reads.push(report.edition);
        return reports.statistics(report);
      },
    },
  };
}

test("an edition's figures are read once, another's anew", async () => {
  const { reports, reads } = counted();
  const remembered = rememberedStatistics(reports);
  const report = await keepFaxReport(backend.table, someTenant(), [faxRow(), faxRow({ userName: 'Ana' })]);
  const figures = await Promise.all([remembered.statistics(report), remembered.statistics(report)]);
  expect(await remembered.statistics(report)).toEqual(await reports.statistics(report));
  expect(figures[0]?.byUser.map(({ user }) => user)).toEqual(['Ana', 'Claire Martin']);
  const next: FaxReport = { ...report, edition: 'another' };
  await expect(remembered.statistics(next)).rejects.toMatchObject({ code: 'conflict' });
  await remembered.statistics(report);
  // The second is this test's own; the failed one made the first edition forgotten.
  expect(reads).toEqual([report.edition, report.edition, 'another', report.edition]);
});

test('reports of one id in two tenants are told apart', async () => {
  const { reports } = counted();
  const remembered = rememberedStatistics(reports);
  const mine = await keepFaxReport(backend.table, someTenant(), [faxRow()]);
  await remembered.statistics(mine);
  const other = { ...mine, tenant: someTenant() };
  await expect(remembered.statistics(other)).rejects.toMatchObject({ code: 'not_found' });
});
