import { liveSender } from '../../shared/live/live-sender.ts';
import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { liveAudience } from '../../shared/stores/live-audience.ts';
import { table } from '../../shared/stores/table.ts';
import { livePush } from './push.ts';

export const handler = queueHandler(livePush, {
  liveAudience: () => liveAudience(table()),
  liveSender,
});
