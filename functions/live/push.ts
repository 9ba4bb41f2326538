import { channelMessage } from '../../shared/contract/channel.ts';
import { defineConsumer } from '../../shared/contract/consumer.ts';
import { domainEvent } from '../../shared/domain/event/domain-event.ts';
import { dashboardChannel } from './dashboard-channel.ts';

/** One event goes to every open dashboard of its tenant. */
export const livePush = defineConsumer({
  id: 'live-push',
  queues: [{ id: 'live-events', fedBy: 'events', maximumConcurrency: 5 }],
  message: domainEvent,
  batchSize: 10,
  maximumReceives: 3,
  memoryMegabytes: 256,
  timeoutSeconds: 15,
  uses: ['liveAudience', 'liveSender'],
  failureCosts: 'Dashboards stop moving and show the last state until reloaded.',
  async handler({ message: event, services, log }) {
    const connectionIds = await services.liveAudience.list(event.tenant);
    if (connectionIds.length === 0) return;
    const text = channelMessage(dashboardChannel, event.type, event.data);
    await Promise.all(
      connectionIds.map(async (connectionId) => {
        try {
          const isOpen = await services.liveSender.send(connectionId, text);
          if (!isOpen) await services.liveAudience.remove(connectionId);
        } catch (error) {
          // Trying the whole event again would repeat it to everybody else; a screen reloads what it missed.
          log.warn('live event not sent', { tenant: event.tenant, error });
        }
      }),
    );
  },
});
