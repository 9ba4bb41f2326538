/** Confirmed records: the confirmation, what was learned from it and the event, in one transaction. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import type { Logger } from '../contract/logger.ts';
import type { Confirmation, Confirmations } from '../domain/document/confirmation.ts';
import { partNamed } from '../domain/document/document-records.ts';
import { confirmedEvent } from '../domain/event/domain-event.ts';
import { contentOwner } from './content-owner.ts';
import { documentPartition } from './document-item.ts';
import { deliver, outboxEntries } from './outbox.ts';
import { memoryItems } from './supplier-memories.ts';
import { ConditionFailed, type Table, type TransactItem, transact } from './table.ts';
import { taskPut } from './task-item.ts';

function confirmationKey(tenant: string, id: string) {
  const { documentId, number } = partNamed(id);
  return { pk: documentPartition(tenant, documentId), sk: `CONFIRMATION#${number}` };
}

/** What a person said of a record, if anyone did. */
export async function getConfirmation(
  table: Table,
  tenant: string,
  id: string,
): Promise<Confirmation | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: confirmationKey(tenant, id), ConsistentRead: true }),
  );
  return Item?.confirmation as Confirmation | undefined;
}

function confirmationPut(table: Table, tenant: string, id: string, confirmation: Confirmation): TransactItem {
  const { version } = confirmation;
  return {
    Put: {
      TableName: table.name,
      Item: { ...confirmationKey(tenant, id), confirmation, version },
      ConditionExpression: version === 1 ? 'attribute_not_exists(pk)' : '#version = :before',
      ...(version > 1 && {
        ExpressionAttributeNames: { '#version': 'version' },
        ExpressionAttributeValues: { ':before': version - 1 },
      }),
    },
  };
}

export function confirmations(table: Table, log?: Logger): Confirmations {
  return {
    async confirm({ record, confirmation, memory }, now) {
      const { tenant, documentId } = record;
      const task = await contentOwner(table, tenant, record.sha256);
      if (!task) throw new AppError('not_found');
      // Of a file with several invoices the task speaks for all: one that is confirmed settles nothing for the others.
      const settles = record.part === undefined && task.state === 'completed';
      const after = settles ? { ...task, needsReview: false, reviewReasons: [] } : task;
      const event = confirmedEvent(after, documentId, confirmation.version, now);
      const { entries, items } = outboxEntries(table, [{ to: 'events', event }], now);
      try {
        await transact(table, [
          confirmationPut(table, tenant, documentId, confirmation),
          ...(settles ? [taskPut(table, task, after)] : []),
          ...(memory ? memoryItems(table, tenant, memory) : []),
          ...items,
        ]);
      } catch (error) {
        if (error instanceof ConditionFailed) return false;
        throw error;
      }
      await deliver(table, entries, now, log);
      return true;
    },
  };
}
