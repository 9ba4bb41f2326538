import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaxReport } from '../../../../shared/domain/fax-log/fax-report.ts';
import { reportPut, reportRemoval, totalsUpdate } from '../../../../shared/stores/fax-report-item.ts';
import { faxReports } from '../../../../shared/stores/fax-reports.ts';
import { ConditionFailed, type Table, transact } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { faxRow, keepFaxReport } from '../../../support/fax-reports.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { noonPlus } from '../../../support/task-examples.ts';

let table: Table;
let tenant: string;
beforeAll(async () => {
  table = await createTable();
});
beforeEach(() => {
  tenant = `tenant-${randomUUID()}`;
});

const reports = () => faxReports(grantedTable(table, 'faxReports'));
const keep = (seconds: number, rows = [faxRow()]) =>
  keepFaxReport(table, tenant, rows, { importedAt: noonPlus(seconds) });

describe('fax reports', () => {
  test('are found by tenant and id, as they were written', async () => {
    const report = await keep(0);
    expect(await reports().get(tenant, report.reportId)).toEqual(report);
    expect(await reports().get('another', report.reportId)).toBeUndefined();
    expect(await reports().get(tenant, 'import_none')).toBeUndefined();
  });

  test('are written only over the version that was read', async () => {
    const report = await keep(0);
    const change = (edition: string) => reportPut(table, report, { ...report, edition });
    await transact(table, [change('one')]);
    await expect(transact(table, [change('two')])).rejects.toThrow(ConditionFailed);
    await expect(transact(table, [reportPut(table, undefined, report)])).rejects.toThrow(ConditionFailed);
    await expect(transact(table, [reportRemoval(table, report)])).rejects.toThrow(ConditionFailed);
    expect(await reports().get(tenant, report.reportId)).toMatchObject({ edition: 'one', version: 2 });
  });

  test('are listed latest import first, page by page, the last page telling that it is', async () => {
    const kept: FaxReport[] = [];
    for (const second of [1, 2, 3, 3, 4]) kept.push(await keep(second));
    await keepFaxReport(table, `${tenant}-other`, [faxRow()]);
    const whole = await reports().list(tenant, { limit: 5 });
    expect(whole.next).toBeNull();
    expect(whole.reports.map(({ importedAt }) => importedAt)).toEqual(
      kept.map(({ importedAt }) => importedAt).toReversed(),
    );
    for (const limit of [1, 2, 3]) {
      const listed: FaxReport[] = [];
      let after: string | undefined;
      do {
        const page = await reports().list(tenant, { limit, after });
        expect(page.reports.length).toBeGreaterThan(0);
        listed.push(...page.reports);
        after = page.next ?? undefined;
      } while (after !== undefined);
      expect(listed).toEqual(whole.reports);
    }
  });

  test('are listed on from one that was removed in between', async () => {
    const [first, second] = [await keep(1), await keep(2)];
    const page = await reports().list(tenant, { limit: 1 });
    expect(page.reports).toEqual([second]);
    await transact(table, [reportRemoval(table, second)]);
    expect(await reports().list(tenant, { limit: 1, after: page.next as string })).toEqual({
      reports: [first],
      next: null,
    });
  });

  test('refuse a place that no list gave', async () => {
    for (const after of ['', 'rubbish', Buffer.from('2024-01-01T00:00:00Z#../x').toString('base64url')]) {
      await expect(reports().list(tenant, { limit: 1, after })).rejects.toMatchObject({
        code: 'invalid_request',
      });
    }
  });

  test('are summed up as they come, change and go', async () => {
    expect(await reports().totals(tenant)).toEqual({ reports: 0, entries: 0, validEntries: 0 });
    const report = await keep(1, [faxRow(), faxRow({ mode: 'XX' })]);
    await keep(2);
    expect(await reports().totals(tenant)).toEqual({ reports: 2, entries: 3, validEntries: 2 });
    const checked = { ...report, summary: { ...report.summary, validEntries: 2, errorEntries: 0 } };
    await transact(table, [reportPut(table, report, checked), totalsUpdate(table, tenant, report, checked)]);
    expect(await reports().totals(tenant)).toEqual({ reports: 2, entries: 3, validEntries: 3 });
    await transact(table, [totalsUpdate(table, tenant, checked, undefined)]);
    expect(await reports().totals(tenant)).toEqual({ reports: 1, entries: 1, validEntries: 1 });
  });

  test('have the figures of their edition, or say what became of it', async () => {
    const report = await keep(1, [faxRow({ userName: 'Ana' }), faxRow({ userName: 'Ana' })]);
    const { byUser } = await reports().statistics(report);
    expect(byUser).toMatchObject([{ user: 'Ana', sums: { entries: 2 } }]);
    await expect(reports().statistics({ ...report, edition: 'former' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await expect(reports().statistics({ ...report, reportId: 'import_gone' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
