/** Records as a CSV file (RFC 4180): the documented columns, safe to open in a spreadsheet. */
import {
  errorsOf,
  FAX_ERROR_LABELS,
  FAX_ERRORS,
  type FaxRecord,
} from '../../shared/domain/fax-log/fax-record.ts';
import { cellOf, logTime } from './record-schema.ts';

export const CSV_COLUMNS = [
  'fax_id',
  'mode',
  'numero_original',
  'numero_normalise',
  'pages',
  'valide',
  'erreurs',
  'date_heure',
] as const;

/** `excel`: as Excel reads a file by double click where decimals have a comma, with a byte order mark and semicolons. */
export const CSV_DIALECTS = ['rfc4180', 'excel'] as const;
export type CsvDialect = (typeof CSV_DIALECTS)[number];

const SEPARATORS: Record<CsvDialect, string> = { rfc4180: ',', excel: ';' };

/**
 * What makes a spreadsheet take a cell for a formula, by OWASP's page on CSV injection; their full-width forms too,
 * which some spreadsheets fold to them, and blanks before any of them, which an import may trim.
 */
const FORMULA_START = /^(?:[\t\r\n]|[\s\0-\x1f\u200b]*[=+\-@\uff0b\uff0d\uff1d\uff20])/;
/** A tab too: some spreadsheets part cells at every separator they know, and what follows it would begin a cell. */
const NEEDS_QUOTES = /[",;\t\r\n]/;
/** Most cells are letters, digits and what stands between them, and need neither. */
const PLAIN = /^[A-Za-z0-9][A-Za-z0-9 ._-]*$/;

/**
 * A cell of text. What begins like a formula gets an apostrophe before it, which a spreadsheet takes as "this is text":
 * a number `+33…` too, as nobody can tell it from a formula. Quoted where it holds what parts cells or lines.
 */
export function csvCell(text: string): string {
  if (PLAIN.test(text)) return text;
  const safe = FORMULA_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Every set of errors that a row can have, in words: there are few, and rows are many. */
const ERROR_CELLS = Array.from({ length: 1 << FAX_ERRORS.length }, (_, errors) =>
  csvCell(
    errorsOf(errors)
      .map((code) => FAX_ERROR_LABELS[code])
      .join(', '),
  ),
);

/** The line of headings. */
export function csvHead(dialect: CsvDialect): string {
  const line = `${CSV_COLUMNS.join(SEPARATORS[dialect])}\r\n`;
  return dialect === 'excel' ? `\ufeff${line}` : line;
}

function csvLine(record: FaxRecord, separator: string): string {
  const { mode, normalisedNumber, pages, errors, minute } = record;
  return `${csvCell(cellOf(record, 'faxId'))}${separator}${mode}${separator}${csvCell(cellOf(record, 'calledNumber'))}${separator}${normalisedNumber}${separator}${pages}${separator}${errors === 0 ? '1' : '0'}${separator}${ERROR_CELLS[errors]}${separator}${minute === null ? '' : logTime(minute)}\r\n`;
}

const USUAL_LINE_BYTES = 100;
/** UTF-8 makes three bytes at most of a UTF-16 unit. */
const MOST_BYTES_OF_A_UNIT = 3;

/** A line for each record, as UTF-8. Written line by line: text as long as a pack would be copied once more. */
export function csvLines(records: readonly FaxRecord[], dialect: CsvDialect): Buffer {
  const separator = SEPARATORS[dialect];
  let bytes = Buffer.allocUnsafe(records.length * USUAL_LINE_BYTES);
  let length = 0;
  for (const record of records) {
    const line = csvLine(record, separator);
    const room = line.length * MOST_BYTES_OF_A_UNIT;
    if (length + room > bytes.length) {
      bytes = Buffer.concat([bytes.subarray(0, length)], 2 * bytes.length + room);
    }
    length += bytes.write(line, length);
  }
  return bytes.subarray(0, length);
}
