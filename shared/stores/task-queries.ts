/** Reads of tasks and their figures. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Task } from '../domain/task/task.ts';
import type { Paging, TaskFilter, TaskQueries } from '../domain/task/task-services.ts';
import { completedSince, countsBetween, totalCounts } from './counters.ts';
import { LIST_INDEX, type Table } from './table.ts';
import { getTask, listPartition, taskFromItem } from './task-item.ts';

/**
 * A page at an offset costs the reading of everything before it; callers bound the offset.
 * Filters are applied by DynamoDB after reading, so a rare match also costs what it skips.
 */
async function list(
  table: Table,
  tenant: string,
  which: 'ACTIVE' | 'ENDED',
  filter: TaskFilter,
  { limit, offset }: Paging,
): Promise<Task[]> {
  const names: Record<string, string> = {};
  const values: Record<string, string> = { ':pk': listPartition(tenant, which) };
  const conditions: string[] = [];
  for (const [attribute, value] of [
    ['provider', filter.provider],
    ['state', filter.status],
    ['priority', filter.priority],
  ] as const) {
    if (value === undefined) continue;
    names[`#${attribute}`] = attribute;
    values[`:${attribute}`] = value;
    conditions.push(`#${attribute} = :${attribute}`);
  }
  // DynamoDB refuses bounds the wrong way round; nothing lies between them.
  if (filter.from !== undefined && filter.to !== undefined && filter.from > filter.to) return [];
  let keyCondition = 'gsi1pk = :pk';
  if (filter.from !== undefined || filter.to !== undefined) {
    keyCondition += ' AND gsi1sk BETWEEN :from AND :to';
    values[':from'] = filter.from ?? '0';
    // '~' sorts after every character of a task id, so that the bound includes its own instant.
    values[':to'] = `${filter.to ?? '9999'}~`;
  }
  const tasks: Task[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const answer = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: LIST_INDEX,
        KeyConditionExpression: keyCondition,
        ExpressionAttributeValues: values,
        ...(conditions.length > 0 && {
          FilterExpression: conditions.join(' AND '),
          ExpressionAttributeNames: names,
        }),
        ScanIndexForward: false,
        ExclusiveStartKey: start,
        ...(conditions.length === 0 && { Limit: offset + limit - tasks.length }),
      }),
    );
    tasks.push(...(answer.Items ?? []).map(taskFromItem));
    start = answer.LastEvaluatedKey;
  } while (start && tasks.length < offset + limit);
  return tasks.slice(offset, offset + limit);
}

export function taskQueries(table: Table): TaskQueries {
  return {
    get: (tenant, taskId) => getTask(table, tenant, taskId),
    listActive: (tenant, filter, paging) => list(table, tenant, 'ACTIVE', filter, paging),
    listEnded: (tenant, filter, paging) => list(table, tenant, 'ENDED', filter, paging),
    counts: (tenant, days) => countsBetween(table, tenant, days),
    totalCounts: (tenant) => totalCounts(table, tenant),
    completedSince: (tenant, since) => completedSince(table, tenant, since, new Date()),
  };
}
