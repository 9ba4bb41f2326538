import { defineConsumer } from '../../shared/contract/consumer.ts';
import { followUpCommand } from '../../shared/domain/task/commands.ts';
import { giveUpTime } from './reading-times.ts';

/** What a task's end, or its silence, asks for later. */
export const followUp = defineConsumer({
  id: 'follow-up',
  queues: [{ id: 'follow-up', fedBy: 'sends', maximumConcurrency: 5 }],
  message: followUpCommand,
  batchSize: 10,
  maximumReceives: 5,
  memoryMegabytes: 256,
  timeoutSeconds: 30,
  uses: ['taskChanges'],
  failureCosts: 'Second copies of a document stay queued, and uploads that never came stay listed as active.',
  async handler({ message, services, now, log }) {
    switch (message.kind) {
      case 'settle_duplicates': {
        const settled = await services.taskChanges.settleDuplicates(message.tenant, message.sha256, now());
        log.info('duplicates settled', { tenant: message.tenant, settled });
        return;
      }
      case 'expire_upload':
        return services.taskChanges.expireUpload(message.tenant, message.task_id, now());
      case 'give_up_reading': {
        const { tenant, task_id: taskId, generation, version } = message;
        const again = giveUpTime(now());
        return services.taskChanges.giveUp({ tenant, taskId, generation, version }, again, now());
      }
    }
  },
});
