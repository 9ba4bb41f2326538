/**
 * What queues held when the backup was taken is in no backup. So whatever waits for a message is told again; receivers
 * are safe to be told twice.
 */

import { type ValidationCommand, workQueue } from '../domain/task/commands.ts';
import type { Sending } from '../domain/task/consequences.ts';
import type { Task } from '../domain/task/task.ts';

const REPORT = 'REPORT#';

/** The messages that an item waits for. */
export function remindersOf(item: Readonly<Record<string, unknown>>): Sending[] {
  const sk = String(item.sk);
  if (sk === 'TASK') return remindersOfTask(item as unknown as Task);
  if (sk.startsWith('DELIVERY#') && item.state === 'pending') return remindersOfDelivery(item);
  return remindersOfValidation(String(item.pk), sk, item);
}

function remindersOfTask(task: Task): Sending[] {
  const { tenant, taskId, generation, state } = task;
  if (state !== 'queued' && state !== 'processing') return [];
  if (task.duplicateOf && task.sha256) {
    return [
      { to: 'queue', queue: 'follow-up', body: { kind: 'settle_duplicates', tenant, sha256: task.sha256 } },
    ];
  }
  if (task.originalKey) {
    return [{ to: 'queue', queue: workQueue(task), body: { tenant, task_id: taskId, generation } }];
  }
  if (!task.uploadExpiresAt) return [];
  return [
    {
      to: 'queue',
      queue: 'follow-up',
      body: { kind: 'expire_upload', tenant, task_id: taskId },
      notBefore: task.uploadExpiresAt,
    },
  ];
}

function remindersOfDelivery(item: Readonly<Record<string, unknown>>): Sending[] {
  const { tenant, webhookId, tries, event } = item as {
    tenant: string;
    webhookId: string;
    tries: number;
    event: { id: string };
  };
  const body = { tenant, webhook_id: webhookId, event_id: event.id, tries };
  return [{ to: 'queue', queue: 'webhook-delivery', body }];
}

/** A run that is not planned yet, or a report of one that nobody has looked at. */
function remindersOfValidation(
  pk: string,
  sk: string,
  { planned, state }: Readonly<Record<string, unknown>>,
): Sending[] {
  const [, tenant, validation_id] = pk.match(/^TENANT#([^#]+)#VALIDATION#(.+)$/) ?? [];
  if (!tenant || !validation_id) return [];
  const tell = (body: ValidationCommand): Sending[] => [{ to: 'queue', queue: 'validation', body }];
  if (sk === 'RUN') return planned === null ? tell({ kind: 'plan', tenant, validation_id }) : [];
  if (!sk.startsWith(REPORT) || state !== 'planned') return [];
  return tell({ kind: 'check', tenant, validation_id, report_id: sk.slice(REPORT.length) });
}
