import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { table } from '../../shared/stores/table.ts';
import { webhookDeliveries } from '../../shared/stores/webhook-deliveries.ts';
import { webhookRegistry } from '../../shared/stores/webhooks.ts';
import { webhookPolicy } from '../../shared/webhooks/webhook-policy.ts';
import { webhookTransport } from '../../shared/webhooks/webhook-transport.ts';
import { webhookDelivery } from './deliver.ts';

export const handler = queueHandler(webhookDelivery, {
  webhooks: () => webhookRegistry(table(), webhookPolicy()),
  webhookDeliveries: () => webhookDeliveries(table()),
  webhookTransport: () => webhookTransport(webhookPolicy()),
});
