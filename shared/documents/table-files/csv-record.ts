/** One record of a CSV file with quotes (RFC 4180), and what can be saved of one whose quotes are wrong. */
import { CELLS_LIMIT } from './limits.ts';

const [QUOTE, NEW_LINE, RETURN, SPACE, TAB] = [0x22, 0x0a, 0x0d, 0x20, 0x09];

export interface ParsedRecord {
  cells: string[];
  /** Where its line end starts, or the bound. */
  end: number;
  /** `open`: the bound came before the closing quote; `wrong`: text stands between a closing quote and a separator. */
  quotes: 'right' | 'open' | 'wrong';
}

function isLineEnd(code: number): boolean {
  return code === NEW_LINE || code === RETURN;
}

/** First of the two kinds of line end, or the bound. */
function lineEnd(text: string, from: number, bound: number): number {
  let at = from;
  while (at < bound && !isLineEnd(text.charCodeAt(at))) at++;
  return at;
}

/**
 * The record that starts at `from`, to its first line end outside quotes or to `bound`. Blanks between a closing
 * quote and a separator are passed over, and so are those before an opening one that is closed in its line; other
 * quotes within a cell that starts with none are text.
 */
export function parseRecord(text: string, from: number, bound: number, separator: string): ParsedRecord {
  const separatorCode = separator.charCodeAt(0);
  const cells: string[] = [];
  let at = from;
  // The end of the line at hand, once it is looked for.
  let stop = -1;
  for (;;) {
    if (at < bound && text.charCodeAt(at) === QUOTE) {
      const cell = quotedCell(text, at, bound);
      if (!cell) return { cells, end: bound, quotes: 'open' };
      cells.push(cell.value);
      at = cell.end;
      while (at < bound && isBlank(text.charCodeAt(at), separatorCode)) at++;
      const next = text.charCodeAt(at);
      if (at < bound && next !== separatorCode && !isLineEnd(next))
        return { cells, end: at, quotes: 'wrong' };
    } else {
      const end = bareEnd(text, at, bound, separatorCode);
      let indented: ReturnType<typeof indentedCell>;
      if (isBlank(text.charCodeAt(at), separatorCode)) {
        if (stop < at) stop = lineEnd(text, at, bound);
        indented = indentedCell(text, at, stop, separatorCode);
      }
      cells.push(indented ? indented.value : text.slice(at, end));
      at = indented ? indented.end : end;
    }
    if (at >= bound || text.charCodeAt(at) !== separatorCode) return { cells, end: at, quotes: 'right' };
    if (cells.length === CELLS_LIMIT) return { cells, end: lineEnd(text, at, bound), quotes: 'right' };
    at++;
  }
}

/** The end of a cell without quotes. */
function bareEnd(text: string, from: number, bound: number, separatorCode: number): number {
  for (let at = from; at < bound; at++) {
    const code = text.charCodeAt(at);
    if (code === separatorCode || isLineEnd(code)) return at;
  }
  return bound;
}

/** A quoted cell behind blanks that reaches to the next separator or the end of the line, and where it does. */
function indentedCell(
  text: string,
  from: number,
  stop: number,
  separatorCode: number,
): { value: string; end: number } | undefined {
  let opening = from;
  while (opening < stop && isBlank(text.charCodeAt(opening), separatorCode)) opening++;
  const cell = text.charCodeAt(opening) === QUOTE ? quotedCell(text, opening, stop) : undefined;
  if (!cell) return undefined;
  let { end } = cell;
  while (end < stop && isBlank(text.charCodeAt(end), separatorCode)) end++;
  return end >= stop || text.charCodeAt(end) === separatorCode ? { value: cell.value, end } : undefined;
}

function isBlank(code: number, separatorCode: number): boolean {
  return code !== separatorCode && (code === SPACE || code === TAB);
}

/** The cell that opens at `from`, and the place behind its closing quote; undefined when none comes before the bound. */
function quotedCell(text: string, from: number, bound: number): { value: string; end: number } | undefined {
  let isDoubled = false;
  for (let at = from + 1; ; at += 2) {
    at = text.indexOf('"', at);
    if (at < 0 || at >= bound) return undefined;
    if (at + 1 < bound && text.charCodeAt(at + 1) === QUOTE) {
      isDoubled = true;
      continue;
    }
    const value = text.slice(from + 1, at);
    return { value: isDoubled ? value.replaceAll('""', '"') : value, end: at + 1 };
  }
}

/**
 * The cells of a line whose quotes are wrong: a cell whose quote opens and closes is as it should be, of any other the
 * quotes are text, and it ends at the next separator.
 */
export function salvagedCells(line: string, separator: string): string[] {
  const cells: string[] = [];
  // Once no closing quote comes any more, none does later on.
  let mayClose = true;
  for (let at = 0; cells.length < CELLS_LIMIT; at++) {
    const isQuoted = line.charCodeAt(at) === QUOTE;
    const quoted = isQuoted && mayClose ? quotedCell(line, at, line.length) : undefined;
    if (isQuoted && !quoted) mayClose = false;
    const behind = quoted ? line.indexOf(separator, quoted.end) : -1;
    const isRight = quoted && line.slice(quoted.end, behind < 0 ? line.length : behind).trim() === '';
    const next = isRight ? behind : line.indexOf(separator, at);
    const end = next < 0 ? line.length : next;
    cells.push(isRight ? quoted.value : line.slice(at, end));
    if (next < 0) return cells;
    at = end;
  }
  return cells;
}
