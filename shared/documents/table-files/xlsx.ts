/** Rows of a workbook, as its sheet unfolds: neither the file nor the sheet is ever held whole when it is large. */
import type { RawRow } from '../../domain/fax-log/fax-record.ts';
import { SHARED_STRINGS_LIMIT_BYTES, SHEET_LIMIT_BYTES, WHOLE_FILE_BYTES } from './limits.ts';
import { SharedStringsHandler } from './shared-strings.ts';
import { type SheetContext, SheetRows } from './sheet-rows.ts';
import { bytesOf, bytesSource, type TableSource } from './table-source.ts';
import { readWorkbook } from './workbook.ts';
import { readWholeXmlPart, readXmlPart } from './xml-parts.ts';
import { readZipDirectory, type ZipEntry } from './zip-directory.ts';

export interface XlsxOptions {
  /** Told how many bytes of the file have been taken so far: parts that are not needed are never taken. */
  onProgress?: ((bytesRead: number) => void) | undefined;
  /** Whether a sheet that begins with these rows is the one to read; the first `TELLING_ROWS` of it, or all it has. */
  isWanted?: ((firstRows: readonly RawRow[]) => boolean) | undefined;
}

/** So many rows tell which sheet is wanted: titles may stand above headings. */
const TELLING_ROWS = 20;

/**
 * The rows of a workbook's first visible sheet that is wanted, else of the first that has any, in batches, each some
 * thousand at most. `row` is the sheet's own number; rows without a value are left out, and so are cells beyond
 * `CELLS_LIMIT`. Cells are what they mean rather than how they look: texts as they are, numbers as plain decimals (with
 * leading zeros where their format asks for digits, as for phone numbers), dates as `2024-01-15T10:30:00`, times and
 * durations as `hh:mm:ss`, booleans as `TRUE` and `FALSE`, errors as `#N/A` and the like, formulas as their last result.
 * No row has a fault or is short: empty cells fill it up to the widest row before it.
 *
 * @throws AppError `unsupported_format` ({detected: 'zip'}, or 'xlsb') for an archive that is no workbook;
 *   `encrypted_document`; `unreadable_file` ({reason}) for damage and for what passes the limits in `limits.ts`,
 *   which may show only after rows have been given. Errors of the source are passed on.
 */
export async function* readXlsx(source: TableSource, options: XlsxOptions = {}): AsyncGenerator<RawRow[]> {
  const file =
    source.sizeBytes <= WHOLE_FILE_BYTES ? bytesSource(await bytesOf(source, 0, source.sizeBytes)) : source;
  let bytesRead = 0;
  const counted: TableSource = {
    sizeBytes: file.sizeBytes,
    async *read(from, to) {
      for await (const chunk of file.read(from, to)) {
        bytesRead = Math.min(file.sizeBytes, bytesRead + chunk.length);
        yield chunk;
      }
    },
  };
  const tell = (): void => options.onProgress?.(bytesRead);
  const workbook = await readWorkbook(counted, await readZipDirectory(counted));
  const strings = new SharedStringsHandler();
  if (workbook.sharedStrings && workbook.sheets.length > 0) {
    await readWholeXmlPart(counted, workbook.sharedStrings, SHARED_STRINGS_LIMIT_BYTES, strings);
  }
  const context = { ...workbook, strings: strings.strings };
  const sheet = await sheetToRead(counted, context, options.isWanted);
  if (sheet) {
    for await (const rows of sheetRows(counted, sheet, context)) {
      tell();
      if (rows.length > 0) yield rows;
    }
  }
  bytesRead = file.sizeBytes;
  tell();
}

/** Looks into sheets until it knows; only a workbook of several costs that. Undefined where none has a row. */
async function sheetToRead(
  source: TableSource,
  context: SheetContext & { sheets: readonly ZipEntry[] },
  isWanted: XlsxOptions['isWanted'] = () => true,
): Promise<ZipEntry | undefined> {
  const { sheets } = context;
  if (sheets.length < 2) return sheets[0];
  let first: ZipEntry | undefined;
  for (const sheet of sheets) {
    const rows = await firstRowsOf(source, sheet, context);
    if (rows.length === 0) continue;
    if (isWanted(rows)) return sheet;
    first ??= sheet;
  }
  return first;
}

async function firstRowsOf(source: TableSource, sheet: ZipEntry, context: SheetContext): Promise<RawRow[]> {
  const first: RawRow[] = [];
  for await (const rows of sheetRows(source, sheet, context)) {
    first.push(...rows.slice(0, TELLING_ROWS - first.length));
    if (first.length === TELLING_ROWS) break;
  }
  return first;
}

async function* sheetRows(
  source: TableSource,
  sheet: ZipEntry,
  context: SheetContext,
): AsyncGenerator<RawRow[]> {
  const rows = new SheetRows(context);
  for await (const _ of readXmlPart(source, sheet, SHEET_LIMIT_BYTES, rows)) yield rows.take(false);
  yield rows.take(true);
}
