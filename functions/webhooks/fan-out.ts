import { defineConsumer } from '../../shared/contract/consumer.ts';
import { domainEvent } from '../../shared/domain/event/domain-event.ts';

/** One durable event becomes a delivery to each webhook that wants it. */
export const webhookFanOut = defineConsumer({
  id: 'webhook-fan-out',
  queues: [{ id: 'webhook-events', fedBy: 'events', maximumConcurrency: 5 }],
  message: domainEvent,
  batchSize: 10,
  maximumReceives: 5,
  memoryMegabytes: 256,
  timeoutSeconds: 30,
  uses: ['webhookDirectory', 'webhookDeliveries'],
  failureCosts:
    "Customers' systems are not told of documents that ended; they catch up when this is redriven.",
  async handler({ message: event, services, now }) {
    const webhooks = await services.webhookDirectory.list(event.tenant);
    const wanting = webhooks.filter((webhook) => webhook.events.includes(event.type));
    await Promise.all(wanting.map((webhook) => services.webhookDeliveries.open(webhook, event, now())));
  },
});
