/** Rows of any file of records, whatever its format. */
import type { RecordFormat } from '../../domain/document/format.ts';
import type { RawRow } from '../../domain/fax-log/fax-record.ts';
import { readCsv } from './csv.ts';
import type { TableSource } from './table-source.ts';
import { readXlsx } from './xlsx.ts';

export interface TableOptions {
  /** Told how many bytes of the file's `sizeBytes` have been taken so far; never less than before. */
  onProgress?: ((bytesRead: number) => void) | undefined;
  /** Which of a workbook's sheets to read: the first that begins with such rows. A CSV file has one table. */
  isWanted?: ((firstRows: readonly RawRow[]) => boolean) | undefined;
}

/** The rows of a table file in batches; `readCsv` and `readXlsx` say what they are, and what is thrown. */
export function readTableFile(
  format: RecordFormat,
  source: TableSource,
  options: TableOptions = {},
): AsyncGenerator<RawRow[]> {
  return format === 'csv' ? readCsv(source.read(0, source.sizeBytes), options) : readXlsx(source, options);
}
