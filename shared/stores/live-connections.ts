/** Open live connections. API Gateway closes one after two hours at most, so an item outlives it briefly and expires. */
import { DeleteCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LiveConnections } from '../contract/services.ts';
import { LIST_INDEX, type Table } from './table.ts';

const LIFETIME_SECONDS = 3 * 3600;

function connectionKey(connectionId: string) {
  return { pk: `CONNECTION#${connectionId}`, sk: 'CONNECTION' };
}

function listPartition(tenant: string): string {
  return `TENANT#${tenant}#CONNECTIONS`;
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
            gsi1pk: listPartition(tenant),
            gsi1sk: connectionId,
            expiresAt: Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS,
          },
        }),
      );
    },

    async remove(connectionId) {
      await table.client.send(new DeleteCommand({ TableName: table.name, Key: connectionKey(connectionId) }));
    },

    async list(tenant) {
      const connectionIds: string[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const answer = await table.client.send(
          new QueryCommand({
            TableName: table.name,
            IndexName: LIST_INDEX,
            KeyConditionExpression: 'gsi1pk = :pk',
            ExpressionAttributeValues: { ':pk': listPartition(tenant) },
            ExclusiveStartKey: start,
          }),
        );
        connectionIds.push(...(answer.Items ?? []).map((item) => item.connectionId as string));
        start = answer.LastEvaluatedKey;
      } while (start);
      return connectionIds;
    },
  };
}
