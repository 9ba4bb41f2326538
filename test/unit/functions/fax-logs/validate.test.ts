import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaxReport, FaxSummary } from '../../../../shared/domain/fax-log/fax-report.ts';
import type { FaxValidationRun } from '../../../../shared/domain/fax-log/fax-validations.ts';
import type { NumberPolicy } from '../../../../shared/domain/tenant/tenant-settings.ts';
import { faxReports } from '../../../../shared/stores/fax-reports.ts';
import { tenantSettingsStore } from '../../../../shared/stores/tenant-settings.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { faxLogCsvFile } from '../../../support/fax-log-generator.ts';
import { type Circumstances, type FaxLogStage, faxLogStage } from '../../../support/fax-log-stage.ts';
import { faxRow, keepFaxReport } from '../../../support/fax-reports.ts';
import { mortalTable } from '../../../support/mortal-table.ts';
import { noonPlus } from '../../../support/task-examples.ts';

const LOG = { rows: 50, seed: 12, mobileShare: 0.3 };
const DONE = { batchItemFailures: [] };

let backend: Backend;
let stage: FaxLogStage;
let log: Buffer;
beforeAll(async () => {
  backend = await startBackend();
  log = await faxLogCsvFile(LOG);
});
afterAll(() => backend.stop());
beforeEach(() => {
  backend.breakSending();
  stage = faxLogStage(backend);
});

const policy = (fax_number_policy: NumberPolicy) =>
  tenantSettingsStore(backend.table).put(stage.tenant, { fax_number_policy, requests_per_minute: null });
/** The figures of the log where it is imported under the stricter policy. */
async function withoutMobiles(): Promise<FaxSummary> {
  const elsewhere = faxLogStage(backend);
  const fax_number_policy = 'french_no_mobile';
  const choices = { fax_number_policy, requests_per_minute: null } as const;
  await tenantSettingsStore(backend.table).put(elsewhere.tenant, choices);
  return (await elsewhere.imported(log)).summary;
}
const start = (reports: readonly string[] | 'all' = 'all', at = noonPlus(60)) =>
  stage.validations().start(stage.tenant, reports, 'claire', at);
const get = (id: string) => stage.validations().get(stage.tenant, id);
const reportNow = (report: FaxReport) => faxReports(backend.table).get(stage.tenant, report.reportId);
const totals = () => faxReports(backend.table).totals(stage.tenant);
const audits = () =>
  backend.sent('audit').filter(({ body }) => String(body.entry_id).startsWith('validation'));
const told = () =>
  backend
    .events()
    .filter(({ type, id }) => type === 'validation_complete' && id.includes('complete-validation_'));

describe('a validation', () => {
  test('of rows that the rules see as before changes nothing but its date', async () => {
    const report = await stage.imported(log);
    const { validationId, planned, endedAt } = await start();
    expect([planned, endedAt]).toEqual([null, null]);
    await stage.work('validation');
    const seen = await get(validationId);
    expect(seen?.run).toMatchObject({ planned: 1, done: 1, entries: 50, changedEntries: 0 });
    expect(seen?.run.endedAt).not.toBeNull();
    expect(seen?.reports).toMatchObject([{ reportId: report.reportId, state: 'unchanged' }]);
    expect(await reportNow(report)).toEqual({
      ...report,
      validatedAt: noonPlus(2).toISOString(),
      version: 2,
    });
    expect(await stage.editionsLeft(report.reportId)).toEqual([report.edition]);
  });

  test('under another policy tells which rows changed, and counts them as they are now', async () => {
    const expected = await withoutMobiles();
    stage = faxLogStage(backend);
    const report = await stage.imported(log);
    await policy('french_no_mobile');
    const { validationId } = await start([report.reportId]);
    await stage.work('validation');
    const becameInvalid = report.summary.validEntries - expected.validEntries;
    expect(becameInvalid).toBeGreaterThan(3);
    const now = (await reportNow(report))!;
    expect(now.summary).toEqual(expected);
    expect(now.rules.policy).toBe('french_no_mobile');
    expect(now.edition).not.toBe(report.edition);
    expect((await get(validationId))?.run).toMatchObject({ becameInvalid, becameValid: 0, entries: 50 });
    expect((await get(validationId))?.reports).toMatchObject([
      {
        state: 'changed',
        changes: {
          entries: 50,
          errors: {
            invalid_number: {
              before: report.summary.errors.invalid_number,
              after: expected.errors.invalid_number,
            },
          },
        },
      },
    ]);
    const records = await stage.records(now);
    expect(records.filter(({ errors }) => errors === 0)).toHaveLength(expected.validEntries);
    expect((await faxReports(backend.table).statistics(now)).byHour).toHaveLength(24);
    expect(await totals()).toEqual({ reports: 1, entries: 50, validEntries: expected.validEntries });
  });

  test('is told to whoever listens, and audited under who started it', async () => {
    const { reportId } = await stage.imported(log);
    await policy('french_no_mobile');
    const { validationId } = await start();
    await stage.work('validation');
    expect(told().map(({ data }) => data)).toMatchObject([{ report_id: reportId, task_id: null }]);
    expect(audits()).toMatchObject([
      {
        body: {
          entry: {
            event_type: 'validation',
            user_id: 'claire',
            resource_id: reportId,
            status: 'success',
            details: { validation_id: validationId, total_entries: 50 },
          },
        },
      },
    ]);
  });

  test('leaves the former edition to those who are reading it, then removes it', async () => {
    const report = await stage.imported(log);
    await policy('french_no_mobile');
    await start();
    await stage.work('validation');
    expect(await stage.records(report)).toHaveLength(50);
    expect(backend.sent('report-removal')).toMatchObject([{ delaySeconds: 600 }]);
    await stage.work('report-removal');
    const now = (await reportNow(report))!;
    expect(await stage.editionsLeft(report.reportId)).toEqual([now.edition]);
    expect(await stage.records(now)).toHaveLength(50);
  });

  test('of reports that are not there is refused', async () => {
    await expect(start(['import_unknown'])).rejects.toMatchObject({ code: 'not_found' });
    expect(backend.sent('validation')).toEqual([]);
  });

  test('of a tenant without reports ends at once', async () => {
    const { validationId } = await start();
    await stage.work('validation');
    expect((await get(validationId))?.run).toMatchObject({ planned: 0, done: 0 });
    expect((await get(validationId))?.run.endedAt).not.toBeNull();
    expect(await faxLogStage(backend).validations().get(stage.tenant, 'validation_x')).toBeUndefined();
  });

  test('of all is one at a time, however many are started at once', async () => {
    const report = await stage.imported(log);
    const [first, second] = await Promise.allSettled([start(), start()]);
    const begun = [first, second].find(({ status }) => status === 'fulfilled');
    const { validationId } = (begun as PromiseFulfilledResult<FaxValidationRun>).value;
    expect([first, second]).toContainEqual({
      status: 'rejected',
      reason: expect.objectContaining({ code: 'conflict', details: { validation_id: validationId } }),
    });
    // One report at a time, and other tenants, stand in nobody's way.
    await start([report.reportId]);
    const other = faxLogStage(backend);
    await other.validations().start(other.tenant, 'all', 'claire', noonPlus(60));
  });

  test('of all can be followed by another once it has ended', async () => {
    await stage.imported(log);
    const { validationId } = await start();
    await stage.work('validation');
    expect((await start()).validationId).not.toBe(validationId);
  });

  test('of all that never ends is in the way for an hour from its last move', async () => {
    await stage.imported(log);
    const [at, HOUR] = [60, 3600];
    const { validationId } = await start('all', noonPlus(at));
    const conflict = { code: 'conflict', details: { validation_id: validationId } };
    await expect(start('all', noonPlus(at + HOUR - 1))).rejects.toMatchObject(conflict);
    expect((await start('all', noonPlus(at + HOUR))).validationId).not.toBe(validationId);
  });

  test('plans more reports than one transaction holds', async () => {
    const rows = [faxRow()];
    await Promise.all(Array.from({ length: 45 }, () => keepFaxReport(backend.table, stage.tenant, rows)));
    const { validationId } = await start();
    await stage.hand('validation', backend.sent('validation')[0]?.body);
    const checks = backend.sent('validation').slice(1);
    expect(new Set(checks.map(({ body }) => body.report_id)).size).toBe(45);
    expect((await get(validationId))?.run).toMatchObject({ planned: 45, done: 0, endedAt: null });
  });

  test('whose report is removed before its turn tells that it is gone', async () => {
    const report = await stage.imported(log);
    const { validationId } = await start([report.reportId]);
    await stage.work('validation', {
      change: {
        // Planned, and not looked at yet.
        faxReports: (reports) => ({
          ...reports,
          get: async (...args) => {
            await stage.remove(report).catch(() => undefined);
            return reports.get(...args);
          },
        }),
      },
    });
    expect((await get(validationId))?.reports).toMatchObject([{ state: 'gone', changes: null }]);
    expect(await totals()).toMatchObject({ reports: 0 });
  });

  test('whose report is removed while rows are written leaves nothing of it', async () => {
    const report = await stage.imported(log);
    await policy('french_no_mobile');
    const { validationId } = await start();
    await stage.work('validation', {
      change: {
        faxValidationSteps: (steps) => ({
          ...steps,
          record: async (...args) => {
            await stage.remove(report).catch(() => undefined);
            return steps.record(...args);
          },
        }),
      },
    });
    expect((await get(validationId))?.reports).toMatchObject([{ state: 'gone' }]);
    await stage.work('report-removal');
    expect(await stage.editionsLeft(report.reportId)).toEqual([]);
    expect(await totals()).toEqual({ reports: 0, entries: 0, validEntries: 0 });
  });

  test('told of twice, whose report is removed after the first of two has ended, leaves nothing', async () => {
    const report = await stage.imported(log);
    await policy('french_no_mobile');
    const { validationId } = await start();
    const [plan] = backend.sent('validation').map(({ body }) => body);
    await stage.hand('validation', plan);
    const check = backend.sent('validation')[1]?.body;
    await stage.hand('validation', check, {
      change: {
        faxEditions: (editions) => ({
          ...editions,
          begin: async (...begun) => {
            const writer = await editions.begin(...begun);
            const late: typeof writer = {
              ...writer,
              async finish(statistics) {
                await stage.hand('validation', check);
                await stage.remove(report);
                await stage.work('report-removal');
                return writer.finish(statistics);
              },
            };
            return late;
          },
        }),
      },
    });
    expect((await get(validationId))?.reports).toMatchObject([{ state: 'changed' }]);
    expect(await stage.editionsLeft(report.reportId)).toEqual([]);
  });

  test('whose report is removed while its rows are read tells that it is gone', async () => {
    const report = await stage.imported(log);
    const { validationId } = await start();
    await stage.work('validation', {
      change: {
        faxRecords: (records) => ({
          ...records,
          async *read(of) {
            await stage.remove(of).catch(() => undefined);
            await stage.work('report-removal');
            yield* records.read(of);
          },
        }),
      },
    });
    expect((await get(validationId))?.reports).toMatchObject([{ reportId: report.reportId, state: 'gone' }]);
  });

  test('whose report is replaced meanwhile checks the rows that are there now', async () => {
    const report = await stage.imported(log);
    await policy('french_no_mobile');
    const { validationId } = await start();
    let isFirst = true;
    await stage.work('validation', {
      change: {
        faxValidationSteps: (steps) => ({
          ...steps,
          record: async (...args) => {
            if (isFirst) {
              isFirst = false;
              await stage.remove(report);
              await stage.imported(log);
            }
            return steps.record(...args);
          },
        }),
      },
    });
    // It was imported under the policy of now: nothing is left to change.
    expect((await get(validationId))?.reports).toMatchObject([{ state: 'unchanged' }]);
    await stage.work('report-removal');
    const now = (await reportNow(report))!;
    expect(await stage.records(now)).toHaveLength(50);
    expect(await totals()).toMatchObject({ reports: 1, entries: 50 });
  });

  test('told of twice, and by two at once, counts once', async () => {
    const report = await stage.imported(log);
    await policy('french_no_mobile');
    const { validationId } = await start();
    await stage.work('validation');
    const [plan, check] = backend.sent('validation').map(({ body }) => body);
    expect(await stage.hand('validation', plan)).toEqual(DONE);
    await Promise.all([stage.hand('validation', check), stage.hand('validation', check)]);
    expect((await get(validationId))?.run).toMatchObject({ planned: 1, done: 1, entries: 50 });
    expect((await reportNow(report))?.version).toBe(2);
    expect(audits()).toHaveLength(1);
  });

  test('that cannot be done fails at its last try, says so, and leaves the report', async () => {
    const report = await stage.imported(log);
    const { validationId } = await start();
    await stage.work('validation', {
      receiveCount: 4,
      change: {
        faxRecords: (records) => ({
          ...records,
          read: () => {
            throw new Error('out of order');
          },
        }),
      },
    });
    expect((await get(validationId))?.reports).toMatchObject([
      { state: 'failed', error: { code: 'internal_error' } },
    ]);
    expect((await get(validationId))?.run).toMatchObject({ done: 1 });
    expect(await reportNow(report)).toEqual(report);
    expect(audits()).toMatchObject([{ body: { entry: { status: 'failure' } } }]);
    expect(backend.events().filter(({ type }) => type === 'error')).toHaveLength(1);
  });

  test('that cannot be recorded at its last try leaves nothing of what it laid down', async () => {
    const report = await stage.imported(log);
    await policy('french_no_mobile');
    await start();
    const record = () => Promise.reject(new Error('out of order'));
    const change: Circumstances['change'] = { faxValidationSteps: (steps) => ({ ...steps, record }) };
    const [plan] = backend.sent('validation').map(({ body }) => body);
    await stage.hand('validation', plan);
    const check = backend.sent('validation')[1]?.body;
    await stage.hand('validation', check, { change });
    expect(await stage.editionsLeft(report.reportId)).toHaveLength(2);
    await stage.hand('validation', check, { change, receiveCount: 4 });
    expect(await stage.editionsLeft(report.reportId)).toEqual([report.edition]);
    expect(await stage.records(report)).toHaveLength(50);
  });

  test('ends the same wherever the process ends', async () => {
    const expected = await withoutMobiles();
    for (const effect of ['lost', 'kept'] as const) {
      for (let lastCall = 1; ; lastCall++) {
        stage = faxLogStage(backend);
        const report = await stage.imported(log);
        await policy('french_no_mobile');
        const { validationId } = await start();
        const plan = backend.sent('validation')[0]?.body;
        await stage.hand('validation', plan);
        const check = backend.sent('validation')[1]?.body;
        const mortal = mortalTable(backend.table, lastCall, effect);
        await stage.hand('validation', check, { table: mortal.table });
        if (!mortal.isDead()) break;
        expect(await stage.hand('validation', check, { receiveCount: 2 })).toEqual(DONE);
        await stage.sweep();
        await stage.work('report-removal');
        const now = (await reportNow(report))!;
        expect(now).toMatchObject({ summary: expected, version: 2 });
        expect(await stage.editionsLeft(report.reportId)).toEqual([now.edition]);
        expect(await totals()).toEqual({ reports: 1, entries: 50, validEntries: expected.validEntries });
        expect((await get(validationId))?.run).toMatchObject({ planned: 1, done: 1, entries: 50 });
        expect(new Set(audits().map(({ body }) => body.entry_id)).size).toBe(1);
        expect(new Set(told().map(({ id }) => id)).size).toBe(1);
      }
    }
  });

  test('is planned to the end wherever planning ended', async () => {
    for (let lastCall = 1; ; lastCall++) {
      stage = faxLogStage(backend);
      for (const seed of [1, 2, 3]) await stage.imported(await faxLogCsvFile({ rows: 1, seed }));
      const { validationId } = await start();
      const plan = backend.sent('validation')[0]?.body;
      const mortal = mortalTable(backend.table, lastCall, 'kept');
      await stage.hand('validation', plan, { table: mortal.table });
      await stage.sweep();
      await stage.work('validation');
      expect((await get(validationId))?.run).toMatchObject({ planned: 3, done: 3, entries: 3 });
      if (!mortal.isDead()) break;
    }
  });
});
