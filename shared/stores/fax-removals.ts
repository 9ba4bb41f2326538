/** What is told to the removal of editions, in the transactions that leave them behind. */
import type { FaxReport } from '../domain/fax-log/fax-report.ts';
import type { Sending } from '../domain/task/consequences.ts';
import { LEFT_BEHIND_MS } from './fax-packs.ts';

/** Whoever is reading a former edition may do so for this long: an export of millions of rows takes minutes. */
const READERS_GRACE_MS = 10 * 60 * 1000;
/** More than clocks of two machines differ by. */
const CLOCKS_APART_MS = 60 * 60 * 1000;

function after(milliseconds: number, now: Date): string {
  return new Date(now.getTime() + milliseconds).toISOString();
}

/** Has an edition removed that its report, which goes on with another, does not point at any more. */
export function formerRemoval({ tenant, reportId, edition }: FaxReport, now: Date): Sending {
  return {
    to: 'queue',
    queue: 'report-removal',
    body: { kind: 'edition', tenant, report_id: reportId, edition, sha256: null },
    notBefore: after(READERS_GRACE_MS, now),
  };
}

/** Has everything removed of a report that somebody removed now. */
export function wholeRemovals({ tenant, reportId, edition, sha256 }: FaxReport, now: Date): Sending[] {
  const body = { kind: 'edition', tenant, report_id: reportId, edition } as const;
  return [
    { to: 'queue', queue: 'report-removal', body: { ...body, sha256, removed_at: now.toISOString() } },
    // Once more when what dead workers laid down beside it can be told from what is in the making.
    {
      to: 'queue',
      queue: 'report-removal',
      body: { ...body, sha256: null },
      notBefore: after(LEFT_BEHIND_MS + CLOCKS_APART_MS, now),
    },
  ];
}
