import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { stateAfter, TASK_ACTIONS, TASK_STATES } from '../../../../shared/domain/task/states.ts';
import type { TaskChanges, TaskQueries } from '../../../../shared/domain/task/task-services.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { NOON, noonPlus, someTenant } from '../../../support/task-examples.ts';
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

describe('acting', () => {
  const cases = TASK_ACTIONS.flatMap((action) => TASK_STATES.map((state) => [action, state] as const));

  test.each(cases)('%s on a %s task does what the rules say and nothing else', async (action, state) => {
    const task = await stage.inState(state);
    const expected = stateAfter(action, state);
    if (!expected) {
      await expect(changes.act(tenant, task.taskId, action, noonPlus(9))).rejects.toMatchObject({
        code: 'invalid_transition',
        details: { action, status: state },
      });
      expect(await stage.stored(task)).toEqual(task);
      return;
    }
    const done = await changes.act(tenant, task.taskId, action, noonPlus(9));
    expect(done).toMatchObject({ state: expected, version: task.version + 1 });
    expect(await stage.stored(task)).toEqual(done);
  });

  test.each(['resume', 'retry'] as const)('%s tells a reader of a new generation', async (action) => {
    const task = await stage.inState(action === 'resume' ? 'paused' : 'failed');
    backend.forgetSent();
    await changes.act(tenant, task.taskId, action, noonPlus(9));
    expect(stage.readCommands().map(({ body }) => body.generation)).toEqual([2]);
    expect(await changes.start(tenant, task.taskId, 1, noonPlus(10))).toBeUndefined();
    expect(await changes.start(tenant, task.taskId, 2, noonPlus(10))).toMatchObject({ state: 'processing' });
  });

  test('on a task nobody has is not_found, as is one of another tenant', async () => {
    const task = await stage.admitted();
    await expect(changes.act(tenant, 'nobody', 'pause', NOON)).rejects.toMatchObject({ code: 'not_found' });
    await expect(changes.act(someTenant(), task.taskId, 'pause', NOON)).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test('of ten who cancel at once, exactly one does', async () => {
    const task = await stage.processing();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 10 }, () => changes.act(tenant, task.taskId, 'cancel', noonPlus(9))),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await tasks.totalCounts(tenant)).toMatchObject({ created: 1, cancelled: 1 });
  });
});
