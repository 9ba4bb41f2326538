/**
 * Files of made-up fax logs, streamed: any number of rows, the same bytes for the same options. What is true of them
 * comes along, told by how the rows were made.
 */
import { buffer } from 'node:stream/consumers';
import { type FaxLogOptions, type FaxLogRow, faxLogRows } from './fax-log-rows.ts';

export {
  expectedFaxSummary,
  type FaxLogOptions,
  type FaxLogRow,
  type FaxLogTruth,
  faxLogRows,
} from './fax-log-rows.ts';
export { type FaxXlsxOptions, faxLogXlsxFile } from './fax-log-xlsx.ts';

export interface FaxCsvOptions extends FaxLogOptions {
  separator?: ';' | ',' | '\t';
  lineEnd?: '\r\n' | '\n' | '\r';
  /** Whether the last row ends with a line end too; true. */
  finalLineEnd?: boolean;
  /** Quotes around every cell instead of only those that need them. */
  quoteAll?: boolean;
  /** Bytes of each buffer but the last, wherever that cuts a row or a character; 65,536. */
  chunkBytes?: number;
}

/** The last C1 bytes of Windows-1252 that names here need. */
const WINDOWS: Readonly<Record<string, string>> = { '’': '\u0092', œ: '\u009c', Œ: '\u008c' };

/** The bytes of a CSV file of a log. */
export async function* faxLogCsv(options: FaxCsvOptions): AsyncGenerator<Buffer> {
  const { encoding = 'utf-8', chunkBytes = 65_536, lineEnd = '\r\n', finalLineEnd = true } = options;
  const encode = (text: string): Buffer => {
    if (encoding === 'utf-16le') return Buffer.from(text, 'utf16le');
    if (encoding === 'latin1') return Buffer.from(text, 'latin1');
    if (encoding === 'windows-1252')
      return Buffer.from(
        text.replace(/[’œŒ]/g, (character) => WINDOWS[character]!),
        'latin1',
      );
    return withBadBytes(Buffer.from(text, 'utf8'));
  };
  let left =
    encoding === 'utf-8-bom'
      ? encode('\ufeff')
      : encoding === 'utf-16le'
        ? encode('\ufeff')
        : Buffer.alloc(0);
  let text = '';
  let isFirst = true;
  for (const row of faxLogRows(options)) {
    text += isFirst ? csvRow(row, options) : lineEnd + csvRow(row, options);
    isFirst = false;
    if (text.length < chunkBytes) continue;
    left = Buffer.concat([left, encode(text)]);
    text = '';
    let at = 0;
    for (; left.length - at >= chunkBytes; at += chunkBytes) yield left.subarray(at, at + chunkBytes);
    left = left.subarray(at);
  }
  if (finalLineEnd) text += lineEnd;
  left = Buffer.concat([left, encode(text)]);
  for (let at = 0; at < left.length; at += chunkBytes) yield left.subarray(at, at + chunkBytes);
}

/** A whole CSV file of a log. */
export async function faxLogCsvFile(options: FaxCsvOptions): Promise<Buffer> {
  return buffer(faxLogCsv(options));
}

/** Stands in text for a byte that UTF-8 never has, and is found nowhere else in a log. */
const BAD_BYTE = '\u0001';

function withBadBytes(bytes: Buffer): Buffer {
  for (let at = bytes.indexOf(1); at >= 0; at = bytes.indexOf(1, at + 1)) bytes[at] = 0xff;
  return bytes;
}

function csvRow(
  { cells, kind, damage, damagedPlace }: FaxLogRow,
  { separator = ';', quoteAll = false }: FaxCsvOptions,
): string {
  if (kind === 'blank') return '';
  return cells
    .map((cell, place) => {
      // A quote that nobody closes.
      if (damage === 'quote' && place === damagedPlace) return `"${cell.replaceAll(/["\n]/g, ' ')}`;
      if (damage === 'byte' && place === damagedPlace) return quoted(BAD_BYTE + cell);
      return quoteAll || needsQuotes(cell) ? quoted(cell) : cell;
    })
    .join(separator);
}

function needsQuotes(cell: string): boolean {
  for (let i = 0; i < cell.length; i++) {
    const code = cell.charCodeAt(i);
    // Any of the separators, so that a row is the same whichever is chosen.
    if (code === 34 || code === 59 || code === 44 || code === 9 || code === 10 || code === 13) return true;
  }
  return false;
}

function quoted(cell: string): string {
  return `"${cell.replaceAll('"', '""')}"`;
}
