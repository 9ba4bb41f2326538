import { defineRoom } from '../../shared/contract/route.ts';
import { listEventWebhooks, registerEventWebhook } from './event-webhooks.ts';
import { listDeliveries, listWebhooks, registerWebhook, removeWebhook } from './webhooks.ts';

export const webhooksRoom = defineRoom({
  id: 'webhooks',
  title: 'Webhooks',
  routes: [
    registerWebhook,
    listWebhooks,
    removeWebhook,
    listDeliveries,
    registerEventWebhook,
    listEventWebhooks,
  ],
  memoryMegabytes: 512,
  timeoutSeconds: 15,
  failureCosts: 'Webhooks cannot be registered, listed or removed. Those registered are still told.',
});
