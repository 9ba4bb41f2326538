import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { table } from '../../shared/stores/table.ts';
import { webhookDeliveries } from '../../shared/stores/webhook-deliveries.ts';
import { webhookRegistry } from '../../shared/stores/webhooks.ts';
import { webhookPolicy } from '../../shared/webhooks/webhook-policy.ts';
import { webhookFanOut } from './fan-out.ts';

export const handler = queueHandler(webhookFanOut, {
  webhooks: () => webhookRegistry(table(), webhookPolicy()),
  webhookDeliveries: () => webhookDeliveries(table()),
});
