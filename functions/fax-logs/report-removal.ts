import { defineConsumer } from '../../shared/contract/consumer.ts';
import { exportsPrefix } from '../../shared/domain/fax-log/fax-exports.ts';
import { editionsOfTry } from '../../shared/domain/fax-log/fax-imports.ts';
import { reportRemovalCommand } from '../../shared/domain/task/commands.ts';
import { removeUnused, removeUnusedNamed } from './unused-edition.ts';

/**
 * Removes what a report that is gone, or that goes on with another edition, leaves behind, and a try that made none. Safe
 * to repeat, and when the same file has been imported anew, or is being imported: that one's packs and original have
 * other names.
 */
export const reportRemoval = defineConsumer({
  id: 'report-removal',
  queues: [{ id: 'report-removal', fedBy: 'sends', maximumConcurrency: 2 }],
  message: reportRemovalCommand,
  batchSize: 1,
  maximumReceives: 5,
  memoryMegabytes: 256,
  timeoutSeconds: 60,
  uses: ['faxReports', 'faxEditions', 'faxExportRemoval', 'contentCopies', 'originalRemovals'],
  failureCosts: 'Rows and files of removed fax logs stay stored, found by nobody, until this is redriven.',
  async handler({ message, services, now, log }) {
    const { tenant, report_id: reportId } = message;
    if (message.kind === 'try') {
      const beginning = editionsOfTry({ taskId: message.task_id, generation: message.generation });
      return removeUnusedNamed(services, { tenant, reportId, beginning });
    }
    const { edition, sha256, removed_at: removedAt } = message;
    if (!(await removeUnused(services, { tenant, reportId, edition }, now()))) return;
    await services.faxExportRemoval.removeAll(`${exportsPrefix(tenant, reportId)}${edition}/`);
    if (sha256 === null) return;
    const copies = await services.contentCopies.left({ tenant, sha256, reportId, removedAt }, () =>
      services.faxReports.get(tenant, reportId),
    );
    for (const { taskId, originalKey } of copies) {
      await services.originalRemovals.remove(originalKey);
      await services.contentCopies.forget(tenant, sha256, taskId);
    }
    log.info('report removed', { tenant, report_id: reportId, originals: copies.length });
  },
});
