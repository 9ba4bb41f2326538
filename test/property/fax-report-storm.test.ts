/**
 * Logs that are admitted, imported, checked again, removed, paused, retried: by four at once, in any interleaving of
 * their calls, messages late and repeated, processes that die. What must hold when all is quiet again.
 */
import { createHash } from 'node:crypto';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { FaxReport } from '../../shared/domain/fax-log/fax-report.ts';
import { TASK_ACTIONS } from '../../shared/domain/task/states.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import type { Table } from '../../shared/stores/table.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { tenantSettingsStore } from '../../shared/stores/tenant-settings.ts';
import { type Backend, startBackend } from '../support/backend.ts';
import { faxLogCsvFile } from '../support/fax-log-generator.ts';
import { type FaxLogStage, faxLogStage, type StagedQueue } from '../support/fax-log-stage.ts';
import { mortalTable } from '../support/mortal-table.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { NOON, noonPlus, someTask } from '../support/task-examples.ts';
import { inTurns } from '../support/turn-table.ts';

const AT_ONCE = 4;
const STEPS = 10;
const QUEUES: readonly StagedQueue[] = ['import', 'report-removal', 'validation', 'follow-up'];
/** Handed over in a storm, the usual ones more often. */
const OFTEN: readonly StagedQueue[] = ['import', 'validation', ...QUEUES];

let backend: Backend;
let s3: S3Client;
let logs: Buffer[];
beforeAll(async () => {
  backend = await startBackend();
  s3 = new S3Client({});
  logs = [
    await faxLogCsvFile({ rows: 30, seed: 1, mobileShare: 0.4 }),
    await faxLogCsvFile({ rows: 20, seed: 2, mobileShare: 0.4 }),
    Buffer.from('a;b;c\n1;2;3\n'),
  ];
});
afterAll(async () => {
  s3.destroy();
  await backend.stop();
});

interface Storm {
  stage: FaxLogStage;
  tasks: Pick<Task, 'taskId'>[];
  pick<T>(list: readonly T[]): T | undefined;
}

const sentOf = ({ stage }: Storm, queue: StagedQueue) =>
  backend.sent(queue).flatMap(({ body }) => (body.tenant === stage.tenant ? [body] : []));

async function admit({ stage, tasks }: Storm, bytes: Buffer, table: Table): Promise<void> {
  const task = someTask(stage.tenant, { documentName: 'journal.csv' });
  const originalKey = `originals/${stage.tenant}/${task.taskId}/etag/journal`;
  await s3.send(new PutObjectCommand({ Bucket: backend.bucket, Key: originalKey, Body: bytes }));
  tasks.push(task);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const admission = { sha256, format: 'csv', sizeBytes: bytes.length, originalKey };
  await taskChanges(table).admit(task, admission, NOON);
}

/** Anything that anybody may do; what is refused is no matter here. */
async function step(storm: Storm, table: Table): Promise<void> {
  const { stage, tasks, pick } = storm;
  const { tenant } = stage;
  switch (pick(['admit', 'admit', 'remove', 'validate', 'act', 'work', 'work', 'work', 'work', 'work'])) {
    case 'admit':
      return admit(storm, pick(logs) as Buffer, table);
    case 'remove': {
      const report = pick((await faxReports(table).list(tenant, { limit: 10 })).reports);
      return report && stage.remove(report, { table });
    }
    case 'validate': {
      const fax_number_policy = pick(['french', 'french_no_mobile'] as const) ?? 'french';
      const choices = { fax_number_policy, requests_per_minute: null };
      await tenantSettingsStore(backend.table).put(tenant, choices);
      await stage.validations({ table }).start(tenant, 'all', 'claire', noonPlus(5));
      return;
    }
    case 'act': {
      const task = pick(tasks);
      const action = pick(TASK_ACTIONS);
      if (task && action) await taskChanges(table).act(tenant, task.taskId, action, noonPlus(5));
      return;
    }
    default: {
      const queue = pick(OFTEN) as StagedQueue;
      const sent = sentOf(storm, queue);
      // The latest mostly, sometimes one from long ago.
      const body = pick([sent.at(-1), sent.at(-2), pick(sent)]);
      if (body) await stage.hand(queue, body, { table });
    }
  }
}

/** Everything that was sent and not handed over since is, until nothing more is. */
async function calm(storm: Storm): Promise<void> {
  const { stage, tasks } = storm;
  for (const { taskId } of tasks) {
    await taskChanges(backend.table)
      .act(stage.tenant, taskId, 'resume', noonPlus(50))
      .catch(() => undefined);
  }
  const handed = new Map<string, number>();
  for (let isQuiet = false; !isQuiet; ) {
    await stage.sweep();
    isQuiet = true;
    for (const queue of QUEUES) {
      const seen = new Map<string, number>();
      for (const body of sentOf(storm, queue)) {
        const message = queue + JSON.stringify(body);
        seen.set(message, (seen.get(message) ?? 0) + 1);
        if ((handed.get(message) ?? 0) >= (seen.get(message) as number)) continue;
        isQuiet = false;
        handed.set(message, (handed.get(message) ?? 0) + 1);
        const { batchItemFailures } = await stage.hand(queue, body, { now: () => noonPlus(100) });
        expect(batchItemFailures).toEqual([]);
      }
    }
  }
  // As late as can be.
  for (const body of sentOf(storm, 'report-removal')) await stage.hand('report-removal', body);
}

async function exists(Key: string): Promise<boolean> {
  const head = s3.send(new HeadObjectCommand({ Bucket: backend.bucket, Key }));
  return head.then(
    () => true,
    () => false,
  );
}

async function expectWhole({ stage }: Storm, report: FaxReport, mayLeave: boolean): Promise<void> {
  const records = await stage.records(report);
  expect(records).toHaveLength(report.summary.totalEntries);
  expect(records.filter(({ errors }) => errors === 0)).toHaveLength(report.summary.validEntries);
  await faxReports(backend.table).statistics(report);
  expect(await stage.stored(report)).toMatchObject({ state: 'completed', reportId: report.reportId });
  expect(await exists(report.originalKey)).toBe(true);
  if (!mayLeave) expect(await stage.editionsLeft(report.reportId)).toEqual([report.edition]);
}

async function weather(seed: number, isDeadly: boolean): Promise<void> {
  const random = seededRandom(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  const storm: Storm = { stage: faxLogStage(backend), tasks: [], pick };
  const { stage, tasks } = storm;
  await inTurns(backend.table, random, (table) =>
    Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let taken = 0; taken < STEPS; taken++) {
          const dies = isDeadly && random() < 0.3;
          const lastCall = 1 + Math.floor(random() * 25);
          const own = dies
            ? mortalTable(table, lastCall, pick(['kept', 'lost'] as const) ?? 'lost').table
            : table;
          await step(storm, own).catch(() => undefined);
        }
      }),
    ),
  );
  await calm(storm);

  const store = faxReports(backend.table);
  const { reports } = await store.list(stage.tenant, { limit: 10 });
  const sum = (figure: 'totalEntries' | 'validEntries') =>
    reports.reduce((total, { summary }) => total + summary[figure], 0);
  expect(await store.totals(stage.tenant)).toEqual({
    reports: reports.length,
    entries: sum('totalEntries'),
    validEntries: sum('validEntries'),
  });
  // What a process that died laid down stays for a day.
  for (const report of reports) await expectWhole(storm, report, isDeadly);
  for (const { taskId } of tasks) {
    const task = (await stage.stored({ taskId })) as Task | undefined;
    // Of one whose admission died there is nothing.
    expect(['queued', 'processing']).not.toContain(task?.state);
    if (task?.state !== 'completed' || reports.some(({ reportId }) => reportId === task.reportId)) continue;
    expect(await exists(task.originalKey as string)).toBe(false);
    if (!isDeadly) expect(await stage.editionsLeft(task.reportId as string)).toEqual([]);
  }
  for (const report of reports) await stage.remove(report);
  expect(await store.totals(stage.tenant)).toEqual({ reports: 0, entries: 0, validEntries: 0 });
}

test.for([120, 123, 165])('storm %i ends with whole reports, true totals and nothing left over', (seed) =>
  weather(seed, false),
);

test.for([1001, 1002])('storm %i, in which processes die, ends with whole reports and true totals', (seed) =>
  weather(seed, true),
);
