/** A made-up fax log as a workbook. */
import { type FaxLogOptions, faxLogRows } from './fax-log-rows.ts';
import { writeXlsx, type XlsxCell } from './xlsx-writer.ts';

export interface FaxXlsxOptions extends Omit<FaxLogOptions, 'encoding' | 'oddities'> {
  /** A workbook has no damaged rows: neither quotes nor bytes, and cells that are not there are empty ones. */
  oddities?: { blankRows?: number };
  /** `shared` as spreadsheet programs write texts, with a table of them all; `inline` as programs that stream. */
  strings?: 'shared' | 'inline';
  /** Times as numbers with a style, or as texts; `serial`. */
  times?: 'serial' | 'text';
  /** Called numbers of digits alone that do not begin with 0 as numbers, as Excel makes of them on its own. */
  numbersAsNumbers?: boolean;
  /** Sizes before the data, or after it as programs that stream have them; `known`. */
  sizes?: 'known' | 'following';
}

/** A whole workbook of a log, in its one sheet. */
export async function faxLogXlsxFile(options: FaxXlsxOptions): Promise<Buffer> {
  const { strings = 'shared', sizes = 'known' } = options;
  const zip = { sizesFollow: sizes === 'following' };
  return Buffer.from(await writeXlsx(sheetRows(options), { strings, zip }));
}

function* sheetRows(options: FaxXlsxOptions): Generator<XlsxCell[]> {
  for (const { cells, truth } of faxLogRows(options))
    yield cells.map((cell) => sheetCell(cell, truth?.minute ?? null, options));
}

const COUNT = /^(?:0|[1-9]\d{0,8})$/;
const TIME = /^\d\d\/\d\d\/\d{4} \d\d:\d\d$/;

function sheetCell(cell: string, minute: number | null, options: FaxXlsxOptions): XlsxCell {
  if (cell === '') return null;
  if (TIME.test(cell) && minute !== null && options.times !== 'text')
    return { date: new Date(minute * 60_000).toISOString().slice(0, 19) };
  const isNumber = COUNT.test(cell) || (options.numbersAsNumbers === true && /^[1-9]\d{9,14}$/.test(cell));
  return isNumber ? Number(cell) : cell;
}
