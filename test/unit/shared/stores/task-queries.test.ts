import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newTask, type Task } from '../../../../shared/domain/task/task.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { admissionOf, noonPlus, someReading, someTask, someTenant } from '../../../support/task-examples.ts';
import { type TaskStage, taskStage } from '../../../support/task-stage.ts';

let backend: Backend;
let stage: TaskStage;

beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());
beforeEach(() => {
  stage = taskStage(backend);
});

const ALL = { limit: 100, offset: 0 };
const ids = (tasks: Task[]) => tasks.map(({ taskId }) => taskId);

/** Tasks queued a second after one another, oldest first. */
async function queuedTasks(count: number, priority: Task['priority'] = 'normal'): Promise<Task[]> {
  const made: Task[] = [];
  for (let number = 0; number < count; number++) {
    const task = someTask(stage.tenant, { priority, now: noonPlus(number) });
    made.push(await stage.changes.admit(task, admissionOf(task, task.taskId), noonPlus(number)));
  }
  return made;
}

/** Tasks that completed a minute after one another, oldest first. */
async function completedTasks(count: number, provider = 'text-layer', from = 0): Promise<Task[]> {
  const made: Task[] = [];
  for (const [number, task] of (await queuedTasks(count)).entries()) {
    const reading = (await stage.changes.start(stage.tenant, task.taskId, 1, noonPlus(10))) as Task;
    await stage.changes.complete(reading, someReading(0.5, provider), noonPlus(from + 60 * number));
    made.push(await stage.stored(task));
  }
  return made;
}

describe('active tasks', () => {
  test('come newest first, in pages that meet without overlap', async () => {
    const made = await queuedTasks(7);
    const newestFirst = ids(made).toReversed();
    const page = (offset: number) => stage.tasks.listActive(stage.tenant, {}, { limit: 3, offset });
    expect(ids(await page(0))).toEqual(newestFirst.slice(0, 3));
    expect(ids(await page(3))).toEqual(newestFirst.slice(3, 6));
    expect(ids(await page(6))).toEqual(newestFirst.slice(6));
    expect(await page(7)).toEqual([]);
  });

  test('are as they were written, item keys left behind', async () => {
    const [task] = await queuedTasks(1);
    const [listed] = await stage.tasks.listActive(stage.tenant, {}, ALL);
    expect(listed).toEqual(task);
    expect(Object.keys(listed ?? {}).toSorted()).toEqual(
      Object.keys(newTask(task as Task, new Date())).toSorted(),
    );
  });

  test('can be narrowed to a state, a priority, a provider and all of them, page by page', async () => {
    const normal = await queuedTasks(3);
    const urgent = await queuedTasks(4, 'high');
    const reading = (await stage.changes.start(
      stage.tenant,
      urgent[1]?.taskId ?? '',
      1,
      noonPlus(10),
    )) as Task;
    await stage.changes.progress(reading, 1, 3, 'ppocr', noonPlus(11));
    const list = (filter: object, paging = ALL) => stage.tasks.listActive(stage.tenant, filter, paging);
    expect(ids(await list({ priority: 'normal' }))).toEqual(ids(normal).toReversed());
    expect(ids(await list({ status: 'processing' }))).toEqual([reading.taskId]);
    expect(ids(await list({ provider: 'ppocr', priority: 'high', status: 'processing' }))).toEqual([
      reading.taskId,
    ]);
    expect(await list({ provider: 'ppocr', priority: 'low' })).toEqual([]);
    const rest = ids(urgent).toReversed();
    expect(ids(await list({ priority: 'high' }, { limit: 2, offset: 1 }))).toEqual(rest.slice(1, 3));
  });

  test('leave the list when they end and return to it when retried', async () => {
    const failed = await stage.failed();
    expect(await stage.tasks.listActive(stage.tenant, {}, ALL)).toEqual([]);
    await stage.changes.act(stage.tenant, failed.taskId, 'retry', noonPlus(60));
    expect(ids(await stage.tasks.listActive(stage.tenant, {}, ALL))).toEqual([failed.taskId]);
    expect(await stage.tasks.listEnded(stage.tenant, {}, ALL)).toEqual([]);
  });
});

describe('ended tasks', () => {
  test('come latest end first', async () => {
    const made = await completedTasks(4);
    expect(ids(await stage.tasks.listEnded(stage.tenant, {}, ALL))).toEqual(ids(made).toReversed());
  });

  test('can be bounded by their end, both bounds included', async () => {
    const made = await completedTasks(5);
    const between = async (from?: Date, to?: Date) =>
      ids(
        await stage.tasks.listEnded(stage.tenant, { from: from?.toISOString(), to: to?.toISOString() }, ALL),
      ).toReversed();
    expect(await between(noonPlus(60), noonPlus(180))).toEqual(ids(made).slice(1, 4));
    expect(await between(noonPlus(180))).toEqual(ids(made).slice(3));
    expect(await between(undefined, noonPlus(60))).toEqual(ids(made).slice(0, 2));
    expect(await between(noonPlus(61), noonPlus(119))).toEqual([]);
  });

  test('bounds the wrong way round hold nothing', async () => {
    await completedTasks(1);
    const filter = { from: noonPlus(60).toISOString(), to: noonPlus(0).toISOString() };
    expect(await stage.tasks.listEnded(stage.tenant, filter, ALL)).toEqual([]);
  });

  test('can be narrowed to a provider within bounds', async () => {
    await completedTasks(2, 'text-layer');
    const scanned = await completedTasks(2, 'ppocr', 600);
    const filter = { provider: 'ppocr', from: noonPlus(600).toISOString() };
    expect(ids(await stage.tasks.listEnded(stage.tenant, filter, ALL))).toEqual(ids(scanned).toReversed());
  });
});

test('a tenant sees nothing of another', async () => {
  const task = await stage.completed();
  await stage.admitted('other');
  const other = someTenant();
  expect(await stage.tasks.get(other, task.taskId)).toBeUndefined();
  expect(await stage.tasks.listActive(other, {}, ALL)).toEqual([]);
  expect(await stage.tasks.listEnded(other, {}, ALL)).toEqual([]);
  expect((await stage.tasks.totalCounts(other)).created).toBe(0);
});

describe('figures', () => {
  async function completedAt(moment: string, createdAt = moment): Promise<Task> {
    const task = someTask(stage.tenant, { now: new Date(createdAt) });
    const known = await stage.changes.admit(task, admissionOf(task, task.taskId), new Date(createdAt));
    const reading = (await stage.changes.start(stage.tenant, known.taskId, 1, new Date(createdAt))) as Task;
    await stage.changes.complete(reading, someReading(0.5), new Date(moment));
    return stage.stored(task);
  }

  test('count creation on its day and completion on its own', async () => {
    await completedAt('2026-03-04T00:00:10.000Z', '2026-03-03T23:59:50.000Z');
    const on = (from: string, to = from) => stage.tasks.counts(stage.tenant, { from, to });
    expect(await on('2026-03-03')).toMatchObject({ created: 1, completed: 0 });
    expect(await on('2026-03-04')).toMatchObject({ created: 0, completed: 1, processingMs: 20_000 });
    expect(await on('2026-03-03', '2026-03-04')).toEqual(await stage.tasks.totalCounts(stage.tenant));
    expect(await on('2026-03-05', '2026-12-31')).toMatchObject({ created: 0, completed: 0 });
  });

  test('take a failure back from its day when it is retried', async () => {
    const failed = await stage.failed();
    await stage.changes.act(stage.tenant, failed.taskId, 'retry', new Date('2026-03-05T08:00:00.000Z'));
    expect(await stage.tasks.counts(stage.tenant, { from: '2026-03-03', to: '2026-03-03' })).toMatchObject({
      created: 1,
      failed: 0,
    });
    expect(await stage.tasks.totalCounts(stage.tenant)).toMatchObject({ created: 1, failed: 0 });
  });

  test('count completions by the hour across midnight', async () => {
    for (const moment of ['03T21:59', '03T22:00', '03T23:59', '04T00:00', '04T09:30']) {
      await completedAt(`2026-03-${moment}:00.000Z`);
    }
    const since = (moment: string) =>
      stage.tasks.completedSince(stage.tenant, new Date(`2026-03-${moment}:00.000Z`));
    expect(await since('03T22:00')).toBe(4);
    expect(await since('03T22:59')).toBe(4);
    expect(await since('04T00:00')).toBe(2);
    expect(await since('04T10:00')).toBe(0);
  });

  test('stay exact when 40 tasks end at once', async () => {
    const queued = await queuedTasks(40);
    await Promise.all(
      queued.map(async (task) => {
        const reading = (await stage.changes.start(stage.tenant, task.taskId, 1, noonPlus(1))) as Task;
        await stage.changes.complete(reading, someReading(0.25), noonPlus(2));
      }),
    );
    expect(await stage.tasks.totalCounts(stage.tenant)).toEqual({
      created: 40,
      completed: 40,
      failed: 0,
      cancelled: 0,
      processingMs: 40_000,
      confidenceMillionths: 10_000_000,
      withoutConfidence: 0,
    });
  });
});
