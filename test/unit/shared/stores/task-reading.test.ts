import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Task } from '../../../../shared/domain/task/task.ts';
import type { TaskChanges, TaskQueries } from '../../../../shared/domain/task/task-services.ts';
import { documentRecords } from '../../../../shared/stores/document-records.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { NOON, noonPlus, someReading, someTask, someTenant } from '../../../support/task-examples.ts';
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

describe('reading', () => {
  test('a second reader of a task that is being read may go on, and only one of them ends it', async () => {
    const task = await stage.processing();
    const second = (await changes.start(tenant, task.taskId, 1, noonPlus(2))) as Task;
    expect(second).toEqual(task);
    const ends = await Promise.all(
      [task, second].map((each) => changes.complete(each, someReading(), noonPlus(3))),
    );
    expect(ends.toSorted()).toEqual([false, true]);
    expect(await tasks.totalCounts(tenant)).toMatchObject({ completed: 1 });
    expect(stage.eventTypes().filter((type) => type === 'task_completed')).toHaveLength(1);
  });

  test('whichever of completing and cancelling comes first wins, never both', async () => {
    for (let round = 0; round < 10; round++) {
      const task = await stage.processing(`content ${round}`);
      const [recorded, cancelled] = await Promise.all([
        changes.complete(task, someReading(), noonPlus(3)),
        changes.act(tenant, task.taskId, 'cancel', noonPlus(3)).then(
          () => true,
          () => false,
        ),
      ]);
      expect(recorded).toBe(!cancelled);
      expect((await stage.stored(task)).state).toBe(recorded ? 'completed' : 'cancelled');
    }
    const { created, completed: done, cancelled: stopped } = await tasks.totalCounts(tenant);
    expect(done + stopped).toBe(created);
  });

  test('progress is recorded while reading and refused once paused', async () => {
    const task = await stage.processing();
    expect(await changes.progress(task, 1, 4, 'ppocr', noonPlus(11))).toBe(true);
    expect(await stage.stored(task)).toMatchObject({
      pagesRead: 1,
      pagesTotal: 4,
      progress: 25,
      provider: 'ppocr',
      estimatedCompletion: noonPlus(41).toISOString(),
    });
    await changes.act(tenant, task.taskId, 'pause', noonPlus(12));
    expect(await changes.progress(task, 2, 4, 'ppocr', noonPlus(13))).toBe(false);
    expect(await changes.complete(task, someReading(), noonPlus(13))).toBe(false);
    expect(await changes.fail(task, { code: 'unreadable_file' }, noonPlus(13))).toBe(false);
  });

  test('progress tells nobody durably; live screens hear of it elsewhere', async () => {
    const task = await stage.processing();
    backend.forgetSent();
    await changes.progress(task, 1, 4, 'ppocr', noonPlus(2));
    expect(backend.events()).toEqual([]);
  });

  test('a reader of an older generation cannot end the task', async () => {
    const old = await stage.processing();
    await changes.act(tenant, old.taskId, 'pause', noonPlus(2));
    await changes.act(tenant, old.taskId, 'resume', noonPlus(3));
    await changes.start(tenant, old.taskId, 2, noonPlus(4));
    expect(await changes.complete(old, someReading(), noonPlus(5))).toBe(false);
    expect(await stage.stored(old)).toMatchObject({ state: 'processing', generation: 2 });
  });

  test('completing writes the record that the document is then found by', async () => {
    const task = await stage.completed();
    const record = await documentRecords(backend.table).get(tenant, task.documentId as string);
    expect(record).toEqual({
      tenant,
      documentId: task.documentId,
      documentName: 'facture.pdf',
      sha256: task.sha256,
      format: 'pdf',
      pages: 2,
      readerVersion: '1-test',
      provider: 'text-layer',
      extraction: someReading().extraction,
      extractedAt: noonPlus(3).toISOString(),
      originalKey: task.originalKey,
    });
    expect(await documentRecords(backend.table).get(someTenant(), task.documentId as string)).toBeUndefined();
  });

  test('reading a kept document again is a new task over the same content', async () => {
    const task = await stage.completed();
    const again = await changes.readAgain(
      tenant,
      task.documentId as string,
      { priority: 'high', taskId: someTask(tenant).taskId },
      noonPlus(60),
    );
    expect(again).toMatchObject({ state: 'queued', documentId: task.documentId, sha256: task.sha256 });
    expect(backend.sent('read-high').map(({ body }) => body.task_id)).toEqual([again.taskId]);
    await expect(
      changes.readAgain(tenant, 'doc_none', { priority: 'high', taskId: 'x' }, NOON),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  test('handing a reading on sends the same generation to the same queue', async () => {
    const task = await stage.processing();
    backend.forgetSent();
    await changes.continueReading(task, noonPlus(2));
    expect(stage.readCommands()).toEqual([
      { body: { tenant, task_id: task.taskId, generation: 1 }, delaySeconds: 0 },
    ]);
  });

  test('a reading that did not move is given up; one that did is asked again, until it stands still', async () => {
    const still = await stage.processing('still');
    const moving = await stage.processing('moving');
    for (const task of [still, moving]) await changes.giveUpLater(task, noonPlus(600), noonPlus(2));
    await changes.progress(moving, 1, 4, 'ppocr', noonPlus(3));
    const asked = () => backend.sent('follow-up').filter(({ body }) => body.kind === 'give_up_reading');
    expect(asked().map(({ delaySeconds }) => delaySeconds)).toEqual([598, 598]);
    const answer = async (minute: number) => {
      const commands = asked();
      backend.forgetSent();
      for (const { body } of commands) {
        const { generation, version } = body as { generation: number; version: number };
        const reading = { tenant, taskId: body.task_id as string, generation, version };
        await changes.giveUp(reading, noonPlus(minute + 600), noonPlus(minute));
      }
    };
    await answer(600);
    expect(await stage.stored(still)).toMatchObject({ state: 'failed', error: { code: 'reading_gave_up' } });
    expect(await stage.stored(moving)).toMatchObject({ state: 'processing' });
    expect(asked()).toHaveLength(1);
    await answer(1200);
    expect(await stage.stored(moving)).toMatchObject({ state: 'failed', error: { code: 'reading_gave_up' } });
  });
});
