/** Records as an import makes them of a made-up log. */
import { faxLayoutOf, LAYOUT_ROWS } from '../../shared/domain/fax-log/columns.ts';
import type { FaxRecord, RawRow } from '../../shared/domain/fax-log/fax-record.ts';
import { frenchNumber } from '../../shared/domain/fax-log/french-numbers.ts';
import { faxRowReader } from '../../shared/domain/fax-log/row-rules.ts';
import { type FaxLogOptions, faxLogRows } from './fax-log-generator.ts';

export function faxRecords(options: FaxLogOptions): FaxRecord[] {
  const rows: RawRow[] = [];
  for (const { row, cells } of faxLogRows(options)) rows.push({ row, cells });
  const read = faxRowReader(faxLayoutOf(rows.slice(0, LAYOUT_ROWS)), frenchNumber);
  return rows.flatMap((row) => read(row) ?? []);
}
