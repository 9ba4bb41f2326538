import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { table } from '../../shared/stores/table.ts';
import { webhookDeliveries } from '../../shared/stores/webhook-deliveries.ts';
import { webhookDirectory } from '../../shared/stores/webhook-directory.ts';
import { webhookFanOut } from './fan-out.ts';

export const handler = queueHandler(webhookFanOut, {
  webhookDirectory: () => webhookDirectory(table()),
  webhookDeliveries: () => webhookDeliveries(table()),
});
