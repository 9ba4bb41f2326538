/** How far sums may be off because their parts were rounded. */
import type { CheckedRecord } from './checked-record.ts';

/** Sums further off than this are wrong, however many lines there are. In cents. */
const MOST_CENTS = 50;

/**
 * Cents that a total may differ from the sum of its parts: half a cent for each part that was rounded by itself,
 * which is the case where tax is rounded line by line (Directive 2006/112/CE leaves the method to the member
 * states, CJUE C-484/06 Koninklijke Ahold; EN 16931 rounds by category and on the total only). One cent at least.
 */
export function roundingCents(record: Pick<CheckedRecord, 'lines' | 'vat_breakdown'>): number {
  const parts = Math.max(record.lines.length, record.vat_breakdown.length);
  return Math.min(MOST_CENTS, Math.max(1, Math.ceil(parts / 2)));
}
