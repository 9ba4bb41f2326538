/** Whom a tenant's live events go to. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { LiveAudience } from '../contract/services.ts';
import { connectionsOf, forgetConnection } from './live-connections.ts';
import { LIST_INDEX, type Table } from './table.ts';

export function liveAudience(table: Table): LiveAudience {
  return {
    async list(tenant) {
      const connectionIds: string[] = [];
      let start: Record<string, unknown> | undefined;
      do {
        const answer = await table.client.send(
          new QueryCommand({
            TableName: table.name,
            IndexName: LIST_INDEX,
            KeyConditionExpression: 'gsi1pk = :pk',
            ExpressionAttributeValues: { ':pk': connectionsOf(tenant) },
            ExclusiveStartKey: start,
          }),
        );
        connectionIds.push(...(answer.Items ?? []).map((item) => item.connectionId as string));
        start = answer.LastEvaluatedKey;
      } while (start);
      return connectionIds;
    },

    remove: (connectionId) => forgetConnection(table, connectionId),
  };
}
