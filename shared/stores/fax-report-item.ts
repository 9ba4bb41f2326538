/** How a fax report and what belongs to it lie in the table. */
import type { FaxReport } from '../domain/fax-log/fax-report.ts';
import type { Table, TransactItem } from './table.ts';

/** The report, the markers of its editions and their figures. */
export function reportPartition(tenant: string, reportId: string): string {
  return `TENANT#${tenant}#REPORT#${reportId}`;
}

export function reportKey(tenant: string, reportId: string) {
  return { pk: reportPartition(tenant, reportId), sk: 'REPORT' };
}

/** The partition of what a tenant has of reports; in the index, the list of its reports. */
export function reportsPartition(tenant: string): string {
  return `TENANT#${tenant}#REPORTS`;
}

export function totalsKey(tenant: string) {
  return { pk: reportsPartition(tenant), sk: 'TOTALS' };
}

export function statisticsKey(tenant: string, reportId: string, edition: string) {
  return { pk: reportPartition(tenant, reportId), sk: `STATISTICS#${edition}` };
}

/** Where a report stands in the list: by its import, and by its id among those of one moment. */
export function listPlace({ importedAt, reportId }: Pick<FaxReport, 'importedAt' | 'reportId'>): string {
  return `${importedAt}#${reportId}`;
}

export function reportFromItem(item: Record<string, unknown>): FaxReport {
  const { pk: _pk, sk: _sk, gsi1pk: _gsi1pk, gsi1sk: _gsi1sk, ...report } = item;
  return report as unknown as FaxReport;
}

/** A conditional write: the report as it should be, provided that it is still as `before` (absent when undefined). */
export function reportPut(table: Table, before: FaxReport | undefined, after: FaxReport): TransactItem {
  return {
    Put: {
      TableName: table.name,
      Item: {
        ...after,
        ...reportKey(after.tenant, after.reportId),
        version: (before?.version ?? 0) + 1,
        gsi1pk: reportsPartition(after.tenant),
        gsi1sk: listPlace(after),
      },
      ...conditionOn(before),
    },
  };
}

/** Removes the report, provided that it is still as `before`. */
export function reportRemoval(table: Table, before: FaxReport): TransactItem {
  return {
    Delete: {
      TableName: table.name,
      Key: reportKey(before.tenant, before.reportId),
      ...conditionOn(before),
    },
  };
}

/** Of version and edition: a report that was removed and imported anew begins with the same versions. */
function conditionOn(before: FaxReport | undefined) {
  if (!before) return { ConditionExpression: 'attribute_not_exists(pk)' };
  return {
    ConditionExpression: '#version = :version AND #edition = :edition',
    ExpressionAttributeNames: { '#version': 'version', '#edition': 'edition' },
    ExpressionAttributeValues: { ':version': before.version, ':edition': before.edition },
  };
}

/**
 * What the totals change by where a report becomes another: import (`before` undefined), validation, removal (`after`
 * undefined). Belongs in the transaction that changes the report.
 */
export function totalsUpdate(
  table: Table,
  tenant: string,
  before: Pick<FaxReport, 'summary'> | undefined,
  after: Pick<FaxReport, 'summary'> | undefined,
): TransactItem {
  const entries = (report: typeof before) => report?.summary.totalEntries ?? 0;
  const valid = (report: typeof before) => report?.summary.validEntries ?? 0;
  return {
    Update: {
      TableName: table.name,
      Key: totalsKey(tenant),
      UpdateExpression: 'ADD #reports :reports, #entries :entries, #valid :valid',
      ExpressionAttributeNames: { '#reports': 'reports', '#entries': 'entries', '#valid': 'validEntries' },
      ExpressionAttributeValues: {
        ':reports': (after ? 1 : 0) - (before ? 1 : 0),
        ':entries': entries(after) - entries(before),
        ':valid': valid(after) - valid(before),
      },
    },
  };
}
