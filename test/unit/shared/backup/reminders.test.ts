import { expect, test } from 'vitest';
import { remindersOf } from '../../../../shared/backup/reminders.ts';
import { TASK_STATES } from '../../../../shared/domain/task/states.ts';
import { NOON, someTask } from '../../../support/task-examples.ts';

const told = (item: object) =>
  remindersOf(item as Record<string, unknown>).map((sending) =>
    sending.to === 'queue' ? [sending.queue, sending.body] : sending,
  );
const task = { ...someTask('acme'), sk: 'TASK', originalKey: 'originals/acme/a', sha256: 'f'.repeat(64) };

test('a document that waits or was being read is read; others are left as they are', () => {
  const read = [['read-normal', { tenant: 'acme', task_id: task.taskId, generation: task.generation }]];
  for (const state of TASK_STATES) {
    const expected = state === 'queued' || state === 'processing' ? read : [];
    expect(told({ ...task, state }), state).toEqual(expected);
  }
  expect(told({ ...task, state: 'queued', format: 'csv' })).toMatchObject([['import', {}]]);
});

test('a copy that waits for another is settled with it', () => {
  expect(told({ ...task, state: 'queued', duplicateOf: 'other' })).toEqual([
    ['follow-up', { kind: 'settle_duplicates', tenant: 'acme', sha256: task.sha256 }],
  ]);
});

test('an upload that may not come expires when it should', () => {
  const uploadExpiresAt = NOON.toISOString();
  const sendings = remindersOf({ ...task, originalKey: null, uploadExpiresAt, state: 'queued' });
  expect(sendings).toMatchObject([{ queue: 'follow-up', notBefore: uploadExpiresAt }]);
});

test('a delivery is tried where it waited for a try, and only then', () => {
  const delivery = {
    sk: 'DELIVERY#evt_1',
    tenant: 'acme',
    webhookId: 'wh_1',
    tries: 2,
    event: { id: 'evt_1' },
  };
  expect(told({ ...delivery, state: 'pending' })).toEqual([
    ['webhook-delivery', { tenant: 'acme', webhook_id: 'wh_1', event_id: 'evt_1', tries: 2 }],
  ]);
  expect(told({ ...delivery, state: 'delivered' })).toEqual([]);
});

test('a validation goes on: planned where it was not, and each report that nobody looked at', () => {
  const pk = 'TENANT#acme#VALIDATION#validation_1';
  const named = { tenant: 'acme', validation_id: 'validation_1' };
  expect(told({ pk, sk: 'RUN', planned: null })).toEqual([['validation', { kind: 'plan', ...named }]]);
  expect(told({ pk, sk: 'RUN', planned: 3 })).toEqual([]);
  expect(told({ pk, sk: 'REPORT#import_1', state: 'planned' })).toEqual([
    ['validation', { kind: 'check', ...named, report_id: 'import_1' }],
  ]);
  expect(told({ pk, sk: 'REPORT#import_1', state: 'changed' })).toEqual([]);
  expect(told({ pk: 'TENANT#acme#REPORT#import_1', sk: 'REPORT', state: 'planned' })).toEqual([]);
});
