/** What the audit log says of imports. */
import { type FaxSummary, faxSuccessRate, reportIdOf } from '../fax-log/fax-report.ts';
import type { Task } from '../task/task.ts';
import type { AuditCommand, AuditEntry } from './audit-entry.ts';

/** As the audit log tells of what nobody asked for. */
const SYSTEM_USER = 'system';

/** An import that became a report. */
export function importedEntry(task: Task, summary: FaxSummary, now: Date): AuditCommand {
  return command(task, 'success', now, { file_size: task.sizeBytes, ...auditFigures(summary) });
}

/** A log that became no report; says why, by its code alone. */
export function failedImportEntry(task: Task, now: Date): AuditCommand {
  return command(task, 'failure', now, {
    file_size: task.sizeBytes,
    task_id: task.taskId,
    error: task.error?.code ?? null,
  });
}

/** A report's figures as audit entries have them; the rate is text, as documented. */
export function auditFigures(summary: Pick<FaxSummary, 'totalEntries' | 'validEntries'>) {
  return {
    total_entries: summary.totalEntries,
    valid_entries: summary.validEntries,
    success_rate: `${faxSuccessRate(summary).toFixed(2)}%`,
  };
}

function command(
  task: Task,
  status: AuditEntry['status'],
  now: Date,
  details: AuditEntry['details'],
): AuditCommand {
  return {
    tenant: task.tenant,
    // A task ends once in each of its generations.
    entry_id: `import-${task.taskId}-${task.generation}`,
    entry: {
      timestamp: now.toISOString(),
      event_type: 'upload',
      user_id: task.submittedBy ?? SYSTEM_USER,
      resource_id: task.documentId ? reportIdOf(task.documentId) : task.taskId,
      action: 'file_import',
      status,
      details,
    },
  };
}
