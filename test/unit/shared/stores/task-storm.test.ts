import { afterAll, beforeAll, expect, test } from 'vitest';
import { TASK_ACTIONS, TASK_STATES } from '../../../../shared/domain/task/states.ts';
import type { Task } from '../../../../shared/domain/task/task.ts';
import { outbox } from '../../../../shared/stores/outbox.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { seededRandom } from '../../../support/seeded-random.ts';
import { admissionOf, noonPlus, someReading, someTask } from '../../../support/task-examples.ts';
import { taskStage } from '../../../support/task-stage.ts';

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());

test('after 200 changes at once, counters equal the tasks and every end was announced once', async () => {
  const { tenant, changes, tasks, stored } = taskStage(backend);
  const random = seededRandom(20_260_303);
  const pick = <T>(from: readonly T[]) => from[Math.floor(random() * from.length)] as T;
  const known = Array.from({ length: 12 }, () => someTask(tenant));
  const contents = ['a', 'b', 'c', 'd', 'e'];

  const operations: (() => Promise<unknown>)[] = Array.from({ length: 200 }, (_, number) => {
    const task = pick(known);
    const content = pick(contents);
    const action = pick(TASK_ACTIONS);
    const now = noonPlus(number);
    const current = () => tasks.get(tenant, task.taskId);
    const whenThere = async (change: (seen: Task) => Promise<unknown>) => {
      const seen = await current();
      return seen && change(seen);
    };
    const admission = admissionOf(task, content);
    return pick([
      () => changes.admit(task, admission, now),
      () => changes.admit(task, admission, now),
      () => whenThere((seen) => changes.start(tenant, seen.taskId, seen.generation, now)),
      () => whenThere((seen) => changes.start(tenant, seen.taskId, seen.generation, now)),
      () => whenThere((seen) => changes.progress(seen, 1, 2, 'ppocr', now)),
      () => whenThere((seen) => changes.complete(seen, someReading(0.7), now)),
      () => whenThere((seen) => changes.fail(seen, { code: 'unreadable_file' }, now)),
      () => whenThere(() => changes.act(tenant, task.taskId, action, now).catch(expectRefusal)),
      () => changes.settleDuplicates(tenant, admission.sha256, now),
    ]);
  });
  // Twenty at a time, as queue consumers and requests would come.
  for (let first = 0; first < operations.length; first += 20) {
    await Promise.all(operations.slice(first, first + 20).map((operation) => operation()));
  }

  const now = (await Promise.all(known.map((task) => tasks.get(tenant, task.taskId)))).filter(
    (task) => task !== undefined,
  );
  const inState = (state: string) => now.filter((task) => task.state === state);
  expect(await tasks.totalCounts(tenant)).toEqual({
    withoutConfidence: 0,
    created: now.length,
    completed: inState('completed').length,
    failed: inState('failed').length,
    cancelled: inState('cancelled').length,
    processingMs: inState('completed').reduce((sum, task) => sum + (task.processingMs ?? 0), 0),
    confidenceMillionths: inState('completed').length * 700_000,
  });
  expect(await tasks.counts(tenant, { from: '2026-03-03', to: '2026-03-03' })).toEqual(
    await tasks.totalCounts(tenant),
  );

  const ids = backend.events().map(({ id }) => id);
  expect(ids.filter((id) => id.endsWith('-new_task'))).toHaveLength(now.length);
  const ends = ids.filter((id) => /-task_(completed|failed)$/.test(id));
  expect(new Set(ends).size).toBe(ends.length);
  for (const task of now) {
    if (task.state !== 'completed' && task.state !== 'failed') continue;
    expect(ends).toContain(`evt_${task.taskId}-${task.generation}-task_${task.state}`);
  }

  // Whatever still waits can be brought to an end by the consumers alone.
  for (let round = 0; round < 20; round++) {
    await outbox(grantedTable(backend.table, 'outbox')).sweep(noonPlus(10_000));
    for (const task of known) {
      const seen = await tasks.get(tenant, task.taskId);
      if (seen?.state === 'paused') await changes.act(tenant, seen.taskId, 'resume', noonPlus(10_000));
      if (seen?.state !== 'queued' && seen?.state !== 'processing') continue;
      if (seen.duplicateOf) {
        await changes.settleDuplicates(tenant, seen.sha256 as string, noonPlus(10_000));
        continue;
      }
      const reading = await changes.start(tenant, seen.taskId, seen.generation, noonPlus(10_000));
      if (reading) await changes.complete(reading, someReading(0.7), noonPlus(10_001));
    }
  }
  for (const task of now) {
    expect(TASK_STATES.slice(3), task.taskId).toContain((await stored(task)).state);
  }
});

function expectRefusal(error: unknown): void {
  expect(error).toMatchObject({ code: 'invalid_transition' });
}
