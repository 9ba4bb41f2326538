/** Deliveries of events to webhooks: each try and the plan of the next in one transaction. */
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import type { Logger } from '../contract/logger.ts';
import type { DomainEvent } from '../domain/event/domain-event.ts';
import type { Sending } from '../domain/task/consequences.ts';
import { nextTryAt, type Webhook } from '../domain/webhook/webhook.ts';
import type { Delivery, DeliveryState, WebhookDeliveries } from '../domain/webhook/webhook-services.ts';
import { deliver, outboxEntries } from './outbox.ts';
import { ConditionFailed, LIST_INDEX, type Table, type TransactItem, transact } from './table.ts';

/** Deliveries are kept this long for whoever asks what was sent. */
const KEPT_DAYS = 30;

interface StoredDelivery extends Delivery {
  openedAt: string;
}

function deliveryKey(tenant: string, webhookId: string, eventId: string) {
  return { pk: `TENANT#${tenant}#WEBHOOK#${webhookId}`, sk: `DELIVERY#${eventId}` };
}

function listPartition(tenant: string, webhookId: string): string {
  return `TENANT#${tenant}#DELIVERIES#${webhookId}`;
}

function deliveryPut(
  table: Table,
  delivery: StoredDelivery,
  condition: Partial<TransactItem['Put']>,
): TransactItem {
  const { tenant, webhookId, event, openedAt } = delivery;
  return {
    Put: {
      TableName: table.name,
      Item: {
        ...deliveryKey(tenant, webhookId, event.id),
        ...delivery,
        gsi1pk: listPartition(tenant, webhookId),
        gsi1sk: `${openedAt}#${event.id}`,
        expiresAt: Math.floor(Date.parse(openedAt) / 1000) + KEPT_DAYS * 86_400,
      },
      ...condition,
    },
  };
}

function fromItem(item: Record<string, unknown>): StoredDelivery {
  const { pk: _pk, sk: _sk, gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, expiresAt: _expiresAt, ...delivery } = item;
  return delivery as unknown as StoredDelivery;
}

function tryOf(
  webhook: { tenant: string; webhookId: string },
  event: DomainEvent,
  tries: number,
  notBefore?: Date,
): Sending {
  return {
    to: 'queue',
    queue: 'webhook-delivery',
    body: { tenant: webhook.tenant, webhook_id: webhook.webhookId, event_id: event.id, tries },
    ...(notBefore && { notBefore: notBefore.toISOString() }),
  };
}

export function webhookDeliveries(table: Table, log?: Logger): WebhookDeliveries {
  async function commit(put: TransactItem, sendings: Sending[], now: Date): Promise<boolean> {
    const { entries, items } = outboxEntries(table, sendings, now);
    try {
      await transact(table, [put, ...items]);
    } catch (error) {
      if (error instanceof ConditionFailed) return false;
      throw error;
    }
    await deliver(table, entries, now, log);
    return true;
  }

  return {
    async open(webhook: Webhook, event, now) {
      const delivery: StoredDelivery = {
        tenant: webhook.tenant,
        webhookId: webhook.webhookId,
        event,
        state: 'pending',
        tries: 0,
        lastTryAt: null,
        lastStatus: null,
        openedAt: now.toISOString(),
      };
      const put = deliveryPut(table, delivery, { ConditionExpression: 'attribute_not_exists(pk)' });
      await commit(put, [tryOf(webhook, event, 0)], now);
    },

    async get(tenant, webhookId, eventId) {
      const { Item } = await table.client.send(
        new GetCommand({
          TableName: table.name,
          Key: deliveryKey(tenant, webhookId, eventId),
          ConsistentRead: true,
        }),
      );
      return Item && fromItem(Item);
    },

    async list(tenant, webhookId, limit) {
      const { Items = [] } = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: LIST_INDEX,
          KeyConditionExpression: 'gsi1pk = :pk',
          ExpressionAttributeValues: { ':pk': listPartition(tenant, webhookId) },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map(fromItem);
    },

    async record(delivery, { delivered, status }, now) {
      const tries = delivery.tries + 1;
      const next = delivered ? undefined : nextTryAt(tries, now, Math.random());
      const state: DeliveryState = delivered ? 'delivered' : next ? 'pending' : 'failed';
      const put = deliveryPut(
        table,
        { ...(delivery as StoredDelivery), state, tries, lastTryAt: now.toISOString(), lastStatus: status },
        {
          ConditionExpression: '#state = :pending AND tries = :tries',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: { ':pending': 'pending', ':tries': delivery.tries },
        },
      );
      await commit(put, next ? [tryOf(delivery, delivery.event, tries, next)] : [], now);
      return state;
    },
  };
}
