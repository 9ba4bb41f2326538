/** Open live connections. API Gateway closes one after two hours at most, so an item outlives it briefly and expires. */
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { LiveConnections } from '../contract/services.ts';
import type { Table } from './table.ts';

const LIFETIME_SECONDS = 3 * 3600;

function connectionKey(connectionId: string) {
  return { pk: `CONNECTION#${connectionId}`, sk: 'CONNECTION' };
}

export function connectionsOf(tenant: string): string {
  return `TENANT#${tenant}#CONNECTIONS`;
}

export async function forgetConnection(table: Table, connectionId: string): Promise<void> {
  await table.client.send(new DeleteCommand({ TableName: table.name, Key: connectionKey(connectionId) }));
}

export function liveConnections(table: Table): LiveConnections {
  return {
    async add(tenant, connectionId, now) {
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: {
            ...connectionKey(connectionId),
            connectionId,
            gsi1pk: connectionsOf(tenant),
            gsi1sk: connectionId,
            expiresAt: Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS,
          },
        }),
      );
    },

    remove: (connectionId) => forgetConnection(table, connectionId),
  };
}
