import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TaskChanges } from '../../../../shared/domain/task/task-services.ts';
import { outbox } from '../../../../shared/stores/outbox.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { taskChanges } from '../../../../shared/stores/task-changes.ts';
import { type Backend, createTable, startBackend } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { admissionOf, NOON, noonPlus, someTask, someTenant } from '../../../support/task-examples.ts';

let backend: Backend;
let table: Table;
let changes: TaskChanges;
const tenant = someTenant();

beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());
beforeEach(async () => {
  backend.breakSending();
  backend.forgetSent();
  table = await createTable();
  changes = taskChanges(grantedTable(table, 'taskChanges'));
});
afterEach(() => table.client.destroy());

async function admitted() {
  const task = someTask(tenant);
  return changes.admit(task, admissionOf(task, 'one'), NOON);
}
const sweep = (now: Date) => outbox(grantedTable(table, 'outbox')).sweep(now);

describe('a process that dies between a change and telling of it', () => {
  test('leaves everything to the sweep, which sends each thing once it is the writer’s no more', async () => {
    backend.breakSending('events', 'read-normal');
    const task = await admitted();
    expect([backend.events(), backend.sent('read-normal')]).toEqual([[], []]);
    backend.breakSending();
    expect(await sweep(noonPlus(10))).toEqual({ sent: 0, failed: 0 });
    expect(await sweep(noonPlus(20))).toEqual({ sent: 2, failed: 0 });
    expect(backend.events().map(({ type }) => type)).toEqual(['new_task']);
    expect(backend.sent('read-normal').map(({ body }) => body.task_id)).toEqual([task.taskId]);
    expect(await sweep(noonPlus(30))).toEqual({ sent: 0, failed: 0 });
  });

  test('nothing is lost while sending keeps failing', async () => {
    backend.breakSending('events');
    const task = await admitted();
    await changes.act(tenant, task.taskId, 'cancel', noonPlus(1));
    expect(await sweep(noonPlus(60))).toEqual({ sent: 0, failed: 2 });
    backend.breakSending();
    expect(await sweep(noonPlus(120))).toEqual({ sent: 2, failed: 0 });
    expect(
      backend
        .events()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([`evt_${task.taskId}-1-new_task`, `evt_${task.taskId}-1-task_update-cancelled-0`]);
  });

  test('what is planned beyond a queue’s longest delay waits in the outbox until it is due', async () => {
    const task = { ...someTask(tenant), uploadExpiresAt: noonPlus(4500).toISOString() };
    await changes.createAwaitingUpload(task);
    expect(backend.sent('follow-up')).toEqual([]);
    expect(await sweep(noonPlus(4400))).toEqual({ sent: 0, failed: 0 });
    expect(await sweep(noonPlus(4520))).toEqual({ sent: 1, failed: 0 });
    expect(backend.sent('follow-up')).toHaveLength(1);
  });

  test('many changes left over are sent in one sweep, each once', async () => {
    backend.breakSending('events', 'read-normal');
    const admissions = Array.from({ length: 60 }, async (_, number) => {
      const task = someTask(tenant);
      await changes.admit(task, admissionOf(task, `content ${number}`), NOON);
    });
    await Promise.all(admissions);
    backend.breakSending();
    expect(await sweep(noonPlus(60))).toEqual({ sent: 120, failed: 0 });
    expect(new Set(backend.events().map(({ id }) => id)).size).toBe(60);
    expect(backend.sent('read-normal')).toHaveLength(60);
  });
});
