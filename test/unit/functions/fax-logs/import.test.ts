import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { originalRemovals } from '../../../../shared/blobs/document-bucket.ts';
import { AppError } from '../../../../shared/contract/app-error.ts';
import type { TableFiles } from '../../../../shared/contract/services.ts';
import type { RawRow } from '../../../../shared/domain/fax-log/fax-record.ts';
import type { FaxPackWriter } from '../../../../shared/domain/fax-log/fax-report.ts';
import { reportIdOf } from '../../../../shared/domain/fax-log/fax-report.ts';
import { RULES_VERSION } from '../../../../shared/domain/fax-log/row-rules.ts';
import { averageConfidence } from '../../../../shared/domain/task/statistics.ts';
import type { Task } from '../../../../shared/domain/task/task.ts';
import type { NumberPolicy } from '../../../../shared/domain/tenant/tenant-settings.ts';
import { faxReports } from '../../../../shared/stores/fax-reports.ts';
import { taskChanges } from '../../../../shared/stores/task-changes.ts';
import { taskQueries } from '../../../../shared/stores/task-queries.ts';
import { tenantSettingsStore } from '../../../../shared/stores/tenant-settings.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import {
  expectedFaxSummary,
  type FaxCsvOptions,
  faxLogCsvFile,
  faxLogXlsxFile,
} from '../../../support/fax-log-generator.ts';
import { type Circumstances, type FaxLogStage, faxLogStage } from '../../../support/fax-log-stage.ts';
import { mortalTable } from '../../../support/mortal-table.ts';
import { noonPlus, someTask } from '../../../support/task-examples.ts';

const DONE = { batchItemFailures: [] };
const COMES_BACK = { batchItemFailures: [{ itemIdentifier: 'message-0' }] };
const LOG: FaxCsvOptions = { rows: 60, seed: 4, oddities: { shortRows: 1, wrongQuotes: 1, badBytes: 1 } };

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

/** Half of the file's rows at a time, each so many milliseconds after the one before by the clock of tests. */
function slowly(milliseconds: number, meanwhile: () => Promise<unknown> = async () => undefined) {
  return (files: TableFiles): TableFiles => ({
    async *rows(file, format, onProgress) {
      const rows: RawRow[] = [];
      for await (const block of files.rows(file, format, () => {})) rows.push(...block);
      const half = Math.ceil(rows.length / 2);
      for (const [index, part] of [rows.slice(0, half), rows.slice(half)].entries()) {
        await meanwhile();
        vi.advanceTimersByTime(milliseconds);
        onProgress(index === 0 ? file.sizeBytes / 2 : file.sizeBytes);
        yield part;
      }
    },
  });
}

const eventsOf = (type: string) => backend.events().filter((event) => event.type === type);
const audits = () => backend.sent('audit').map(({ body }) => body);
const totals = () => faxReports(backend.table).totals(stage.tenant);
const act = (task: Pick<Task, 'taskId'>, action: 'pause' | 'cancel' | 'resume' | 'retry') =>
  taskChanges(backend.table).act(stage.tenant, task.taskId, action, noonPlus(2));

describe('a fax log', () => {
  test('goes to the import queue, whatever its priority, and becomes a report', async () => {
    const task = await stage.admitted(log, { documentName: 'janvier.csv', submittedBy: 'claire' });
    expect(backend.sent('import').map(({ body }) => body)).toEqual([
      { tenant: stage.tenant, task_id: task.taskId, generation: 1 },
    ]);
    expect(await stage.run(task)).toEqual(DONE);
    const report = await stage.reportOf(task);
    expect(report).toMatchObject({
      documentName: 'janvier.csv',
      taskId: task.taskId,
      sha256: task.sha256,
      format: 'csv',
      sizeBytes: log.length,
      originalKey: task.originalKey,
      rules: { policy: 'french' },
      edition: `${task.taskId}-1-${RULES_VERSION}-french`,
      packs: 1,
      summary: expectedFaxSummary(LOG),
      version: 1,
    });
    expect(await stage.stored(task)).toMatchObject({
      state: 'completed',
      progress: 100,
      entries: 60,
      reportId: report?.reportId,
      pagesTotal: null,
      confidence: null,
      needsReview: null,
    });
    expect(await totals()).toMatchObject({ reports: 1, entries: 60 });
  });

  test('is announced to whoever listens, and in the audit log under who sent it', async () => {
    const { reportId, summary } = await stage.imported(log, { submittedBy: 'key:k1' });
    const told = backend.events().map(({ type }) => type);
    expect(told).toEqual(['new_task', 'task_completed', 'upload_complete', 'validation_complete']);
    expect(eventsOf('task_completed')[0]?.data).toMatchObject({ report_id: reportId, entries: 60 });
    expect(eventsOf('upload_complete')[0]?.data).toMatchObject({
      report_id: reportId,
      document_name: 'journal.csv',
      total_entries: 60,
      error_entries: summary.errorEntries,
      error: null,
    });
    const rate = ((summary.validEntries / 60) * 100).toFixed(2);
    expect(audits()).toMatchObject([
      {
        tenant: stage.tenant,
        entry: {
          event_type: 'upload',
          action: 'file_import',
          user_id: 'key:k1',
          resource_id: reportId,
          status: 'success',
          details: {
            file_size: log.length,
            total_entries: 60,
            valid_entries: summary.validEntries,
            success_rate: `${rate}%`,
          },
        },
      },
    ]);
  });

  test('that was dropped has the system for its sender', async () => {
    await stage.imported(log);
    expect(audits()).toMatchObject([{ entry: { user_id: 'system' } }]);
  });

  test('leaves the mean confidence of documents as it is', async () => {
    await stage.imported(log);
    const counts = await taskQueries(backend.table).totalCounts(stage.tenant);
    expect(counts).toMatchObject({ completed: 1, withoutConfidence: 1 });
    expect(averageConfidence({ ...counts, completed: 2, confidenceMillionths: 800_000 })).toBe(0.8);
  });

  test('is checked by the policy of its tenant', async () => {
    const task = await stage.admitted(log);
    await stage.run(task, {
      change: {
        tenantSettings: () => ({
          get: async () => ({ fax_number_policy: 'french_no_mobile', requests_per_minute: null }),
        }),
      },
    });
    const report = await stage.reportOf(task);
    expect(report?.rules.policy).toBe('french_no_mobile');
    expect(report?.summary).toEqual(expectedFaxSummary({ ...LOG, policy: 'french_no_mobile' }));
  });

  test('that is a workbook becomes the same report as one that is a table', async () => {
    const options = { rows: 40, seed: 8 };
    const workbook = await faxLogXlsxFile(options);
    const report = await stage.imported(workbook, { format: 'xlsx', documentName: 'journal.xlsx' });
    expect(report).toMatchObject({ format: 'xlsx', summary: expectedFaxSummary(options) });
  });

  test('without rows below its headings is an empty report', async () => {
    const empty = await faxLogCsvFile({ rows: 0 });
    const report = await stage.imported(empty);
    expect(report.summary).toMatchObject({ totalEntries: 0, validEntries: 0, errorEntries: 0 });
  });
});

describe('a file that is no fax log', () => {
  const OTHER = Buffer.from('Nom;Ville;Mode\r\nMartin;Rennes;SF\r\nDurand;Brest;SF\r\n');

  test('fails its task with the columns found and missing, and tells everybody', async () => {
    const task = await stage.admitted(OTHER, { submittedBy: 'claire' });
    expect(await stage.run(task)).toEqual(DONE);
    expect(await stage.stored(task)).toMatchObject({
      state: 'failed',
      error: {
        code: 'not_a_fax_log',
        details: {
          found: ['Nom', 'Ville', 'Mode'],
          missing: ['Fax ID', 'Numéro appelé', 'Nombre de page réel'],
        },
      },
    });
    const told = backend.events().map(({ type }) => type);
    expect(told).toEqual(['new_task', 'task_failed', 'error']);
    expect(eventsOf('error')[0]?.data).toMatchObject({
      report_id: null,
      task_id: task.taskId,
      error: { code: 'not_a_fax_log' },
    });
    expect(audits()).toMatchObject([
      {
        entry: {
          action: 'file_import',
          status: 'failure',
          user_id: 'claire',
          resource_id: reportIdOf(task.documentId as string),
          details: { task_id: task.taskId, error: 'not_a_fax_log' },
        },
      },
    ]);
    expect(await stage.editionsLeft(reportIdOf(task.documentId as string))).toEqual([]);
    expect(await totals()).toMatchObject({ reports: 0 });
  });

  test('whose original is gone fails at once', async () => {
    const task = await stage.admitted(log);
    const s3 = originalRemovals();
    await s3.remove(task.originalKey as string);
    expect(await stage.run(task)).toEqual(DONE);
    expect(await stage.stored(task)).toMatchObject({ error: { code: 'object_not_found' } });
  });
});

describe('a fault of ours', () => {
  test('brings the message back; the last try gives up and leaves nothing', async () => {
    const task = await stage.admitted(log);
    const complete = () => Promise.reject(new Error('out of order'));
    const change: Circumstances['change'] = { faxImports: (imports) => ({ ...imports, complete }) };
    expect(await stage.run(task, { change })).toEqual(COMES_BACK);
    expect(await stage.stored(task)).toMatchObject({ state: 'processing' });
    expect(await stage.run(task, { change, receiveCount: 4 })).toEqual(COMES_BACK);
    expect(await stage.stored(task)).toMatchObject({ state: 'failed', error: { code: 'reading_gave_up' } });
    expect(await stage.editionsLeft(reportIdOf(task.documentId as string))).toEqual([]);
    const again = await act(task, 'retry');
    expect(await stage.run(again)).toEqual(DONE);
    expect(await stage.reportOf(task)).toMatchObject({ edition: `${task.taskId}-2-${RULES_VERSION}-french` });
  });

  test('in sending leaves the change, and what is to be told to the sweep', async () => {
    backend.breakSending('events', 'audit');
    const task = await stage.admitted(log);
    expect(await stage.run(task)).toEqual(DONE);
    expect(await stage.reportOf(task)).toBeDefined();
    backend.breakSending();
    await stage.sweep();
    const told = backend.events().map(({ type }) => type);
    expect(told.toSorted()).toEqual(['new_task', 'task_completed', 'upload_complete', 'validation_complete']);
    expect(audits()).toHaveLength(1);
  });

  test('in time, when too little is left, gives up instead of being tried in vain', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const task = await stage.admitted(log);
      const slow = await stage.run(task, { remainingMs: () => 1000, change: { tableFiles: slowly(600) } });
      expect(slow).toEqual(DONE);
      expect(await stage.stored(task)).toMatchObject({ error: { code: 'reading_gave_up' } });
    } finally {
      vi.useRealTimers();
    }
  });

  const endings: Record<string, (task: Task) => Promise<unknown>> = {
    'is given up': ({ tenant, taskId, generation, version }) =>
      stage.hand('follow-up', { kind: 'give_up_reading', tenant, task_id: taskId, generation, version }),
    'is cancelled': (task) => act(task, 'cancel'),
    'is paused': (task) => act(task, 'pause'),
  };
  for (const [ending, end] of Object.entries(endings)) {
    test(`that ends the process for good leaves nothing once the task ${ending}`, async () => {
      let leftBehind = 0;
      for (let lastCall = 1; ; lastCall++) {
        stage = faxLogStage(backend);
        const task = await stage.admitted(log);
        const mortal = mortalTable(backend.table, lastCall, 'kept');
        await stage.run(task, { table: mortal.table });
        if (!mortal.isDead() || (await stage.reportOf(task))) break;
        const reportId = reportIdOf(task.documentId as string);
        const left = await stage.editionsLeft(reportId);
        leftBehind += left.length;
        await end(await stage.stored(task));
        if (left.length > 0) expect(backend.sent('report-removal')).toMatchObject([{ delaySeconds: 600 }]);
        await stage.work('report-removal');
        expect(await stage.editionsLeft(reportId)).toEqual([]);
      }
      expect(leftBehind).toBeGreaterThan(2);
      // Other tests' sweeps would find what the last one left to tell.
      await stage.sweep();
    });
  }

  for (const effect of ['lost', 'kept'] as const) {
    test(`that ends the process at any call of DynamoDB (its effect ${effect}) repeats to the same end`, async () => {
      for (let lastCall = 1; ; lastCall++) {
        stage = faxLogStage(backend);
        const task = await stage.admitted(log);
        const mortal = mortalTable(backend.table, lastCall, effect);
        await stage.run(task, { table: mortal.table });
        if (!mortal.isDead()) {
          expect(lastCall).toBeGreaterThan(8);
          break;
        }
        expect(await stage.run(task, { receiveCount: 2 })).toEqual(DONE);
        await stage.sweep();
        const report = await stage.reportOf(task);
        expect(report).toMatchObject({ summary: expectedFaxSummary(LOG), version: 1 });
        expect(await stage.editionsLeft(report?.reportId as string)).toEqual([report?.edition]);
        expect(await totals()).toMatchObject({ reports: 1, entries: 60 });
        expect(await stage.stored(task)).toMatchObject({ state: 'completed', generation: 1 });
        for (const type of ['task_completed', 'upload_complete', 'validation_complete'])
          expect(new Set(eventsOf(type).map(({ id }) => id)).size).toBe(1);
        expect(new Set(audits().map(({ entry_id }) => entry_id)).size).toBe(1);
      }
    });
  }
});

describe('an import', () => {
  test('that is paused stops, leaves nothing, and starts over when resumed', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const task = await stage.admitted(log);
      const stopped = await stage.run(task, {
        change: { tableFiles: slowly(600, () => act(task, 'pause')) },
      });
      expect(stopped).toEqual(DONE);
      expect(await stage.stored(task)).toMatchObject({ state: 'paused' });
      expect(await stage.editionsLeft(reportIdOf(task.documentId as string))).toEqual([]);
      const resumed = await act(task, 'resume');
      expect(backend.sent('import').at(-1)?.body).toMatchObject({ task_id: task.taskId, generation: 2 });
      expect(await stage.run(resumed)).toEqual(DONE);
      expect(await stage.stored(task)).toMatchObject({ state: 'completed', entries: 60 });
    } finally {
      vi.useRealTimers();
    }
  });

  test('that stops removes nothing before its last pack has arrived', async () => {
    const order: string[] = [];
    const change: Circumstances['change'] = {
      faxEditions: (editions) => ({
        ...editions,
        begin: async (...args) => {
          const writer = await editions.begin(...args);
          const settled = () => writer.settled().then(() => void order.push('settled'));
          return { ...writer, settled, add: () => Promise.reject(new AppError('unreadable_file')) };
        },
        removeFormer: async (...args) => {
          order.push('removed');
          return editions.removeFormer(...args);
        },
      }),
    };
    expect(await stage.run(await stage.admitted(log), { change })).toEqual(DONE);
    expect(order).toEqual(['settled', 'removed']);
  });

  test('tells how far it is in parts of its bytes, and how many rows it saw', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    try {
      const task = await stage.admitted(log);
      const seen: Task[] = [];
      await stage.run(task, {
        change: { tableFiles: slowly(600, async () => void seen.push(await stage.stored(task))) },
      });
      expect(seen.map(({ progress }) => progress)).toEqual([0, 50]);
      expect(seen[1]).toMatchObject({ state: 'processing', pagesTotal: null, pagesRead: 0 });
      expect(seen[1]?.entries).toBeGreaterThan(20);
      const updates = backend.taskEvents().filter(({ type }) => type === 'task_update');
      expect(updates.map(({ durability, data }) => [durability, data.progress])).toEqual([
        ['transient', 50],
        ['transient', 99],
      ]);
    } finally {
      vi.useRealTimers();
    }
  });

  test('of a generation that is past does nothing', async () => {
    const task = await stage.admitted(log);
    await act(task, 'pause');
    const resumed = await act(task, 'resume');
    expect(await stage.run(task)).toEqual(DONE);
    expect(await stage.reportOf(task)).toBeUndefined();
    expect(await stage.run(resumed)).toEqual(DONE);
    expect(await stage.run(resumed)).toEqual(DONE);
    expect(await totals()).toMatchObject({ reports: 1, entries: 60 });
  });

  test('that two workers do at once is one report, whose packs stay', async () => {
    const task = await stage.admitted(log);
    expect(await Promise.all([stage.run(task), stage.run(task, { receiveCount: 2 })])).toEqual([DONE, DONE]);
    const report = (await stage.reportOf(task))!;
    expect(await totals()).toMatchObject({ reports: 1, entries: 60 });
    expect(await stage.editionsLeft(report.reportId)).toEqual([report.edition]);
    expect(await stage.records(report)).toHaveLength(60);
    expect(eventsOf('upload_complete')).toHaveLength(1);
  });

  test('that two workers do under two policies is one report, of which figures and rows agree', async () => {
    const task = await stage.admitted(await faxLogCsvFile({ rows: 60, seed: 3, mobileShare: 0.5 }));
    const policy = (fax_number_policy: NumberPolicy) =>
      tenantSettingsStore(backend.table).put(stage.tenant, { fax_number_policy, requests_per_minute: null });
    await policy('french');
    await stage.run(task, {
      change: {
        faxImports: (imports) => ({
          ...imports,
          // The other has begun when this one ends, and lays its rows down after.
          complete: async (...args) => {
            await policy('french_no_mobile');
            let first: boolean | undefined;
            await stage.run(task, {
              change: {
                faxEditions: (editions) => ({
                  ...editions,
                  begin: async (...begun) => {
                    const writer = await editions.begin(...begun);
                    first = await imports.complete(...args);
                    return writer;
                  },
                }),
              },
            });
            return first ?? false;
          },
        }),
      },
    });
    const report = (await stage.reportOf(task))!;
    expect(report.rules.policy).toBe('french');
    const valid = (await stage.records(report)).filter(({ errors }) => errors === 0);
    expect(valid).toHaveLength(report.summary.validEntries);
    expect(await stage.editionsLeft(report.reportId)).toEqual([report.edition]);
  });

  test('that ends after its report was made by another and removed leaves nothing', async () => {
    const task = await stage.admitted(log);
    await stage.run(task, {
      change: {
        faxEditions: (editions) => ({
          ...editions,
          begin: async (...begun) => {
            const writer = await editions.begin(...begun);
            const late: FaxPackWriter = {
              ...writer,
              async finish(statistics) {
                await stage.run(task);
                await stage.remove((await stage.reportOf(task))!);
                await stage.work('report-removal');
                return writer.finish(statistics);
              },
            };
            return late;
          },
        }),
      },
    });
    expect(await stage.reportOf(task)).toBeUndefined();
    expect(await stage.editionsLeft(reportIdOf(task.documentId!))).toEqual([]);
  });

  test('whose pack cannot be written fails as a whole', async () => {
    const task = await stage.admitted(log);
    const outcome = await stage.run(task, {
      change: {
        faxEditions: (editions) => ({
          ...editions,
          begin: async (...args) => {
            const writer = await editions.begin(...args);
            const broken: FaxPackWriter = {
              ...writer,
              finish: () => Promise.reject(new Error('no room')),
            };
            return broken;
          },
        }),
      },
    });
    expect(outcome).toEqual(COMES_BACK);
    expect(await stage.reportOf(task)).toBeUndefined();
  });
});

describe('the same log twice', () => {
  test('one after the other is the same report, said so by the second task', async () => {
    const report = await stage.imported(log);
    const second = await stage.admitted(log);
    expect(second).toMatchObject({
      state: 'completed',
      duplicateOf: report.taskId,
      reportId: report.reportId,
      entries: 60,
    });
    expect(backend.sent('import')).toHaveLength(1);
    expect(await totals()).toMatchObject({ reports: 1, entries: 60 });
  });

  test('at the same moment is one report; the second ends with it', async () => {
    const [first, second] = await Promise.all([stage.admitted(log), stage.admitted(log)]);
    await stage.work('import');
    await stage.work('follow-up');
    const tasks = await Promise.all([first, second].map((task) => stage.stored(task)));
    expect(tasks.map(({ state }) => state)).toEqual(['completed', 'completed']);
    expect(new Set(tasks.map(({ reportId }) => reportId)).size).toBe(1);
    expect(tasks.filter(({ duplicateOf }) => duplicateOf !== null)).toHaveLength(1);
    expect(await totals()).toMatchObject({ reports: 1, entries: 60 });
    expect(eventsOf('upload_complete')).toHaveLength(1);
  });

  test('of which the first is retried, and ends, while the second comes is one report that can be removed', async () => {
    const first = await stage.admitted(log);
    await act(first, 'cancel');
    const second = { ...someTask(stage.tenant), documentName: 'journal.csv' };
    let isRetried = false;
    // Between what it reads and what it writes, the first comes to its end.
    const send = async (...sent: Parameters<typeof backend.table.client.send>): Promise<unknown> => {
      if (!isRetried && sent[0] instanceof TransactWriteCommand) {
        isRetried = true;
        await stage.run(await act(first, 'retry'));
      }
      return backend.table.client.send(...sent);
    };
    const client = new Proxy(backend.table.client, {
      get: (target, name, receiver) => (name === 'send' ? send : Reflect.get(target, name, receiver)),
    });
    const { sha256, format, sizeBytes, originalKey } = await stage.stored(first);
    const admission = { sha256: sha256!, format: format!, sizeBytes: sizeBytes!, originalKey: originalKey! };
    await taskChanges({ ...backend.table, client }).admit(second, admission, noonPlus(3));
    expect(await stage.stored(second)).toMatchObject({ state: 'completed', duplicateOf: first.taskId });
    await stage.remove((await stage.reportOf(first))!);
    expect(await totals()).toMatchObject({ reports: 0 });
  });

  test('of which the first is cancelled is imported by the second', async () => {
    const first = await stage.admitted(log);
    const second = await stage.admitted(log);
    await act(first, 'cancel');
    await stage.work('follow-up');
    await stage.work('import');
    expect(await stage.stored(second)).toMatchObject({ state: 'completed', duplicateOf: null });
    expect(await totals()).toMatchObject({ reports: 1 });
  });

  test('of which the first is retried after the second became the report replaces it, counted once', async () => {
    const first = await stage.admitted(log);
    await act(first, 'cancel');
    const former = await stage.imported(log);
    const again = await act(first, 'retry');
    expect(await stage.run(again)).toEqual(DONE);
    const report = (await stage.reportOf(first))!;
    expect(report).toMatchObject({ taskId: first.taskId, version: 2 });
    expect(await totals()).toMatchObject({ reports: 1, entries: 60 });
    expect(backend.sent('report-removal')).toMatchObject([
      { body: { edition: former.edition, sha256: null }, delaySeconds: 600 },
    ]);
    await stage.work('report-removal');
    expect(await stage.editionsLeft(report.reportId)).toEqual([report.edition]);
  });
});
