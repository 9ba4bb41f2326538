/** Reads of fax reports and their figures. */
import { brotliDecompressSync } from 'node:zlib';
import { GetCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import type { FaxReport, FaxReports } from '../domain/fax-log/fax-report.ts';
import {
  listPlace,
  reportFromItem,
  reportKey,
  reportsPartition,
  statisticsKey,
  totalsKey,
} from './fax-report-item.ts';
import { LIST_INDEX, type Table } from './table.ts';

/** Strongly consistent: decisions are made on it. */
export async function getReport(
  table: Table,
  tenant: string,
  reportId: string,
): Promise<FaxReport | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({ TableName: table.name, Key: reportKey(tenant, reportId), ConsistentRead: true }),
  );
  return Item && reportFromItem(Item);
}

/** `import_…` under an ISO date, as `listPlace` makes it. */
const PLACE = /^\d{4}-[\dT:.-]+Z#([\w-]+)$/;

/**
 * The key that the list goes on after. A cursor names a place, not an item: the report that stood there may be gone.
 * @throws AppError `invalid_request` for a cursor that no list gave.
 */
function startAfter(tenant: string, cursor: string) {
  const place = Buffer.from(cursor, 'base64url').toString();
  const reportId = PLACE.exec(place)?.[1];
  if (reportId === undefined) throw new AppError('invalid_request', { after: 'unknown' });
  return { ...reportKey(tenant, reportId), gsi1pk: reportsPartition(tenant), gsi1sk: place };
}

/** The cursor by which a list goes on after this report. */
export function cursorAfter(report: Pick<FaxReport, 'importedAt' | 'reportId'>): string {
  return Buffer.from(listPlace(report)).toString('base64url');
}

/** @throws AppError `invalid_request` for a cursor that no list gave. */
export async function listReports(
  table: Table,
  tenant: string,
  { limit, after }: { limit: number; after?: string | undefined },
): Promise<{ reports: FaxReport[]; next: string | null }> {
  let start: Record<string, unknown> | undefined =
    after === undefined ? undefined : startAfter(tenant, after);
  const reports: FaxReport[] = [];
  // One more than asked for, since DynamoDB also says that a list goes on where nothing comes.
  const wanted = limit + 1;
  do {
    const answer = await table.client.send(
      new QueryCommand({
        TableName: table.name,
        IndexName: LIST_INDEX,
        KeyConditionExpression: 'gsi1pk = :pk',
        ExpressionAttributeValues: { ':pk': reportsPartition(tenant) },
        ScanIndexForward: false,
        Limit: wanted - reports.length,
        ExclusiveStartKey: start,
      }),
    );
    reports.push(...(answer.Items ?? []).map(reportFromItem));
    start = answer.LastEvaluatedKey;
  } while (start && reports.length < wanted);
  const page = reports.slice(0, limit);
  const last = page.at(-1);
  return { reports: page, next: last && reports.length > limit ? cursorAfter(last) : null };
}

export function faxReports(table: Table): FaxReports {
  return {
    get: (tenant, reportId) => getReport(table, tenant, reportId),
    list: (tenant, paging) => listReports(table, tenant, paging),

    async totals(tenant) {
      const { Item } = await table.client.send(
        new GetCommand({ TableName: table.name, Key: totalsKey(tenant), ConsistentRead: true }),
      );
      return {
        reports: Number(Item?.reports ?? 0),
        entries: Number(Item?.entries ?? 0),
        validEntries: Number(Item?.validEntries ?? 0),
      };
    },

    async statistics({ tenant, reportId, edition }) {
      const { Item } = await table.client.send(
        new GetCommand({
          TableName: table.name,
          Key: statisticsKey(tenant, reportId, edition),
          ConsistentRead: true,
        }),
      );
      if (Item) return JSON.parse(brotliDecompressSync(Item.statistics as Uint8Array).toString());
      const now = await getReport(table, tenant, reportId);
      if (!now) throw new AppError('not_found', { report_id: reportId });
      if (now.edition !== edition) throw new AppError('conflict', { report_id: reportId });
      throw new Error(`report ${reportId} has no statistics of its edition ${edition}`);
    },
  };
}
