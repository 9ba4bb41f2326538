import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { actOnTask } from '../../../../functions/tasks/act-on-task.ts';
import { createTask } from '../../../../functions/tasks/create-task.ts';
import { listTaskHistory, listTasks } from '../../../../functions/tasks/list-tasks.ts';
import { getStatistics } from '../../../../functions/tasks/statistics.ts';
import type { AnyRoute } from '../../../../shared/contract/route.ts';
import { type Answer, type Api, type Call, eventOf, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { sampleBytes } from '../../../support/broken-files.ts';
import { capturedEvent } from '../../../support/lambda-events.ts';
import { brokenPromises } from '../../../support/openapi-check.ts';
import { admissionOf, noonPlus, someTask, someTenant } from '../../../support/task-examples.ts';
import { type TaskStage, taskStage } from '../../../support/task-stage.ts';

let backend: Backend;
let api: Api;
let stage: TaskStage;
beforeAll(async () => {
  backend = await startBackend();
  api = await startApi(backend, { now: () => noonPlus(3600) });
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});
beforeEach(() => {
  stage = taskStage(backend);
});

async function call(route: AnyRoute, request: Call = {}): Promise<Answer> {
  const caller = { tenant: stage.tenant, subject: 'anne', role: 'operator' } as const;
  const answer = await api.call(route, { caller, ...request });
  expect(brokenPromises(route, answer)).toEqual([]);
  return answer;
}
const idsIn = ({ json }: Answer) => json.map(({ task_id }: { task_id: string }) => task_id);

describe('acting on a task', () => {
  const act = (taskId: string, action: string) =>
    call(actOnTask, { params: { task_id: taskId }, body: { action } });

  test('answers its new state', async () => {
    const task = await stage.admitted();
    expect((await act(task.taskId, 'pause')).json).toEqual({
      success: true,
      message: 'Tâche mise en pause avec succès',
      task_id: task.taskId,
      new_status: 'paused',
    });
    expect((await act(task.taskId, 'resume')).json.new_status).toBe('queued');
    expect((await act(task.taskId, 'cancel')).json.new_status).toBe('cancelled');
    expect((await act(task.taskId, 'retry')).json.new_status).toBe('queued');
  });

  test('that its state does not allow is 409 and says which state that is', async () => {
    const task = await stage.completed();
    const answer = await act(task.taskId, 'retry');
    expect([answer.status, answer.json.error.details]).toEqual([
      409,
      { action: 'retry', status: 'completed' },
    ]);
  });

  test.each(['', ' ', '../x', 'x#TASK', '%00', '💥'])('with the id %j finds nothing', async (id) => {
    const { status } = await act(id, 'pause');
    expect(status).toBe(id === '' ? 400 : 404);
  });
});

describe('creating a task', () => {
  test('from a file answers the task that waits for it', async () => {
    const bytes = await sampleBytes('invoice-INV-20418-harbour-finch.png');
    const { status, json } = await call(createTask, { file: { name: 'invoice.png', bytes } });
    expect([status, json.status, json.document_id]).toEqual([201, 'queued', null]);
    expect(await stage.stored({ taskId: json.task_id })).toMatchObject({ documentName: 'invoice.png' });
  });

  test('from a document that is kept reads it once more', async () => {
    const { documentId } = await stage.completed();
    backend.forgetSent();
    const { status, json } = await call(createTask, { body: { document_id: documentId, priority: 'high' } });
    expect([status, json.document_id, json.priority]).toEqual([201, documentId, 'high']);
    expect(backend.sent('read-high').map(({ body }) => body.task_id)).toEqual([json.task_id]);
  });

  test('from another tenant’s document finds nothing', async () => {
    const { documentId } = await stage.completed();
    const caller = { tenant: someTenant(), subject: 'eve', role: 'admin' } as const;
    const answer = await call(createTask, { caller, body: { document_id: documentId } });
    expect([answer.status, answer.json.error.code]).toEqual([404, 'not_found']);
  });
});

describe('lists', () => {
  test('hold active tasks by default, and ended ones when their state is asked for', async () => {
    const active = await stage.admitted('active');
    const done = await stage.completed('done');
    const failed = await stage.failed('failed');
    expect(idsIn(await call(listTasks))).toEqual([active.taskId]);
    expect(idsIn(await call(listTasks, { query: { status: 'completed' } }))).toEqual([done.taskId]);
    expect(idsIn(await call(listTaskHistory, { query: { status: 'failed' } }))).toEqual([failed.taskId]);
    expect(idsIn(await call(listTaskHistory)).toSorted()).toEqual([done.taskId, failed.taskId].toSorted());
  });

  test('say why a task failed', async () => {
    await stage.failed();
    const { json } = await call(listTaskHistory);
    expect(json).toMatchObject([
      { status: 'failed', error: { code: 'unreadable_file' }, processing_time: 2 },
    ]);
  });

  test('are bounded by days and by instants in any offset, days included whole', async () => {
    const task = await stage.completed(); // ends on 3 March, 12:00:03 UTC
    const between = async (start_date: string, end_date: string) =>
      idsIn(await call(listTaskHistory, { query: { start_date, end_date } }));
    expect(await between('2026-03-03', '2026-03-03')).toEqual([task.taskId]);
    expect(await between('2026-03-04', '2026-03-05')).toEqual([]);
    expect(await between('2026-03-03T13:00:03+01:00', '2026-03-03T13:00:03+01:00')).toEqual([task.taskId]);
    expect(await between('2026-03-03T12:00:04Z', '2026-03-05')).toEqual([]);
  });

  test('are empty for bounds the wrong way round', async () => {
    await stage.completed();
    const { status, json } = await call(listTaskHistory, {
      query: { start_date: '2026-03-05', end_date: '2026-03-01' },
    });
    expect([status, json]).toEqual([200, []]);
  });

  test('refuse days that no calendar has', async () => {
    expect((await call(listTaskHistory, { query: { start_date: '2026-02-30' } })).status).toBe(400);
  });

  test('answer a captured event of the gateway', async () => {
    const event = capturedEvent<Awaited<ReturnType<typeof eventOf>>>('http-get-tasks');
    const caller = { tenant: stage.tenant, subject: 'anne', role: 'viewer' } as const;
    const { authorization } = (await eventOf(listTasks, { caller }, noonPlus(3600))).headers;
    const done = await stage.completed();
    const room = api.rooms.find(({ id }) => id === 'tasks') as (typeof api.rooms)[number];
    const answer = await api.invoke(room, { ...event, headers: { ...event.headers, authorization } });
    expect([answer.status, idsIn(answer)]).toEqual([200, [done.taskId]]);
    expect((await api.invoke(room, event)).status).toBe(401);
  });
});

describe('statistics', () => {
  test('are of the week unless another period is asked for', async () => {
    const lastMonth = new Date('2026-02-10T12:00:00.000Z');
    const old = someTask(stage.tenant, { now: lastMonth });
    await stage.changes.admit(old, admissionOf(old, 'waiting since February'), lastMonth);
    await stage.completed('today');
    const week = (await call(getStatistics)).json;
    expect(week).toEqual({
      total_tasks: 1,
      active_tasks: 1,
      completed_tasks: 1,
      failed_tasks: 0,
      avg_processing_time: 2,
      success_rate: 1,
    });
    expect((await call(getStatistics, { query: { period: 'week' } })).json).toEqual(week);
    const month = (await call(getStatistics, { query: { period: 'month' } })).json;
    expect(month).toMatchObject({ total_tasks: 2, completed_tasks: 1, active_tasks: 1 });
  });

  test('of nothing are zero', async () => {
    expect((await call(getStatistics)).json).toEqual({
      total_tasks: 0,
      active_tasks: 0,
      completed_tasks: 0,
      failed_tasks: 0,
      avg_processing_time: 0,
      success_rate: 0,
    });
  });
});
