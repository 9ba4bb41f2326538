/** Which numbers a report's rows called. */
import type { FaxReport } from '../domain/fax-log/fax-report.ts';
import { cellOf } from '../domain/fax-log/packs/joined-text.ts';
import type { Table } from '../stores/table.ts';
import { searchParts } from './report-packs.ts';

/** Digits that a number of JavaScript holds exactly; E.164 numbers have 15 at most. */
const EXACT_DIGITS = 15;

/**
 * Each valid called number once, in ascending numeric order. Kept as numbers of 8 bytes, and sorted in place.
 * @throws AppError as `report-packs.ts` says.
 */
export async function distinctNumbers(table: Table, report: FaxReport): Promise<Iterable<string>> {
  const numbers = new Float64Array(report.summary.totalEntries);
  let count = 0;
  for await (const { count: rows, called } of searchParts(table, report)) {
    for (let index = 0; index < rows; index++) {
      const cell = cellOf(called.normalised, index);
      if (cell !== '' && cell.length <= EXACT_DIGITS) numbers[count++] = Number(cell);
    }
  }
  const sorted = numbers.subarray(0, count).sort();
  return {
    *[Symbol.iterator]() {
      let before: number | undefined;
      for (const number of sorted) {
        if (number !== before) yield `${number}`;
        before = number;
      }
    },
  };
}
