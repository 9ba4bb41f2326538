import { httpHandler } from '../../shared/http/http-handler.ts';
import { productRuntime } from '../../shared/http/product-runtime.ts';
import { table } from '../../shared/stores/table.ts';
import { webhookDeliveries } from '../../shared/stores/webhook-deliveries.ts';
import { webhookRegistry } from '../../shared/stores/webhooks.ts';
import { webhookPolicy } from '../../shared/webhooks/webhook-policy.ts';
import { webhooksRoom } from './room.ts';

export const handler = httpHandler(
  webhooksRoom,
  {
    webhooks: () => webhookRegistry(table(), webhookPolicy()),
    webhookDeliveries: () => webhookDeliveries(table()),
  },
  productRuntime,
);
