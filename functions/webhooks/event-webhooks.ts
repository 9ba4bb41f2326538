/** Webhooks by their documented paths: the same webhooks as `/api/webhooks`, registered for one event at a time. */
import * as z from 'zod';
import { ADMINISTRATORS } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { EVENT_TYPES } from '../../shared/domain/event/domain-event.ts';
import { presentWebhook, webhook } from './webhooks.ts';

export const registerEventWebhook = defineRoute({
  id: 'webhooks.registerForEvent',
  method: 'POST',
  path: '/api/v3/webhooks/register',
  summary: 'Enregistrer un webhook pour un événement',
  description:
    'As `/api/webhooks`, for one event. The answer holds the signing secret (`whsec_…`), never shown again.',
  access: ADMINISTRATORS,
  body: z.object({
    url: text(2000),
    event: z
      .enum(EVENT_TYPES)
      .describe('Of fax logs: upload_complete, validation_complete, export_complete, error'),
  }),
  responses: { 201: { description: 'The webhook', body: webhook.extend({ secret: z.string() }) } },
  errors: ['unsafe_url', 'conflict'],
  uses: ['webhooks'],
  audit: { resource: 'webhook_id' },
  example: { body: { url: 'https://erp.example.com/hooks/fax', event: 'upload_complete' } },
}).handle(async ({ input: { body }, caller, services, now }) => {
  const registered = await services.webhooks.register(
    caller.tenant,
    { url: body.url, events: [body.event] },
    now(),
  );
  return { status: 201, body: { ...presentWebhook(registered), secret: registered.secret } };
});

export const listEventWebhooks = defineRoute({
  id: 'webhooks.listForEvents',
  method: 'GET',
  path: '/api/v3/webhooks',
  summary: 'Lister les webhooks',
  description:
    "The tenant's webhooks, by whichever path they were registered. Remove one with `DELETE /api/webhooks/{webhook_id}`.",
  access: ADMINISTRATORS,
  responses: {
    200: {
      description: 'Webhooks, without their secrets',
      body: z.object({ total: z.number().int(), webhooks: z.array(webhook) }),
    },
  },
  uses: ['webhooks'],
  example: {},
}).handle(async ({ caller, services }) => {
  const webhooks = (await services.webhooks.list(caller.tenant)).map(presentWebhook);
  return { status: 200, body: { total: webhooks.length, webhooks } };
});
