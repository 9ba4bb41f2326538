/** What a table file may cost before it is refused or cut, whatever it claims. Spreadsheets' own limits are kept. */
import { AppError } from '../../contract/app-error.ts';

/** Cells of a row that are kept; what is beyond is left out. No log has so many columns. */
export const CELLS_LIMIT = 1024;

/** Rows in a batch, about. */
export const BATCH_ROWS = 8192;

/** Cells in a batch of a workbook's rows, about: wide rows come in smaller batches. */
export const BATCH_CELLS = 65_536;

/** Rows of a sheet. https://support.microsoft.com/office/excel-specifications-and-limits */
export const SHEET_ROWS_LIMIT = 1_048_576;

/** Columns of a sheet, as far as `XFD`; by the same source. */
export const SHEET_COLUMNS_LIMIT = 16_384;

/** A workbook up to this size is fetched in one go rather than part by part. */
export const WHOLE_FILE_BYTES = 8 * 1024 ** 2;

/** Entries of a workbook's archive, and what their directory may take. */
export const ZIP_ENTRIES_LIMIT = 65_536;
export const ZIP_DIRECTORY_LIMIT_BYTES = 16 * 1024 ** 2;

/** What parts of a workbook may unfold to. A sheet of a million rows and 14 columns takes half a gigabyte. */
export const SMALL_PART_LIMIT_BYTES = 32 * 1024 ** 2;
export const SHARED_STRINGS_LIMIT_BYTES = 1024 ** 3;
export const SHEET_LIMIT_BYTES = 4 * 1024 ** 3;

/** A workbook's table of texts, which must be at hand for its cells: how many, and letters of all. */
export const SHARED_STRINGS_LIMIT = 8 * 1024 ** 2;
export const SHARED_LETTERS_LIMIT = 96 * 1024 ** 2;

/** Letters of a workbook's cell, as many as spreadsheets hold; what is beyond is left out. */
export const CELL_LETTERS_LIMIT = 32_767;

/** Letters of one tag, or between two. */
export const XML_TOKEN_LIMIT = 1024 ** 2;

/** AppError `unreadable_file` for a limit passed, or for damage, named by its reason. */
export function unreadable(reason: string, details: Readonly<Record<string, unknown>> = {}): AppError {
  return new AppError('unreadable_file', { reason, ...details });
}
