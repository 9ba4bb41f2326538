/**
 * Counters of a tenant: an item a day and one since the beginning, each split over shards so that many tasks can end
 * at once. They only change inside the transaction of the task they count.
 */
import type { CounterChange } from '../domain/task/consequences.ts';
import { hourCounter } from '../domain/task/consequences.ts';
import { addCounts, NO_COUNTS, type TaskCounts } from '../domain/task/statistics.ts';
import { queryAll, type Table, type TransactItem } from './table.ts';

const SHARDS = 4;
const TOTAL = 'TOTAL';
/** What the item since the beginning keeps; days keep more. */
const PLAIN = Object.keys(NO_COUNTS);

function partition(tenant: string, shard: number): string {
  return `TENANT#${tenant}#COUNTERS#${shard}`;
}

function shardOf(taskId: string): number {
  return [...taskId].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) >>> 0, 7) % SHARDS;
}

function addition(
  table: Table,
  key: { pk: string; sk: string },
  additions: [string, number][],
): TransactItem {
  return {
    Update: {
      TableName: table.name,
      Key: key,
      UpdateExpression: `ADD ${additions.map((_, index) => `#n${index} :v${index}`).join(', ')}`,
      ExpressionAttributeNames: Object.fromEntries(additions.map(([name], index) => [`#n${index}`, name])),
      ExpressionAttributeValues: Object.fromEntries(
        additions.map(([, value], index) => [`:v${index}`, value]),
      ),
    },
  };
}

/** The transaction's part for a task's counter changes. */
export function counterItems(
  table: Table,
  task: { tenant: string; taskId: string },
  changes: readonly CounterChange[],
): TransactItem[] {
  const pk = partition(task.tenant, shardOf(task.taskId));
  const items: TransactItem[] = [];
  const sums: Record<string, number> = {};
  for (const { day, additions } of changes) {
    const entries = Object.entries(additions);
    if (entries.length === 0) continue;
    items.push(addition(table, { pk, sk: `DAY#${day}` }, entries));
    for (const [name, value] of entries) if (PLAIN.includes(name)) sums[name] = (sums[name] ?? 0) + value;
  }
  if (items.length > 0) items.push(addition(table, { pk, sk: TOTAL }, Object.entries(sums)));
  return items;
}

async function query(table: Table, tenant: string, from: string, to: string) {
  const shards = await Promise.all(
    Array.from({ length: SHARDS }, (_, shard) =>
      queryAll<Record<string, number | string>>(table, {
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': partition(tenant, shard), ':from': from, ':to': to },
      }),
    ),
  );
  return shards.flat();
}

export async function countsBetween(
  table: Table,
  tenant: string,
  days: { from: string; to: string },
): Promise<TaskCounts> {
  const items = await query(table, tenant, `DAY#${days.from}`, `DAY#${days.to}`);
  return items.reduce((sum, item) => addCounts(sum, item as Partial<TaskCounts>), NO_COUNTS);
}

export async function totalCounts(table: Table, tenant: string): Promise<TaskCounts> {
  const items = await query(table, tenant, TOTAL, TOTAL);
  return items.reduce((sum, item) => addCounts(sum, item as Partial<TaskCounts>), NO_COUNTS);
}

/** Completions in the hours from `since` (its whole hour included) until now. */
export async function completedSince(table: Table, tenant: string, since: Date, now: Date): Promise<number> {
  const items = await query(
    table,
    tenant,
    `DAY#${since.toISOString().slice(0, 10)}`,
    `DAY#${now.toISOString().slice(0, 10)}`,
  );
  const firstHour = `${since.toISOString().slice(0, 13)}`;
  let sum = 0;
  for (const item of items) {
    const day = String(item.sk).slice('DAY#'.length);
    for (let hour = 0; hour < 24; hour++) {
      if (`${day}T${String(hour).padStart(2, '0')}` >= firstHour) sum += Number(item[hourCounter(hour)] ?? 0);
    }
  }
  return sum;
}
