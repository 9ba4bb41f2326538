import { defineSchedule } from '../../shared/contract/consumer.ts';

/** Sends what changes left to send when their process died, and what was planned for now. */
export const sweep = defineSchedule({
  id: 'sweep',
  everyMinutes: 1,
  memoryMegabytes: 256,
  timeoutSeconds: 50,
  uses: ['outbox'],
  failureCosts:
    'Webhook retries, expiring uploads and whatever a crashed function left to send wait until this runs again.',
  async handler({ services, now }) {
    return services.outbox.sweep(now());
  },
});
