/** What handlers can do with webhooks. */
import type { DomainEvent, EventType } from '../event/domain-event.ts';
import type { Webhook } from './webhook.ts';

/** What telling webhooks needs: looking them up. */
export interface WebhookDirectory {
  get(tenant: string, webhookId: string): Promise<Webhook | undefined>;
  list(tenant: string): Promise<Webhook[]>;
}

export interface WebhookRegistry extends WebhookDirectory {
  /** Throws AppError `unsafe_url` {reason} for an address deliveries may not reach, `conflict` at the limit. */
  register(tenant: string, webhook: { url: string; events: EventType[] }, now: Date): Promise<Webhook>;
  /** False when the tenant has no such webhook. */
  remove(tenant: string, webhookId: string): Promise<boolean>;
}

export type DeliveryState = 'pending' | 'delivered' | 'failed';

export interface Delivery {
  tenant: string;
  webhookId: string;
  event: DomainEvent;
  state: DeliveryState;
  tries: number;
  lastTryAt: string | null;
  /** HTTP status of the last answer; null when there was none. */
  lastStatus: number | null;
}

/** Deliveries survive crashes: each try is recorded with the next one in the same transaction. */
export interface WebhookDeliveries {
  /** Creates the delivery and its first try once, however often it is called for one event and webhook. */
  open(webhook: Webhook, event: DomainEvent, now: Date): Promise<void>;
  get(tenant: string, webhookId: string, eventId: string): Promise<Delivery | undefined>;
  /** The latest of a webhook first. */
  list(tenant: string, webhookId: string, limit: number): Promise<Delivery[]>;
  /** Records the `tries`-th try; plans the next one when it failed and one is left. Repeating it changes nothing. */
  record(
    delivery: Delivery,
    outcome: { delivered: boolean; status: number | null },
    now: Date,
  ): Promise<DeliveryState>;
}

export interface WebhookTransport {
  /** Posts the signed event; never throws for what the receiver did. */
  post(
    webhook: Webhook,
    event: DomainEvent,
    now: Date,
  ): Promise<{ delivered: boolean; status: number | null }>;
}
