import { defineConsumer } from '../../shared/contract/consumer.ts';
import { deliverCommand } from '../../shared/domain/task/commands.ts';

/** One try of one delivery. What the receiver answers is recorded, and the next try planned, in one transaction. */
export const webhookDelivery = defineConsumer({
  id: 'webhook-delivery',
  queues: [{ id: 'webhook-delivery', fedBy: 'sends', maximumConcurrency: 20 }],
  message: deliverCommand,
  batchSize: 10,
  maximumReceives: 5,
  memoryMegabytes: 256,
  timeoutSeconds: 30,
  uses: ['webhookDirectory', 'webhookDeliveries', 'webhookTransport'],
  failureCosts: "Customers' systems are told late or, beyond the retries, not at all.",
  async handler({ message, services, now, log }) {
    const { tenant, webhook_id, event_id, tries } = message;
    const delivery = await services.webhookDeliveries.get(tenant, webhook_id, event_id);
    // A repeated message for a try that was made: trying again would start a second chain of retries.
    if (delivery?.state !== 'pending' || delivery.tries !== tries) return;
    const webhook = await services.webhookDirectory.get(tenant, webhook_id);
    // Removed since: nobody is there to be told, and nobody asked for more tries.
    if (!webhook) return;
    const outcome = await services.webhookTransport.post(webhook, delivery.event, now());
    const state = await services.webhookDeliveries.record(delivery, outcome, now());
    log.info('webhook tried', { tenant, webhook_id, event_id, state, status: outcome.status });
  },
});
