/** Searching one report: which of its rows match, and the records of those that are shown. */
import type { BoundedCache } from '../cache/bounded-cache.ts';
import type { FaxRecord } from '../domain/fax-log/fax-record.ts';
import type { FaxQuery, FaxReport } from '../domain/fax-log/fax-report.ts';
import {
  PACK_RECORDS,
  type RestPart,
  recordAt,
  type SearchPart,
} from '../domain/fax-log/packs/pack-codec.ts';
import type { Table } from '../stores/table.ts';
import { faxMatcher } from './fax-matcher.ts';
import { newestFirst } from './newest-first.ts';
import { readPack, searchBytes, searchParts, type WholePack } from './report-packs.ts';

/** A report's rows as searches need them, kept in memory. */
export interface LoadedReport {
  packs: { part: SearchPart; first: number }[];
  /** Every row by its place in the file, newest first. */
  order: Uint32Array;
}

/** The rows of a report that a query means. */
export interface Hits {
  total: number;
  /** Those from `from` up to `to` of the rows that match, newest first. */
  page(from: number, to: number): Promise<FaxRecord[]>;
}

/** More than the bytes that a row of a usual log takes in memory; measured 66. */
const BYTES_A_ROW = 80;
/** A report may take so much of the room at most, so that others keep theirs. */
const MAX_SHARE = 0.75;

export interface ReportCaches {
  /** `too_large` is remembered as well, or every search would find that out anew. */
  searches: BoundedCache<LoadedReport | 'too_large'>;
  rests: BoundedCache<RestPart>;
}

/** What entries of that report depend on; see `BoundedCache.invalidate`. */
export function reportDependency({ tenant, reportId }: Pick<FaxReport, 'tenant' | 'reportId'>): string {
  return `${tenant}/${reportId}`;
}

/** Names what is known of a report's edition, which never changes. */
export function editionKey(report: FaxReport): string {
  return `${reportDependency(report)}/${report.edition}`;
}

function mayBeKept(report: FaxReport, roomBytes: number): boolean {
  return report.summary.totalEntries * BYTES_A_ROW <= roomBytes;
}

async function load(
  table: Table,
  caches: ReportCaches,
  report: FaxReport,
): Promise<LoadedReport | 'too_large'> {
  const { searches } = caches;
  const most = searches.maximumBytes * MAX_SHARE;
  if (!mayBeKept(report, most)) return 'too_large';
  // An edition that was replaced is of no use any more.
  if (!searches.has(editionKey(report))) forgetReport(caches, report);
  return searches.load(editionKey(report), [reportDependency(report)], async () => {
    const packs: LoadedReport['packs'] = [];
    let bytes = 0;
    let first = 0;
    for await (const part of searchParts(table, report)) {
      packs.push({ part, first });
      first += part.count;
      bytes += searchBytes(part) + part.count * Uint32Array.BYTES_PER_ELEMENT;
      // Its cells are longer than a usual log's.
      if (bytes > most) return { value: 'too_large', bytes: 1 };
    }
    const minutes = new Float64Array(first);
    for (const pack of packs) minutes.set(pack.part.minutes, pack.first);
    return { value: { packs, order: newestFirst(minutes) }, bytes };
  });
}

/** A pack's records by their places in it, with its `rest` from memory where it is known. */
async function recordsOf(
  table: Table,
  { rests }: ReportCaches,
  report: FaxReport,
  pack: { number: number; search: SearchPart | undefined },
  places: readonly number[],
): Promise<FaxRecord[]> {
  const { number, search } = pack;
  let whole: WholePack;
  if (search) {
    const key = `${editionKey(report)}/${number}`;
    const rest = await rests.load(key, [reportDependency(report)], async () => {
      const { rest: value } = await readPack(table, report, number, search);
      return { value, bytes: value.bytes };
    });
    whole = { search, rest };
  } else whole = await readPack(table, report, number);
  return places.map((place) => recordAt(whole.search, whole.rest, place));
}

/** Rows to show, by pack; answers the records in the order given. */
async function recordsAt(
  table: Table,
  caches: ReportCaches,
  report: FaxReport,
  rows: readonly { number: number; search: SearchPart | undefined; place: number }[],
): Promise<FaxRecord[]> {
  const records = new Array<FaxRecord>(rows.length);
  const byPack = Map.groupBy(rows.keys(), (row) => rows[row]?.number as number);
  await Promise.all(
    [...byPack].map(async ([number, shown]) => {
      const places = shown.map((row) => rows[row]?.place as number);
      const { search } = rows[shown[0] as number] as (typeof rows)[number];
      const found = await recordsOf(table, caches, report, { number, search }, places);
      for (const [index, row] of shown.entries()) records[row] = found[index] as FaxRecord;
    }),
  );
  return records;
}

function searchLoaded(
  table: Table,
  caches: ReportCaches,
  report: FaxReport,
  { packs, order }: LoadedReport,
  query: FaxQuery,
): Hits {
  const matcher = faxMatcher(query);
  const marks = new Uint8Array(matcher ? order.length : 0);
  let total = matcher ? 0 : order.length;
  if (matcher) {
    for (const { part, first } of packs) {
      total += matcher(part, marks.subarray(first, first + part.count));
    }
  }
  const shown = (from: number, to: number): number[] => {
    if (!matcher) return [...order.subarray(from, to)];
    const found: number[] = [];
    let seen = 0;
    for (let place = 0; place < order.length && seen < to && seen < total; place++) {
      const row = order[place] as number;
      if (marks[row] === 0) continue;
      if (seen >= from) found.push(row);
      seen++;
    }
    return found;
  };
  return {
    total,
    page: (from, to) => {
      const rows = shown(from, to).map((row) => {
        const number = packOf(packs, row);
        const { part, first } = packs[number] as LoadedReport['packs'][number];
        return { number, search: part, place: row - first };
      });
      return recordsAt(table, caches, report, rows);
    },
  };
}

/** The pack in which a row lies: the last that begins at or before it. */
function packOf(packs: readonly { first: number }[], row: number): number {
  let low = 0;
  let high = packs.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((packs[middle] as { first: number }).first <= row) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Numbers in order of arrival, growing by doubling: far less than an array of objects takes. */
class Grown {
  values = new Float64Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const larger = new Float64Array(this.length * 2);
      larger.set(this.values);
      this.values = larger;
    }
    this.values[this.length++] = value;
  }
}

/** Pack by pack, keeping 16 bytes of each row that matches and nothing of the others. */
async function searchStreamed(
  table: Table,
  caches: ReportCaches,
  report: FaxReport,
  query: FaxQuery,
): Promise<Hits> {
  const matcher = faxMatcher(query);
  const minutes = new Grown();
  /** Pack and place in one number. */
  const rows = new Grown();
  const marks = new Uint8Array(PACK_RECORDS);
  let number = 0;
  for await (const part of searchParts(table, report)) {
    if (matcher) matcher(part, marks);
    for (let place = 0; place < part.count; place++) {
      if (matcher && marks[place] === 0) continue;
      minutes.push(part.minutes[place] as number);
      rows.push(number * PACK_RECORDS + place);
    }
    number++;
  }
  const order = newestFirst(minutes.values.subarray(0, minutes.length));
  return {
    total: order.length,
    page: (from, to) => {
      const shown = Array.from(order.subarray(from, to), (hit) => {
        const row = rows.values[hit] as number;
        return { number: Math.floor(row / PACK_RECORDS), search: undefined, place: row % PACK_RECORDS };
      });
      return recordsAt(table, caches, report, shown);
    },
  };
}

/**
 * The rows of a report that a query means.
 * @param keep `if_room`: what would push out other reports is looked through and not kept.
 * @throws AppError as `report-packs.ts` says.
 */
export async function searchReport(
  table: Table,
  caches: ReportCaches,
  report: FaxReport,
  query: FaxQuery,
  keep: 'always' | 'if_room' = 'always',
): Promise<Hits> {
  const { searches } = caches;
  const isWorthIt =
    keep === 'always' || searches.has(editionKey(report)) || mayBeKept(report, searches.roomBytes());
  const loaded = isWorthIt ? await load(table, caches, report) : 'too_large';
  return loaded === 'too_large'
    ? searchStreamed(table, caches, report, query)
    : searchLoaded(table, caches, report, loaded, query);
}

/** What is known of the report is untrue from now on, or of no use. */
function forgetReport(
  { searches, rests }: ReportCaches,
  report: Pick<FaxReport, 'tenant' | 'reportId'>,
): void {
  searches.invalidate(reportDependency(report));
  rests.invalidate(reportDependency(report));
}
