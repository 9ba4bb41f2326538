import { signIn } from '../../shared/identity/sign-in.ts';
import { liveHandler } from '../../shared/live/live-handler.ts';
import { liveConnections } from '../../shared/stores/live-connections.ts';
import { table } from '../../shared/stores/table.ts';
import { dashboardChannel } from './dashboard-channel.ts';

export const handler = liveHandler(dashboardChannel, {
  authenticator: signIn,
  connections: () => liveConnections(table()),
});
