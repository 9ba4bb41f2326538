import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentIdOf } from '../../../../shared/domain/document/document-records.ts';
import type { Task } from '../../../../shared/domain/task/task.ts';
import type { TaskChanges, TaskQueries } from '../../../../shared/domain/task/task-services.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { admissionOf, NOON, noonPlus, someTask, someTenant } from '../../../support/task-examples.ts';
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

describe('admitting', () => {
  test('makes the task, announces it and tells a reader of its priority', async () => {
    const task = someTask(tenant, { priority: 'high' });
    const known = await changes.admit(task, admissionOf(task, 'one'), NOON);
    expect(await stage.stored(task)).toEqual(known);
    expect(known).toMatchObject({ state: 'queued', version: 1, sizeBytes: 3, duplicateOf: null });
    expect(stage.eventTypes()).toEqual(['new_task']);
    expect(backend.sent('read-high')).toEqual([
      { body: { tenant, task_id: task.taskId, generation: 1 }, delaySeconds: 0 },
    ]);
    expect(stage.readCommands()).toHaveLength(1);
  });

  test('a content whose reader is not there, as a backup taken meanwhile may have it, makes its own reader', async () => {
    const task = someTask(tenant);
    const admission = admissionOf(task, 'one');
    const Item = { pk: `TENANT#${tenant}#CONTENT#${admission.sha256}`, sk: 'OWNER', taskId: 'not-restored' };
    await backend.table.client.send(new PutCommand({ TableName: backend.table.name, Item }));
    expect(await changes.admit(task, admission, NOON)).toMatchObject({ state: 'queued', duplicateOf: null });
    const copy = someTask(tenant);
    expect(await changes.admit(copy, admissionOf(copy, 'one'), NOON)).toMatchObject({
      duplicateOf: task.taskId,
    });
  });

  test('the same task twice changes and tells nothing more', async () => {
    const task = someTask(tenant);
    const first = await changes.admit(task, admissionOf(task, 'one'), NOON);
    expect(await changes.admit(task, admissionOf(task, 'one'), noonPlus(9))).toEqual(first);
    expect(stage.readCommands()).toHaveLength(1);
    expect((await tasks.totalCounts(tenant)).created).toBe(1);
  });

  test('the same task twice at once is one task with one reader', async () => {
    const task = someTask(tenant);
    const both = await Promise.all([1, 2].map(() => changes.admit(task, admissionOf(task, 'one'), NOON)));
    expect(both[0]).toEqual(both[1]);
    expect(stage.readCommands()).toHaveLength(1);
    expect((await tasks.totalCounts(tenant)).created).toBe(1);
  });

  test('two tasks of one content at once are one reader and one who waits for it', async () => {
    const both = await Promise.all([stage.admitted('same'), stage.admitted('same')]);
    const reader = both.find((task) => task.duplicateOf === null);
    const waiter = both.find((task) => task !== reader);
    expect([reader?.duplicateOf, waiter?.duplicateOf]).toEqual([null, reader?.taskId]);
    expect(stage.readCommands()).toHaveLength(1);
    expect(await stage.stored(reader as Task)).toMatchObject({ followers: 1 });
  });

  test('an announced upload keeps its place, name and priority when it arrives', async () => {
    const task = {
      ...someTask(tenant, { priority: 'low' }),
      uploadExpiresAt: noonPlus(4500).toISOString(),
    };
    await changes.createAwaitingUpload(task);
    expect(stage.readCommands()).toHaveLength(0);
    const arrived = { ...someTask(tenant), taskId: task.taskId };
    const known = await changes.admit(arrived, admissionOf(task, 'one'), noonPlus(60));
    expect(known).toMatchObject({ priority: 'low', createdAt: task.createdAt, uploadExpiresAt: null });
    expect(backend.sent('read-low')).toHaveLength(1);
    expect(stage.eventTypes()).toEqual(['new_task']);
  });

  test('an announced upload can be announced once only', async () => {
    const task = { ...someTask(tenant), uploadExpiresAt: noonPlus(4500).toISOString() };
    await changes.createAwaitingUpload(task);
    await expect(changes.createAwaitingUpload(task)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('an upload that arrives while paused is read once it is resumed, and not before', async () => {
    const task = { ...someTask(tenant), uploadExpiresAt: noonPlus(4500).toISOString() };
    await changes.createAwaitingUpload(task);
    await changes.act(tenant, task.taskId, 'pause', noonPlus(1));
    expect(await changes.admit(task, admissionOf(task, 'one'), noonPlus(2))).toMatchObject({
      state: 'paused',
    });
    expect(stage.readCommands()).toHaveLength(0);
    await changes.act(tenant, task.taskId, 'resume', noonPlus(3));
    expect(stage.readCommands()).toHaveLength(1);
  });

  test('an upload that arrives after it was given up is read all the same, and counts as one task', async () => {
    const task = { ...someTask(tenant), uploadExpiresAt: noonPlus(10).toISOString() };
    await changes.createAwaitingUpload(task);
    await changes.expireUpload(tenant, task.taskId, noonPlus(11));
    const known = await changes.admit(task, admissionOf(task, 'one'), noonPlus(12));
    expect(known).toMatchObject({ state: 'queued', error: null, generation: 2 });
    expect(stage.readCommands()).toHaveLength(1);
    expect(await tasks.totalCounts(tenant)).toMatchObject({ created: 1, failed: 0 });
  });

  test('an upload that arrives after its task was cancelled leaves it cancelled', async () => {
    const task = { ...someTask(tenant), uploadExpiresAt: noonPlus(10).toISOString() };
    await changes.createAwaitingUpload(task);
    await changes.act(tenant, task.taskId, 'cancel', noonPlus(1));
    const known = await changes.admit(task, admissionOf(task, 'one'), noonPlus(2));
    expect(known).toMatchObject({ state: 'cancelled', originalKey: null });
    expect(stage.readCommands()).toHaveLength(0);
  });

  test('the same content of another tenant is another document, read for itself', async () => {
    const mine = await stage.admitted('same');
    const other = someTask(someTenant());
    const theirs = await changes.admit(other, admissionOf(other, 'same'), NOON);
    expect(theirs.duplicateOf).toBeNull();
    expect(theirs.documentId).not.toBe(mine.documentId);
    expect(theirs.documentId).toBe(documentIdOf(other.tenant, mine.sha256 as string));
  });
});

describe('refusing', () => {
  test('records a failed task with its code and where the original is kept, once', async () => {
    const task = someTask(tenant);
    const kept = { originalKey: 'originals/x', sizeBytes: 12 };
    const error = { code: 'unsupported_format', details: { format: 'zip' } } as const;
    const refused = await changes.reject(task, error, kept, noonPlus(1));
    expect(await stage.stored(task)).toEqual(refused);
    expect(refused).toMatchObject({ state: 'failed', error, ...kept });
    expect(await changes.reject(task, { code: 'empty_file' }, kept, noonPlus(2))).toEqual(refused);
    expect(stage.eventTypes()).toEqual(['new_task', 'task_failed']);
    expect(await tasks.totalCounts(tenant)).toMatchObject({ created: 1, failed: 1 });
  });

  test('never undoes an admission', async () => {
    const task = await stage.admitted();
    const kept = { originalKey: null, sizeBytes: null };
    expect(await changes.reject(task, { code: 'object_not_found' }, kept, noonPlus(1))).toEqual(task);
  });

  test('a refused document cannot be retried, as it would only be refused again', async () => {
    const task = someTask(tenant);
    await changes.reject(task, { code: 'empty_file' }, { originalKey: 'originals/x', sizeBytes: 0 }, NOON);
    await expect(changes.act(tenant, task.taskId, 'retry', noonPlus(1))).rejects.toMatchObject({
      code: 'invalid_transition',
      details: { reason: 'never_admitted' },
    });
  });
});

describe('an announced upload', () => {
  test('fails once its time is over, and not before', async () => {
    const task = { ...someTask(tenant), uploadExpiresAt: noonPlus(100).toISOString() };
    await changes.createAwaitingUpload(task);
    expect(backend.sent('follow-up')).toEqual([
      { body: { kind: 'expire_upload', tenant, task_id: task.taskId }, delaySeconds: 100 },
    ]);
    await changes.expireUpload(tenant, task.taskId, noonPlus(99));
    expect(await stage.stored(task)).toMatchObject({ state: 'queued' });
    await changes.expireUpload(tenant, task.taskId, noonPlus(100));
    await changes.expireUpload(tenant, task.taskId, noonPlus(101));
    expect(await stage.stored(task)).toMatchObject({ state: 'failed', error: { code: 'upload_expired' } });
    expect(stage.eventTypes()).toEqual(['new_task', 'task_failed']);
  });

  test('that came in time never expires', async () => {
    const task = { ...someTask(tenant), uploadExpiresAt: noonPlus(100).toISOString() };
    await changes.createAwaitingUpload(task);
    await changes.admit(task, admissionOf(task, 'one'), noonPlus(50));
    await changes.expireUpload(tenant, task.taskId, noonPlus(200));
    expect(await stage.stored(task)).toMatchObject({ state: 'queued' });
  });
});
