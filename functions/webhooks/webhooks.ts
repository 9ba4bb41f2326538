/** Webhooks of a tenant: registered, listed, removed, and what was delivered. Deliveries follow Standard Webhooks. */
import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { ADMINISTRATORS } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { EVENT_TYPES } from '../../shared/domain/event/domain-event.ts';
import type { Webhook } from '../../shared/domain/webhook/webhook.ts';

/** A webhook's public shape, without its secret. */
export const webhook = z
  .object({
    webhook_id: z.string(),
    url: z.string(),
    events: z.array(z.enum(EVENT_TYPES)),
    created_at: z.string(),
  })
  .meta({ id: 'Webhook' });

export function presentWebhook({ webhookId, url, events, createdAt }: Webhook): z.input<typeof webhook> {
  return { webhook_id: webhookId, url, events, created_at: createdAt };
}

export const registerWebhook = defineRoute({
  id: 'webhooks.register',
  method: 'POST',
  path: '/api/webhooks',
  summary: 'Enregistrer un webhook',
  description:
    'The answer holds the signing secret (`whsec_…`), never shown again. Verify `webhook-id`, `webhook-timestamp` and `webhook-signature` with any Standard Webhooks library; repeats carry the same `webhook-id`.',
  access: ADMINISTRATORS,
  body: z.object({
    url: text(2000),
    events: z
      .array(z.enum(EVENT_TYPES))
      .min(1)
      .max(EVENT_TYPES.length)
      .default(['task_completed', 'task_failed']),
  }),
  responses: { 201: { description: 'The webhook', body: webhook.extend({ secret: z.string() }) } },
  errors: ['unsafe_url', 'conflict'],
  uses: ['webhooks'],
  audit: { resource: 'webhook_id' },
  example: { body: { url: 'https://erp.example.com/hooks/bordereau', events: ['task_completed'] } },
}).handle(async ({ input: { body }, caller, services, now }) => {
  const events = [...new Set(body.events)];
  const registered = await services.webhooks.register(caller.tenant, { url: body.url, events }, now());
  return { status: 201, body: { ...presentWebhook(registered), secret: registered.secret } };
});

export const listWebhooks = defineRoute({
  id: 'webhooks.list',
  method: 'GET',
  path: '/api/webhooks',
  summary: 'Lister les webhooks',
  access: ADMINISTRATORS,
  responses: { 200: { description: 'Webhooks, without their secrets', body: z.array(webhook) } },
  uses: ['webhooks'],
  example: {},
}).handle(async ({ caller, services }) => {
  return { status: 200, body: (await services.webhooks.list(caller.tenant)).map(presentWebhook) };
});

const webhookParams = z.object({ webhook_id: text(64) });

export const removeWebhook = defineRoute({
  id: 'webhooks.remove',
  method: 'DELETE',
  path: '/api/webhooks/{webhook_id}',
  summary: 'Supprimer un webhook',
  description: 'Deliveries still planned for it are dropped.',
  access: ADMINISTRATORS,
  params: webhookParams,
  responses: { 204: { description: 'Removed' } },
  errors: ['not_found'],
  uses: ['webhooks'],
  example: {},
}).handle(async ({ input, caller, services }) => {
  if (!(await services.webhooks.remove(caller.tenant, input.params.webhook_id)))
    throw new AppError('not_found');
  return { status: 204 };
});

const delivery = z
  .object({
    event_id: z.string().describe('The `webhook-id` header'),
    type: z.enum(EVENT_TYPES),
    state: z.enum(['pending', 'delivered', 'failed']),
    tries: z.number().int(),
    last_try_at: z.string().nullable(),
    last_status: z.number().int().nullable().describe('HTTP status; null when nothing answered'),
  })
  .meta({ id: 'Delivery' });

export const listDeliveries = defineRoute({
  id: 'webhooks.deliveries',
  method: 'GET',
  path: '/api/webhooks/{webhook_id}/deliveries',
  summary: "Lister les envois d'un webhook",
  description: 'Latest first, kept for 30 days.',
  access: ADMINISTRATORS,
  params: webhookParams,
  query: z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) }),
  responses: { 200: { description: 'Deliveries', body: z.array(delivery) } },
  errors: ['not_found'],
  uses: ['webhooks', 'webhookDeliveries'],
  example: {},
}).handle(async ({ input, caller, services }) => {
  const { webhook_id } = input.params;
  if (!(await services.webhooks.get(caller.tenant, webhook_id))) throw new AppError('not_found');
  const deliveries = await services.webhookDeliveries.list(caller.tenant, webhook_id, input.query.limit);
  return {
    status: 200,
    body: deliveries.map(({ event, state, tries, lastTryAt, lastStatus }) => ({
      event_id: event.id,
      type: event.type,
      state,
      tries,
      last_try_at: lastTryAt,
      last_status: lastStatus,
    })),
  };
});
