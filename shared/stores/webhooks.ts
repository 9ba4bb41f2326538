/** Registered webhooks of a tenant. */
import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import type { Webhook } from '../domain/webhook/webhook.ts';
import type { WebhookRegistry } from '../domain/webhook/webhook-services.ts';
import { checkWebhookUrl } from '../domain/webhook/webhook-url.ts';
import type { Table } from './table.ts';

/** Every event of a tenant costs a delivery for each. */
const MAXIMUM_WEBHOOKS = 50;

function webhookKey(tenant: string, webhookId: string) {
  return { pk: `TENANT#${tenant}#WEBHOOKS`, sk: `WEBHOOK#${webhookId}` };
}

function fromItem({ pk: _pk, sk: _sk, ...webhook }: Record<string, unknown>): Webhook {
  return webhook as unknown as Webhook;
}

export function webhookRegistry(table: Table, options: { allowPrivateAddresses: boolean }): WebhookRegistry {
  const registry: WebhookRegistry = {
    async register(tenant, { url, events }, now) {
      checkWebhookUrl(url, options);
      if ((await registry.list(tenant)).length >= MAXIMUM_WEBHOOKS) {
        throw new AppError('conflict', { limit: MAXIMUM_WEBHOOKS });
      }
      const webhook: Webhook = {
        tenant,
        webhookId: `wh_${randomBytes(12).toString('hex')}`,
        url,
        events,
        secret: `whsec_${randomBytes(32).toString('base64')}`,
        createdAt: now.toISOString(),
      };
      await table.client.send(
        new PutCommand({
          TableName: table.name,
          Item: { ...webhookKey(tenant, webhook.webhookId), ...webhook },
        }),
      );
      return webhook;
    },

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

    async remove(tenant, webhookId) {
      try {
        await table.client.send(
          new DeleteCommand({
            TableName: table.name,
            Key: webhookKey(tenant, webhookId),
            ConditionExpression: 'attribute_exists(pk)',
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
  return registry;
}
