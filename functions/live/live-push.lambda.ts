import { liveSender } from '../../shared/live/live-sender.ts';
import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { liveConnections } from '../../shared/stores/live-connections.ts';
import { table } from '../../shared/stores/table.ts';
import { livePush } from './push.ts';

export const handler = queueHandler(livePush, {
  liveConnections: () => liveConnections(table()),
  liveSender,
});
