/** Ending imports: the report becomes readable in the transaction that completes its task. */
import type { Logger } from '../contract/logger.ts';
import { importedEntry } from '../domain/audit/import-entries.ts';
import { reportEvent, reportFigures } from '../domain/event/domain-event.ts';
import type { FaxImports, ImportedLog } from '../domain/fax-log/fax-imports.ts';
import { type FaxReport, reportIdOf } from '../domain/fax-log/fax-report.ts';
import * as change from '../domain/task/changes.ts';
import type { Sending } from '../domain/task/consequences.ts';
import type { Task } from '../domain/task/task.ts';
import { claimKey } from './content-owner.ts';
import { formerRemoval } from './fax-removals.ts';
import { reportPut, totalsUpdate } from './fax-report-item.ts';
import { getReport } from './fax-reports.ts';
import type { Table, TransactItem } from './table.ts';
import { isProcessing, taskCommits } from './task-commits.ts';

export function faxImports(table: Table, log?: Logger): FaxImports {
  const { decide } = taskCommits(table, log);

  /** The content is this task's from then on: whoever brings it again shares this report. */
  function claim({ tenant, sha256, taskId }: Task): TransactItem {
    return {
      Put: {
        TableName: table.name,
        Item: { ...claimKey(tenant, sha256 as string), taskId },
      },
    };
  }

  return {
    async progress(task, seen, now) {
      const done = await decide(task.tenant, task.taskId, now, (before) =>
        isProcessing(before, task) ? { after: change.importing(before, seen, now) } : undefined,
      );
      return done !== undefined;
    },

    async complete(task, imported, now) {
      const done = await decide(task.tenant, task.taskId, now, async (before) => {
        if (!isProcessing(before, task)) return undefined;
        const report = reportOf(before, imported, now);
        // There is one where a task was retried whose content another had imported meanwhile.
        const former = await getReport(table, report.tenant, report.reportId);
        return {
          after: change.imported(before, report.reportId, report.summary.totalEntries, now),
          extra: [
            reportPut(table, former, report),
            totalsUpdate(table, report.tenant, former, report),
            claim(before),
          ],
          tell: announcements(before, report, former, now),
        };
      });
      return done !== undefined;
    },
  };
}

function reportOf(task: Task, { edition, packs, summary, rules }: ImportedLog, now: Date): FaxReport {
  return {
    tenant: task.tenant,
    reportId: reportIdOf(task.documentId as string),
    taskId: task.taskId,
    documentName: task.documentName,
    sha256: task.sha256 as string,
    format: task.format as string,
    sizeBytes: task.sizeBytes ?? 0,
    originalKey: task.originalKey as string,
    importedAt: now.toISOString(),
    validatedAt: now.toISOString(),
    rules,
    edition,
    packs,
    summary,
    version: 0,
  };
}

function announcements(task: Task, report: FaxReport, former: FaxReport | undefined, now: Date): Sending[] {
  const { tenant, edition } = report;
  const data = { ...reportFigures(report), task_id: task.taskId, error: null };
  const sendings: Sending[] = (['upload_complete', 'validation_complete'] as const).map((type) => ({
    to: 'events',
    event: reportEvent(type, { tenant, occurrence: edition, data }, now),
  }));
  sendings.push({ to: 'queue', queue: 'audit', body: importedEntry(task, report.summary, now) });
  if (former && former.edition !== edition) sendings.push(formerRemoval(former, now));
  return sendings;
}
