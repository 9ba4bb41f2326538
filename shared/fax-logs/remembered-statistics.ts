/** Reports whose figures the process remembers: an edition's never change, so that only a new edition needs a read. */
import { boundedCache } from '../cache/bounded-cache.ts';
import type { FaxReport, FaxReports } from '../domain/fax-log/fax-report.ts';
import type { FaxStatistics } from '../domain/fax-log/fax-statistics.ts';
import { editionKey, reportDependency } from './report-search.ts';

const REMEMBERED_BYTES = 16 * 1024 * 1024;
const TTL_SECONDS = 15 * 60;
/** About what sums with their name take in memory. */
const BYTES_A_SUM = 250;

function bytesOf({ byDay, byUser, byReseller, byHour }: FaxStatistics): number {
  return (byDay.length + byUser.length + byReseller.length + byHour.length) * BYTES_A_SUM;
}

/** Those reports, with figures remembered by edition. Whoever asks must not change what it is given. */
export function rememberedStatistics(reports: FaxReports, maximumBytes = REMEMBERED_BYTES): FaxReports {
  const figures = boundedCache<FaxStatistics>({
    name: 'fax-statistics',
    maximumBytes,
    ttlSeconds: TTL_SECONDS,
  });
  return {
    ...reports,

    statistics(report: FaxReport) {
      const dependency = reportDependency(report);
      const key = editionKey(report);
      // An edition that was replaced is of no use any more.
      if (!figures.has(key)) figures.invalidate(dependency);
      return figures.load(key, [dependency], async () => {
        const value = await reports.statistics(report);
        return { value, bytes: bytesOf(value) };
      });
    },
  };
}
