/** Registered webhooks of a tenant, to look up. */
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Webhook } from '../domain/webhook/webhook.ts';
import type { WebhookDirectory } from '../domain/webhook/webhook-services.ts';
import type { Table } from './table.ts';

export function webhookKey(tenant: string, webhookId: string) {
  return { pk: `TENANT#${tenant}#WEBHOOKS`, sk: `WEBHOOK#${webhookId}` };
}

function fromItem({ pk: _pk, sk: _sk, ...webhook }: Record<string, unknown>): Webhook {
  return webhook as unknown as Webhook;
}

export function webhookDirectory(table: Table): WebhookDirectory {
  return {
    async get(tenant, webhookId) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: webhookKey(tenant, webhookId), ConsistentRead: true }),
      );
      return Item && fromItem(Item);
    },

    async list(tenant) {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': webhookKey(tenant, '').pk },
          ConsistentRead: true,
        }),
      );
      return Items.map(fromItem);
    },
  };
}
