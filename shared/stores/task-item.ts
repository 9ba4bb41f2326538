/** How a task lies in the table. */
import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { isEnded } from '../domain/task/states.ts';
import type { Task } from '../domain/task/task.ts';
import type { Table, TransactItem } from './table.ts';

export function taskKey(tenant: string, taskId: string) {
  return { pk: `TENANT#${tenant}#TASK#${taskId}`, sk: 'TASK' };
}

/** Partitions of the index that lists are read from: active by creation, ended by end. */
export function listPartition(tenant: string, list: 'ACTIVE' | 'ENDED'): string {
  return `TENANT#${tenant}#${list}`;
}

/** A conditional write: the task as it should be, provided that it is still as `before` (absent when undefined). */
export function taskPut(table: Table, before: Task | undefined, after: Task): TransactItem {
  const ended = isEnded(after.state);
  return {
    Put: {
      TableName: table.name,
      Item: {
        ...after,
        ...taskKey(after.tenant, after.taskId),
        version: (before?.version ?? 0) + 1,
        gsi1pk: listPartition(after.tenant, ended ? 'ENDED' : 'ACTIVE'),
        gsi1sk: `${ended ? after.endedAt : after.createdAt}#${after.taskId}`,
      },
      ...(before
        ? {
            ConditionExpression: '#version = :version',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':version': before.version },
          }
        : { ConditionExpression: 'attribute_not_exists(pk)' }),
    },
  };
}

export function taskFromItem(item: Record<string, unknown>): Task {
  const { pk: _pk, sk: _sk, gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, ...task } = item;
  return task as unknown as Task;
}

/** Strongly consistent: decisions are made on it. */
export async function getTask(table: Table, tenant: string, taskId: string): Promise<Task | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: taskKey(tenant, taskId), ConsistentRead: true }),
  );
  return Item && taskFromItem(Item);
}
