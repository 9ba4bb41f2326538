/** What was taken out of the inbox lately. */
import { createHash } from 'node:crypto';
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Arrivals } from '../contract/services.ts';
import type { Table } from './table.ts';

/** SQS keeps a message for 14 days at most, so no event is later than that. */
const KEPT_DAYS = 15;

function arrivalKey({ key, etag }: { key: string; etag: string }) {
  return { pk: `ARRIVAL#${createHash('sha256').update(`${key}\n${etag}`).digest('hex')}`, sk: 'ARRIVAL' };
}

export function arrivals(table: Table): Arrivals {
  return {
    async remember(arrival, now) {
      const expiresAt = Math.floor(now.getTime() / 1000) + KEPT_DAYS * 86_400;
      await table.client.send(
        new PutCommand({ TableName: table.name, Item: { ...arrivalKey(arrival), expiresAt } }),
      );
    },

    async isKnown(arrival) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: arrivalKey(arrival), ConsistentRead: true }),
      );
      return Item !== undefined;
    },
  };
}
