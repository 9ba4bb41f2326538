import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { sweep } from '../../../../functions/outbox/sweep.ts';
import { followUp } from '../../../../functions/reading/follow-up.ts';
import { queueHandler, scheduleHandler } from '../../../../shared/queue/queue-handler.ts';
import { outbox } from '../../../../shared/stores/outbox.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { capturedEvent, lambdaContext, sqsEvent } from '../../../support/lambda-events.ts';
import { noonPlus, someReading, someTask } from '../../../support/task-examples.ts';
import { type TaskStage, taskStage } from '../../../support/task-stage.ts';

let backend: Backend;
let stage: TaskStage;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());
beforeEach(() => {
  backend.breakSending();
  stage = taskStage(backend);
});

/** Handles what waits in the follow-up queue, at that time. */
async function handleAll(now: Date): Promise<void> {
  const commands = backend.sent('follow-up').map(({ body }) => body);
  const handler = queueHandler(followUp, { taskChanges: () => stage.changes }, () => now);
  // Twice each, as queues may.
  for (const event of [sqsEvent(commands), sqsEvent(commands)]) {
    expect(await handler(event, lambdaContext())).toEqual({ batchItemFailures: [] });
  }
}

test('copies that waited for a content end when its reader has', async () => {
  const reader = await stage.processing('same');
  const copy = await stage.admitted('same');
  await stage.changes.complete(reader, someReading(), noonPlus(3));
  await handleAll(noonPlus(4));
  expect(await stage.stored(copy)).toMatchObject({ state: 'completed', duplicateOf: reader.taskId });
  expect(await stage.tasks.totalCounts(stage.tenant)).toMatchObject({ completed: 2 });
});

test('an upload that did not come fails when its time is over', async () => {
  const task = { ...someTask(stage.tenant), uploadExpiresAt: noonPlus(60).toISOString() };
  await stage.changes.createAwaitingUpload(task);
  await handleAll(noonPlus(59));
  expect(await stage.stored(task)).toMatchObject({ state: 'queued' });
  await handleAll(noonPlus(60));
  expect(await stage.stored(task)).toMatchObject({ state: 'failed', error: { code: 'upload_expired' } });
});

test('a reading that did not move is given up', async () => {
  const task = await stage.processing();
  await stage.changes.giveUpLater(task, noonPlus(600), noonPlus(2));
  await handleAll(noonPlus(600));
  expect(await stage.stored(task)).toMatchObject({ state: 'failed', error: { code: 'reading_gave_up' } });
});

test('the sweep sends what a process that died left to send', async () => {
  backend.breakSending('events', 'read-normal');
  const task = await stage.admitted();
  backend.breakSending();
  const handler = scheduleHandler(sweep, { outbox: () => outbox(backend.table) }, () => noonPlus(60));
  expect(await handler(capturedEvent('schedule'), lambdaContext())).toEqual({ sent: 2, failed: 0 });
  expect(stage.readCommands().map(({ body }) => body.task_id)).toEqual([task.taskId]);
});
