import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { table } from '../../shared/stores/table.ts';
import { webhookDeliveries } from '../../shared/stores/webhook-deliveries.ts';
import { webhookDirectory } from '../../shared/stores/webhook-directory.ts';
import { webhookPolicy } from '../../shared/webhooks/webhook-policy.ts';
import { webhookTransport } from '../../shared/webhooks/webhook-transport.ts';
import { webhookDelivery } from './deliver.ts';

export const handler = queueHandler(webhookDelivery, {
  webhookDirectory: () => webhookDirectory(table()),
  webhookDeliveries: () => webhookDeliveries(table()),
  webhookTransport: () => webhookTransport(webhookPolicy()),
});
