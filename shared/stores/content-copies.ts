/**
 * Where copies of one log lie: every task keeps the original that it came with, and a report's removal must find them
 * all. Documents have none of these: nothing removes their originals.
 */
import { DeleteCommand } from '@aws-sdk/lib-dynamodb';
import type { ContentCopies } from '../domain/fax-log/fax-imports.ts';
import type { Task } from '../domain/task/task.ts';
import { contentPartition } from './content-owner.ts';
import { queryAll, type Table, type TransactItem } from './table.ts';
import { getTask } from './task-item.ts';

const COPY = 'COPY#';

export function copyKey(tenant: string, sha256: string, taskId: string) {
  return { pk: contentPartition(tenant, sha256), sk: `${COPY}${taskId}` };
}

/** The part of the transaction that admits a log. */
export function copyPut(
  table: Table,
  { tenant, taskId }: Pick<Task, 'tenant' | 'taskId'>,
  { sha256, originalKey }: { sha256: string; originalKey: string },
): TransactItem {
  return {
    Put: { TableName: table.name, Item: { ...copyKey(tenant, sha256, taskId), taskId, originalKey } },
  };
}

export function contentCopies(table: Table): ContentCopies {
  return {
    async left({ tenant, sha256, reportId, removedAt }, current) {
      const copies = await queryAll<{ taskId: string; originalKey: string }>(table, {
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
        ExpressionAttributeValues: { ':pk': contentPartition(tenant, sha256), ':sk': COPY },
        ConsistentRead: true,
      });
      const ended: { taskId: string; originalKey: string; duplicateOf: string | null }[] = [];
      for (const { taskId, originalKey } of copies) {
        const task = await getTask(table, tenant, taskId);
        // Any other may still be retried, or is importing the same file anew.
        const isOfReport = task?.state === 'completed' && task.reportId === reportId;
        if (task && (isOfReport || hadGivenUp(task, removedAt)))
          ended.push({ taskId, originalKey, duplicateOf: task.duplicateOf });
      }
      // Only now: an import may end between two looks, and the report that it makes needs its original.
      const report = await current();
      const isUsed = ({ taskId, duplicateOf }: (typeof ended)[number]) =>
        report !== undefined && (taskId === report.taskId || duplicateOf === report.taskId);
      return ended
        .filter((copy) => !isUsed(copy))
        .map(({ taskId, originalKey }) => ({ taskId, originalKey }));
    },

    async forget(tenant, sha256, taskId) {
      await table.client.send(
        new DeleteCommand({ TableName: table.name, Key: copyKey(tenant, sha256, taskId) }),
      );
    },
  };
}

function hadGivenUp({ state, endedAt }: Task, at: string | undefined): boolean {
  const hasGivenUp = state === 'failed' || state === 'cancelled';
  return hasGivenUp && at !== undefined && endedAt !== null && endedAt <= at;
}
