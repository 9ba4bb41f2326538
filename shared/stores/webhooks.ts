/** Registered webhooks of a tenant, to change. */
import { randomBytes } from 'node:crypto';
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import type { Webhook } from '../domain/webhook/webhook.ts';
import type { WebhookRegistry } from '../domain/webhook/webhook-services.ts';
import { checkWebhookUrl } from '../domain/webhook/webhook-url.ts';
import type { Table } from './table.ts';
import { webhookDirectory, webhookKey } from './webhook-directory.ts';

/** Every event of a tenant costs a delivery for each. */
const MAXIMUM_WEBHOOKS = 50;

export function webhookRegistry(table: Table, options: { allowPrivateAddresses: boolean }): WebhookRegistry {
  const directory = webhookDirectory(table);
  return {
    ...directory,

    async register(tenant, { url, events }, now) {
      checkWebhookUrl(url, options);
      if ((await directory.list(tenant)).length >= MAXIMUM_WEBHOOKS) {
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
}
