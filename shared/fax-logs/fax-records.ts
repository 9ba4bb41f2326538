/** Looking into reports' records. What was decoded is remembered by the process; see `report-search.ts`. */
import { boundedCache } from '../cache/bounded-cache.ts';
import type { FaxRecords } from '../domain/fax-log/fax-report.ts';
import { recordAt } from '../domain/fax-log/packs/pack-codec.ts';
import type { Table } from '../stores/table.ts';
import { distinctNumbers } from './distinct-numbers.ts';
import { wholePacks } from './report-packs.ts';
import { type ReportCaches, searchReport } from './report-search.ts';
import { searchAll } from './search-all.ts';

const MIB = 1024 * 1024;

/** Bounds of what a process remembers of reports. */
export interface RememberedBytes {
  /** What searches look at: about 65 bytes a row. */
  searches: number;
  /** The other cells of packs of which rows were shown: about 30 bytes a row. */
  rests: number;
}

/** Beside the 80 MB of a room of the API in 512 MB. 1,200,000 rows of one report are remembered; larger ones are streamed. */
const REMEMBERED: RememberedBytes = { searches: 128 * MIB, rests: 32 * MIB };
const TTL_SECONDS = 15 * 60;

export function faxRecords(table: Table, remembered: RememberedBytes = REMEMBERED): FaxRecords {
  const caches: ReportCaches = {
    searches: boundedCache({
      name: 'fax-searches',
      maximumBytes: remembered.searches,
      ttlSeconds: TTL_SECONDS,
    }),
    rests: boundedCache({ name: 'fax-rests', maximumBytes: remembered.rests, ttlSeconds: TTL_SECONDS }),
  };
  return {
    async search(report, query, { page, perPage }) {
      const hits = await searchReport(table, caches, report, query);
      const from = (page - 1) * perPage;
      return { total: hits.total, records: await hits.page(from, from + perPage) };
    },

    async *read(report) {
      for await (const { search, rest } of wholePacks(table, report)) {
        yield Array.from({ length: search.count }, (_, index) => recordAt(search, rest, index));
      }
    },

    searchAll: (tenant, text, paging) => searchAll(table, caches, { tenant, text, ...paging }),

    distinctNumbers: (report) => distinctNumbers(table, report),
  };
}
