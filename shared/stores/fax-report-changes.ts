/** Removing reports: found by nobody from one transaction on; what they leave behind goes behind a queue. */
import { AppError } from '../contract/app-error.ts';
import type { Logger } from '../contract/logger.ts';
import { auditFigures } from '../domain/audit/import-entries.ts';
import type { FaxReportChanges } from '../domain/fax-log/fax-imports.ts';
import type { FaxReport } from '../domain/fax-log/fax-report.ts';
import type { Sending } from '../domain/task/consequences.ts';
import { claimKey } from './content-owner.ts';
import { wholeRemovals } from './fax-removals.ts';
import { reportRemoval, totalsUpdate } from './fax-report-item.ts';
import { getReport } from './fax-reports.ts';
import { deliver, outboxEntries } from './outbox.ts';
import { ConditionFailed, type Table, type TransactItem, transact } from './table.ts';

/** How often a removal is decided anew because someone else changed the report first. */
const DECISION_TRIES = 10;

export function faxReportChanges(table: Table, log?: Logger): FaxReportChanges {
  /** Gives the content up, so that the same file is imported anew. */
  function claimRemoval({ tenant, sha256, taskId }: FaxReport): TransactItem {
    return {
      Delete: {
        TableName: table.name,
        Key: claimKey(tenant, sha256),
        ConditionExpression: 'attribute_not_exists(pk) OR taskId = :owner',
        ExpressionAttributeValues: { ':owner': taskId },
      },
    };
  }

  return {
    async remove(tenant, reportId, by, now) {
      for (let attempt = 1; attempt <= DECISION_TRIES; attempt++) {
        const report = await getReport(table, tenant, reportId);
        if (!report) throw new AppError('not_found', { report_id: reportId });
        const { entries, items } = outboxEntries(table, removalSendings(report, by, now), now);
        try {
          await transact(table, [
            reportRemoval(table, report),
            totalsUpdate(table, tenant, report, undefined),
            claimRemoval(report),
            ...items,
          ]);
        } catch (error) {
          if (error instanceof ConditionFailed) continue;
          throw error;
        }
        await deliver(table, entries, now, log);
        return;
      }
      throw new AppError('unavailable', { report_id: reportId });
    },
  };
}

function removalSendings(report: FaxReport, by: string, now: Date): Sending[] {
  const { tenant, reportId, edition, version } = report;
  return [
    ...wholeRemovals(report, now),
    {
      to: 'queue',
      queue: 'audit',
      body: {
        tenant,
        entry_id: `delete-${reportId}-${edition}-${version}`,
        entry: {
          timestamp: now.toISOString(),
          event_type: 'delete',
          user_id: by,
          resource_id: reportId,
          action: 'report_delete',
          status: 'success',
          details: { file_size: report.sizeBytes, ...auditFigures(report.summary) },
        },
      },
    },
  ];
}
