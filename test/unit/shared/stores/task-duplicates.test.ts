import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Task } from '../../../../shared/domain/task/task.ts';
import type { TaskChanges, TaskQueries } from '../../../../shared/domain/task/task-services.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { noonPlus, someReading } from '../../../support/task-examples.ts';
import { type TaskStage, taskStage } from '../../../support/task-stage.ts';

let backend: Backend;
let stage: TaskStage;
let tenant: string;
let changes: TaskChanges;
let tasks: TaskQueries;

beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());
beforeEach(() => {
  stage = taskStage(backend);
  ({ tenant, changes, tasks } = stage);
});

describe('a second copy of a content', () => {
  test('ends at once with the result of a task that completed', async () => {
    const original = await stage.completed('same');
    backend.forgetSent();
    const copy = await stage.admitted('same');
    expect(await stage.stored(copy)).toMatchObject({
      state: 'completed',
      duplicateOf: original.taskId,
      documentId: original.documentId,
      confidence: 0.9,
      provider: 'text-layer',
      pagesRead: 2,
      progress: 100,
    });
    expect(stage.readCommands()).toHaveLength(0);
    expect(stage.eventTypes()).toEqual(['new_task', 'task_completed']);
  });

  test('waits for a task that is reading, and completes when that one has', async () => {
    const original = await stage.processing('same');
    const copy = await stage.admitted('same');
    expect(copy).toMatchObject({ state: 'queued', duplicateOf: original.taskId });
    await changes.complete(original, someReading(), noonPlus(3));
    expect(backend.sent('follow-up').map(({ body }) => body)).toEqual([
      { kind: 'settle_duplicates', tenant, sha256: original.sha256 },
    ]);
    expect(await changes.settleDuplicates(tenant, original.sha256 as string, noonPlus(4))).toBe(1);
    expect(await stage.stored(copy)).toMatchObject({ state: 'completed', duplicateOf: original.taskId });
    expect(stage.readCommands()).toHaveLength(1);
  });

  test('settling twice, or twice at once, ends each waiting task once', async () => {
    const original = await stage.processing('same');
    for (let copy = 0; copy < 3; copy++) await stage.admitted('same');
    await changes.complete(original, someReading(), noonPlus(3));
    const settle = () => changes.settleDuplicates(tenant, original.sha256 as string, noonPlus(4));
    const settled = await Promise.all([settle(), settle()]);
    expect(settled[0] + settled[1]).toBe(3);
    expect(await settle()).toBe(0);
    expect(stage.eventTypes().filter((type) => type === 'task_completed')).toHaveLength(4);
    expect((await tasks.totalCounts(tenant)).completed).toBe(4);
  });

  test.each(['failed', 'cancelled'] as const)('is read for itself when the first is %s', async (state) => {
    const original = state === 'failed' ? await stage.failed('same') : await stage.admitted('same');
    if (state === 'cancelled') await changes.act(tenant, original.taskId, 'cancel', noonPlus(1));
    backend.forgetSent();
    const copy = await stage.admitted('same');
    expect(copy).toMatchObject({ state: 'queued', duplicateOf: null });
    expect(stage.readCommands().map(({ body }) => body.task_id)).toEqual([copy.taskId]);
  });

  test('takes over when the first fails, and the others then wait for it, until the last has ended', async () => {
    const original = await stage.processing('same');
    const copies = [await stage.admitted('same'), await stage.admitted('same'), await stage.admitted('same')];
    await changes.fail(original, { code: 'reading_gave_up' }, noonPlus(3));
    backend.forgetSent();
    await changes.settleDuplicates(tenant, original.sha256 as string, noonPlus(4));
    const now = await Promise.all(copies.map(stage.stored));
    const successors = now.filter((task) => task.duplicateOf === null);
    expect(successors).toHaveLength(1);
    const successor = successors[0] as Task;
    expect(stage.readCommands().map(({ body }) => body.task_id)).toEqual([successor.taskId]);
    expect(now.filter((task) => task.duplicateOf === successor.taskId)).toHaveLength(2);

    const reading = (await changes.start(
      tenant,
      successor.taskId,
      successor.generation,
      noonPlus(5),
    )) as Task;
    await changes.complete(reading, someReading(), noonPlus(6));
    expect(backend.sent('follow-up')).toHaveLength(1);
    await changes.settleDuplicates(tenant, original.sha256 as string, noonPlus(7));
    for (const copy of copies) expect(await stage.stored(copy)).toMatchObject({ state: 'completed' });
  });

  test('settling again before the successor has ended moves nobody a second time', async () => {
    const original = await stage.processing('same');
    const copies = [await stage.admitted('same'), await stage.admitted('same')];
    await changes.fail(original, { code: 'reading_gave_up' }, noonPlus(3));
    for (let repeat = 0; repeat < 3; repeat++) {
      await changes.settleDuplicates(tenant, original.sha256 as string, noonPlus(4));
    }
    const now = await Promise.all(copies.map(stage.stored));
    const successor = now.find((task) => task.duplicateOf === null);
    expect(successor?.followers).toBe(1);
  });

  test('that was paused meanwhile is read for itself once resumed', async () => {
    const original = await stage.processing('same');
    const copy = await stage.admitted('same');
    await changes.act(tenant, copy.taskId, 'pause', noonPlus(2));
    await changes.complete(original, someReading(), noonPlus(3));
    await changes.settleDuplicates(tenant, original.sha256 as string, noonPlus(4));
    expect(await stage.stored(copy)).toMatchObject({ state: 'paused' });
    backend.forgetSent();
    await changes.act(tenant, copy.taskId, 'resume', noonPlus(5));
    expect(stage.readCommands().map(({ body }) => body.task_id)).toEqual([copy.taskId]);
  });

  test('that was cancelled meanwhile stays cancelled', async () => {
    const original = await stage.processing('same');
    const copy = await stage.admitted('same');
    await changes.act(tenant, copy.taskId, 'cancel', noonPlus(2));
    await changes.complete(original, someReading(), noonPlus(3));
    expect(await changes.settleDuplicates(tenant, original.sha256 as string, noonPlus(4))).toBe(0);
    expect(await stage.stored(copy)).toMatchObject({ state: 'cancelled' });
  });
});
