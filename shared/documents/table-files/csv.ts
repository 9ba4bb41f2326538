/**
 * Rows of a CSV file of any dialect, as they stream in. Whatever is wrong with a row costs that row only: above all, a
 * quote that is never closed must not swallow the rows behind it.
 */
import { AppError } from '../../contract/app-error.ts';
import { declaredSeparator, findSeparator, type Separator } from '../../domain/document/table-text.ts';
import type { RawRow } from '../../domain/fax-log/fax-record.ts';
import { parseRecord, salvagedCells } from './csv-record.ts';
import { BATCH_ROWS, CELLS_LIMIT } from './limits.ts';
import { LINE_LIMIT_BYTES, type LineBlock, readLines } from './text-lines.ts';

/** A quoted cell may run over so many lines and letters; one that does not close within is a wrong quote. */
export const QUOTED_LINES_LIMIT = 100;
const QUOTED_LENGTH_LIMIT = 65_536;
/** Looking ahead in vain may cost so many letters for each letter read, so that no file makes it the main work. */
const VAIN_LOOKS_PER_LETTER = 8;
const VAIN_LOOKS_AT_FIRST = 4 * QUOTED_LENGTH_LIMIT;

/** So much of the start tells the separator. */
const DIALECT_WINDOW = 65_536;

export interface CsvOptions {
  /** Told how many bytes of the file have been taken so far, after each part of it. */
  onProgress?: ((bytesRead: number) => void) | undefined;
}

/**
 * The rows of a CSV file in batches, each some thousand at most. `row` counts records as a spreadsheet does, from 1;
 * blank ones, with nothing in any cell, are counted and not given, and a first line `sep=;` is not counted either.
 *
 * A row whose quotes are wrong ends at its first line break and has the fault `wrong_quote`; one with bytes that the
 * file's encoding does not have, with zeros, or longer than `LINE_LIMIT_BYTES` (then cut) has `bad_encoding`. Cells
 * are not trimmed. Memory is bounded whatever the file is.
 *
 * @throws AppError `empty_file`; `unreadable_file` ({reason: 'line_too_long', limit_bytes}) when the first line is
 *   none. Errors of the source are passed on.
 */
export async function* readCsv(
  chunks: AsyncIterable<Uint8Array>,
  options: CsvOptions = {},
): AsyncGenerator<RawRow[]> {
  let bytesRead = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytesRead += chunk.length;
      yield chunk;
    }
  }
  let rows: CsvRows | undefined;
  let held: LineBlock | undefined;
  for await (const block of readLines(counted())) {
    rows ??= startOf(block);
    // One block behind, so that the last one is known as such.
    if (held) yield* inBatches(rows.take(held, false));
    held = block;
    options.onProgress?.(bytesRead);
  }
  if (!held || !rows) throw new AppError('empty_file');
  yield* inBatches(rows.take(held, true));
  options.onProgress?.(bytesRead);
}

function* inBatches(rows: RawRow[]): Generator<RawRow[]> {
  if (rows.length > 0 && rows.length <= BATCH_ROWS) yield rows;
  else for (let at = 0; at < rows.length; at += BATCH_ROWS) yield rows.slice(at, at + BATCH_ROWS);
}

function startOf(block: LineBlock): CsvRows {
  if (block.isLongLine) {
    throw new AppError('unreadable_file', { reason: 'line_too_long', limit_bytes: LINE_LIMIT_BYTES });
  }
  const start = block.text.slice(0, DIALECT_WINDOW);
  return new CsvRows(findSeparator(start), declaredSeparator(start) !== undefined);
}

/** Takes a file's blocks of lines in turn and gives their rows; holds at most the record that the last one cut. */
class CsvRows {
  readonly #separator: Separator;
  /** Rows so far; −1 before a line that is none. */
  #row: number;
  /** A record that goes on in the next block. */
  #rest = '';
  /** Where lines of it start that are damaged. */
  #restDamagedAt: number[] = [];
  /** Cells of the first row, and of the last one that was in order. */
  #firstWidth: number | undefined;
  #lastWidth: number | undefined;
  #lettersRead = 0;
  #vainLetters = 0;

  constructor(separator: Separator, isDeclared: boolean) {
    this.#separator = separator;
    this.#row = isDeclared ? -1 : 0;
  }

  take(block: LineBlock, isLast: boolean): RawRow[] {
    const rows: RawRow[] = [];
    const restLength = this.#rest.length;
    const text = this.#rest + (isLast ? withoutEndMark(block.text) : block.text);
    const damagedAt = [...this.#restDamagedAt, ...block.damagedAt.map((at) => at + restLength)];
    this.#rest = '';
    this.#restDamagedAt = [];
    this.#lettersRead += block.text.length;

    const hasQuotes = text.includes('"');
    let damage = 0;
    let [newLine, aReturn] = [-1, -1];
    for (let at = 0; at < text.length; ) {
      if (newLine < at) newLine = placeOf(text, '\n', at);
      if (aReturn < at) aReturn = placeOf(text, '\r', at);
      const end = Math.min(newLine, aReturn);
      let next = end === aReturn && newLine === aReturn + 1 ? newLine + 1 : end + 1;
      const line = text.slice(at, end);
      let cells: string[];
      let fault: RawRow['fault'];
      if (!hasQuotes || !line.includes('"')) cells = line.split(this.#separator, CELLS_LIMIT);
      else {
        const found = this.#quotedRecord(text, at, line, next, isLast);
        if (found === 'more') {
          this.#rest = text.slice(at);
          this.#restDamagedAt = damagedAt.slice(damage).map((place) => place - at);
          return rows;
        }
        ({ cells, fault } = found);
        next = found.next;
      }
      while (damage < damagedAt.length && damagedAt[damage]! < next) {
        fault ??= 'bad_encoding';
        damage++;
      }
      at = next;
      this.#row++;
      if (fault) rows.push({ row: this.#row, cells, fault });
      else if (!isBlankRow(cells) && this.#row > 0) {
        this.#firstWidth ??= cells.length;
        this.#lastWidth = cells.length;
        rows.push({ row: this.#row, cells });
      }
    }
    return rows;
  }

  /** The record that starts with this line, which has quotes; 'more' when the next block must be seen first. */
  #quotedRecord(
    text: string,
    from: number,
    line: string,
    next: number,
    isLast: boolean,
  ): { cells: string[]; next: number; fault?: 'wrong_quote' } | 'more' {
    const alone = parseRecord(line, 0, line.length, this.#separator);
    if (alone.quotes === 'right') return { cells: alone.cells, next };
    const wrong = { cells: salvagedCells(line, this.#separator), next, fault: 'wrong_quote' as const };
    if (alone.quotes === 'wrong') return wrong;
    if (this.#vainLetters > VAIN_LOOKS_AT_FIRST + VAIN_LOOKS_PER_LETTER * this.#lettersRead) return wrong;

    const ahead = text.slice(from, from + QUOTED_LENGTH_LIMIT);
    const record = parseRecord(ahead, 0, ahead.length, this.#separator);
    const isCut = record.quotes !== 'wrong' && record.end === ahead.length;
    const isWhole = ahead.length < QUOTED_LENGTH_LIMIT && isLast;
    if (isCut && !isWhole && ahead.length < QUOTED_LENGTH_LIMIT) return 'more';
    const isClosed = record.quotes === 'right' && (!isCut || isWhole);
    if (isClosed && this.#isBelieved(ahead, record, wrong.cells.length)) {
      return { cells: record.cells, next: from + behindLineEnd(ahead, record.end) };
    }
    this.#vainLetters += record.end;
    return wrong;
  }

  /**
   * Whether a record over several lines is one, and not rows that two stray quotes enclose. It must be as wide as
   * rows are. And no line within may be a row as wide by itself, nor both its first and last lines: rows are then what
   * these lines are. A table of one or two columns has too little in its lines to tell that by.
   */
  #isBelieved(ahead: string, record: { cells: string[]; end: number }, aloneWidth: number): boolean {
    const width = record.cells.length;
    const isExpected =
      this.#firstWidth === undefined || width === this.#firstWidth || width === this.#lastWidth;
    if (!isExpected) return false;
    const lines = ahead.slice(0, record.end).split(/\r\n|\n|\r/);
    if (lines.length > QUOTED_LINES_LIMIT) return false;
    const parsed = (line: string) => parseRecord(line, 0, line.length, this.#separator);
    const widthOf = (line: string): number => {
      const { cells, quotes } = parsed(line);
      return quotes === 'right' ? cells.length : salvagedCells(line, this.#separator).length;
    };
    const isRow = (line: string): boolean => {
      const { cells, quotes } = parsed(line);
      return quotes === 'right' && cells.length === width;
    };
    if (width > 2 && lines.slice(1, -1).some(isRow)) return false;
    const [firstLine, lastLine] = [lines[0]!, lines.at(-1)!];
    const isWholeToo = firstLine.split(this.#separator).length >= width;
    if (width > 2 && isWholeToo && widthOf(lastLine) === width) return false;
    // Of headings over several lines nothing is known before: what follows must not speak for the first line alone.
    if (this.#firstWidth !== undefined || aloneWidth < 3) return true;
    const next = parseRecord(ahead, behindLineEnd(ahead, record.end), ahead.length, this.#separator);
    return next.cells.length === width || widthOf(lines[1]!) !== aloneWidth;
  }
}

/** Programs of the days of DOS end a text with Ctrl-Z: it is no row. */
function withoutEndMark(text: string): string {
  return text.endsWith('\x1a') ? text.slice(0, -1) : text;
}

/** Where it comes next, or the text's end. */
function placeOf(text: string, wanted: string, from: number): number {
  const at = text.indexOf(wanted, from);
  return at < 0 ? text.length : at;
}

function behindLineEnd(text: string, end: number): number {
  return text.startsWith('\r\n', end) ? end + 2 : end + 1;
}

function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell === '' || cell.trim() === '');
}
