/** Telling others of exports, which change nothing: one transaction of outbox entries alone. */
import { AppError } from '../contract/app-error.ts';
import type { Logger } from '../contract/logger.ts';
import type { AuditCommand } from '../domain/audit/audit-entry.ts';
import { reportEvent, reportFigures } from '../domain/event/domain-event.ts';
import type { FaxExportJournal } from '../domain/fax-log/fax-exports.ts';
import type { Sending } from '../domain/task/consequences.ts';
import { reportKey } from './fax-report-item.ts';
import { deliver, outboxEntries } from './outbox.ts';
import { ConditionFailed, type Table, transact } from './table.ts';

export function faxExportJournal(table: Table, log?: Logger): FaxExportJournal {
  return {
    async record(report, { exportId, by, details }, now) {
      const { tenant, reportId } = report;
      const event = reportEvent(
        'export_complete',
        {
          tenant,
          occurrence: exportId,
          data: { ...reportFigures(report), task_id: null, error: null },
        },
        now,
      );
      const entry: AuditCommand = {
        tenant,
        entry_id: `export-${exportId}`,
        entry: {
          timestamp: now.toISOString(),
          event_type: 'export',
          user_id: by,
          resource_id: reportId,
          action: 'csv_export',
          status: 'success',
          details,
        },
      };
      const sendings: Sending[] = [
        { to: 'events', event },
        { to: 'queue', queue: 'audit', body: entry },
      ];
      const { entries, items } = outboxEntries(table, sendings, now);
      const stillThere = {
        ConditionCheck: {
          TableName: table.name,
          Key: reportKey(tenant, reportId),
          ConditionExpression: 'attribute_exists(pk)',
        },
      };
      try {
        await transact(table, [stillThere, ...items]);
      } catch (error) {
        if (error instanceof ConditionFailed) throw new AppError('not_found');
        throw error;
      }
      await deliver(table, entries, now, log);
    },
  };
}
