/** Counters of requests: an item a day and function, which every process of the function adds to. */
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { addCounters, type Counters } from '../domain/metrics/counters.ts';
import type { MetricsStore } from '../metrics/recorder.ts';
import { queryAll, type Table } from './table.ts';

const KEPT_DAYS = 35;
/** An expression has at most 4 KB and 300 operators. */
const COUNTERS_A_WRITE = 100;
const KEY_ATTRIBUTES = new Set(['pk', 'sk', 'expiresAt']);

function partition(day: string): string {
  return `METRICS#${day}`;
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** @param source whose counts these are: the function's name. */
export function metricsStore(table: Table, source: string): MetricsStore {
  async function addTo(day: string, counters: [string, number][], expiresAt: number): Promise<void> {
    await table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: partition(day), sk: source },
        UpdateExpression: `SET expiresAt = :expiresAt ADD ${counters.map((_, index) => `#n${index} :v${index}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(counters.map(([name], index) => [`#n${index}`, name])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(counters.map(([, value], index) => [`:v${index}`, value])),
          ':expiresAt': expiresAt,
        },
      }),
    );
  }

  return {
    async add(counters, now) {
      const day = now.toISOString().slice(0, 10);
      const expiresAt = Math.floor(now.getTime() / 1000) + KEPT_DAYS * 86_400;
      const all = [...counters];
      for (let start = 0; start < all.length; start += COUNTERS_A_WRITE) {
        await addTo(day, all.slice(start, start + COUNTERS_A_WRITE), expiresAt);
      }
    },

    async read({ from, to }) {
      const items = await Promise.all(
        daysBetween(from, to).map((day) =>
          queryAll<Record<string, unknown>>(table, {
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': partition(day) },
          }),
        ),
      );
      return addCounters(
        items
          .flat()
          .map(
            (item): Counters =>
              new Map(
                Object.entries(item).filter(
                  (entry): entry is [string, number] =>
                    !KEY_ATTRIBUTES.has(entry[0]) && typeof entry[1] === 'number',
                ),
              ),
          ),
      );
    },
  };
}
