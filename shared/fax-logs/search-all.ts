/** Searching every report of a tenant, a bounded amount of work a call. */
import { AppError } from '../contract/app-error.ts';
import type { FaxFindings, FaxReport } from '../domain/fax-log/fax-report.ts';
import { cursorAfter, getReport, listReports } from '../stores/fax-reports.ts';
import type { Table } from '../stores/table.ts';
import { type ReportCaches, searchReport } from './report-search.ts';

/** Rows that a call looks through before it ends: about half a second of work where nothing is in memory. */
const MAX_ENTRIES = 1_000_000;
/** Reports that a call looks through, however small. */
const MAX_REPORTS = 500;
const REPORTS_A_LIST = 50;
/** Small reports are looked through together, as waiting is most of their time. */
const TOGETHER = 8;
const ENTRIES_TOGETHER = 200_000;

/** Where to go on: in that report from its `found`th match, or after it. */
interface Place {
  importedAt: string;
  reportId: string;
  found: number | 'all';
}

const PLACE = /^(\d{4}-[\dT:.-]+Z)#([\w-]+)#(\d{1,9}|all)$/;

function placeFrom(cursor: string): Place {
  const [, importedAt, reportId, found] = PLACE.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (importedAt === undefined || reportId === undefined) {
    throw new AppError('invalid_request', { after: 'unknown' });
  }
  return { importedAt, reportId, found: found === 'all' ? 'all' : Number(found) };
}

function cursorOf({ importedAt, reportId }: FaxReport, found: Place['found']): string {
  return Buffer.from(`${importedAt}#${reportId}#${found}`).toString('base64url');
}

/** Reports from a place on, the latest import first. */
async function* reportsFrom(
  table: Table,
  tenant: string,
  place: Place | undefined,
): AsyncGenerator<FaxReport> {
  if (place && place.found !== 'all') {
    const report = await getReport(table, tenant, place.reportId);
    // One that was removed and imported anew since stands elsewhere.
    if (report?.importedAt === place.importedAt) yield report;
  }
  let after: string | null | undefined = place && cursorAfter(place);
  do {
    const { reports, next }: Awaited<ReturnType<typeof listReports>> = await listReports(table, tenant, {
      limit: REPORTS_A_LIST,
      after,
    });
    yield* reports;
    after = next ?? undefined;
  } while (after !== undefined);
}

async function* together(reports: AsyncGenerator<FaxReport>): AsyncGenerator<FaxReport[]> {
  let group: FaxReport[] = [];
  let entries = 0;
  for await (const report of reports) {
    const { totalEntries } = report.summary;
    if (group.length > 0 && (group.length === TOGETHER || entries + totalEntries > ENTRIES_TOGETHER)) {
      yield group;
      group = [];
      entries = 0;
    }
    group.push(report);
    entries += totalEntries;
  }
  if (group.length > 0) yield group;
}

/** One that was removed, or checked anew, while it was looked through is looked at as it is now. */
async function hitsOf(table: Table, caches: ReportCaches, report: FaxReport, text: string) {
  let now: FaxReport | undefined = report;
  for (let attempt = 1; now; attempt++) {
    try {
      return { report: now, hits: await searchReport(table, caches, now, { text }, 'if_room') };
    } catch (error) {
      const isChanged =
        error instanceof AppError && (error.code === 'conflict' || error.code === 'not_found');
      if (!isChanged || attempt === 3) throw error;
      now = await getReport(table, report.tenant, report.reportId);
    }
  }
  return undefined;
}

/** As `FaxRecords.searchAll`. @throws AppError `invalid_request` for a cursor that no search gave. */
export async function searchAll(
  table: Table,
  caches: ReportCaches,
  search: { tenant: string; text: string; limit: number; after?: string | undefined },
): Promise<FaxFindings> {
  const { tenant, text, limit, after } = search;
  const place = after === undefined ? undefined : placeFrom(after);
  const found: FaxFindings['found'] = [];
  const searched = { reports: 0, entries: 0 };
  let next: string | null = null;
  for await (const group of together(reportsFrom(table, tenant, place))) {
    // There is more, and enough was done.
    if (next !== null && isEnough()) return { found, next, searched };
    const all = await Promise.all(group.map((report) => hitsOf(table, caches, report, text)));
    for (const [index, outcome] of all.entries()) {
      const listed = group[index] as FaxReport;
      if (next !== null && found.length === limit) return { found, next, searched };
      searched.reports++;
      if (outcome) {
        const { report, hits } = outcome;
        searched.entries += report.summary.totalEntries;
        const isBegun = listed.reportId === place?.reportId && place.found !== 'all';
        const from = isBegun ? (place.found as number) : 0;
        const to = Math.min(hits.total, from + limit - found.length);
        for (const record of await hits.page(from, to)) found.push({ report, record });
        if (to < hits.total) return { found, next: cursorOf(listed, to), searched };
      }
      next = cursorOf(listed, 'all');
    }
  }
  return { found, next: null, searched };

  function isEnough(): boolean {
    return found.length === limit || searched.entries >= MAX_ENTRIES || searched.reports >= MAX_REPORTS;
  }
}
