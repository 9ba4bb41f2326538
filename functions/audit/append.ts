import { defineConsumer } from '../../shared/contract/consumer.ts';
import { auditCommand } from '../../shared/domain/audit/audit-entry.ts';

/** Appends what was done to its tenant's log, once however often it is told. */
export const auditAppend = defineConsumer({
  id: 'audit-append',
  // A log has one end, so two at once are enough to never wait for one that died.
  queues: [{ id: 'audit', fedBy: 'sends', maximumConcurrency: 2 }],
  message: auditCommand,
  batchSize: 10,
  // Appending gives way to others; a burst must not become dead letters.
  maximumReceives: 10,
  memoryMegabytes: 256,
  timeoutSeconds: 30,
  uses: ['auditAppends'],
  failureCosts: 'The audit log is behind; what was done waits in the queue and is not lost.',
  async handler({ message, services, now }) {
    await services.auditAppends.append(message, now());
  },
});
