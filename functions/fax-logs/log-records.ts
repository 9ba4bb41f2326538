/** From a table's rows to a log's records: the first rows tell where its columns are, so they wait until that is known. */
import { faxLayoutOf, LAYOUT_ROWS } from '../../shared/domain/fax-log/columns.ts';
import type { FaxRecord, RawRow } from '../../shared/domain/fax-log/fax-record.ts';
import type { NumberRule } from '../../shared/domain/fax-log/french-numbers.ts';
import { faxRowReader } from '../../shared/domain/fax-log/row-rules.ts';

export interface LogRecords {
  /** Records of these rows, and of those that waited. Throws AppError `not_a_fax_log` {found, missing}. */
  next(rows: readonly RawRow[]): FaxRecord[];
  /** Records of rows that still wait, at the end of a short file. Throws AppError `not_a_fax_log`. */
  rest(): FaxRecord[];
}

export function logRecords(number: NumberRule): LogRecords {
  let read: ((row: RawRow) => FaxRecord | null) | undefined;
  let waiting: RawRow[] = [];

  function recordsOf(rows: readonly RawRow[]): FaxRecord[] {
    const records: FaxRecord[] = [];
    for (const row of rows) {
      const record = read?.(row);
      if (record) records.push(record);
    }
    return records;
  }

  function decide(): FaxRecord[] {
    read = faxRowReader(faxLayoutOf(waiting), number);
    const rows = waiting;
    waiting = [];
    return recordsOf(rows);
  }

  return {
    next(rows) {
      if (read) return recordsOf(rows);
      waiting.push(...rows);
      return waiting.length >= LAYOUT_ROWS ? decide() : [];
    },
    rest: () => (read ? [] : decide()),
  };
}
