/** Whom a tenant's live events go to. */
import type { LiveAudience } from '../contract/services.ts';
import { connectionsOf, forgetConnection } from './live-connections.ts';
import { LIST_INDEX, queryAll, type Table } from './table.ts';

export function liveAudience(table: Table): LiveAudience {
  return {
    async list(tenant) {
      const connections = await queryAll<{ connectionId: string }>(table, {
        IndexName: LIST_INDEX,
        KeyConditionExpression: 'gsi1pk = :pk',
        ExpressionAttributeValues: { ':pk': connectionsOf(tenant) },
      });
      return connections.map(({ connectionId }) => connectionId);
    },

    remove: (connectionId) => forgetConnection(table, connectionId),
  };
}
