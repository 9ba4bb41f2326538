/**
 * What commands print. On a terminal: aligned tables, cut to its width. Anywhere else: a line per row, cells whole and
 * parted by tabs, for `cut`, `awk` and spreadsheets. With `--json`: one document with the API's own keys.
 */
import type { ParseArgsOptionsConfig } from 'node:util';

/** For `options` of every command that prints a table. */
export const JSON_OPTION = {
  json: { type: 'boolean', default: false },
} as const satisfies ParseArgsOptionsConfig;

/** For the `help` of every command that prints a table. */
export const JSON_HELP = '  --json            print JSON, with the keys of the API';

/** Numbers are grouped on a terminal (89,929); null and undefined are shown as a dash. */
export type Cell = string | number | boolean | null | undefined;

/**
 * A heading; columns of numbers are aligned right by themselves, and others where `right` says so. Numbers are never
 * cut, nor is what people copy into the next command: `whole`.
 */
export type Column = string | { heading: string; right?: true; whole?: true };

/** How wide and how lively output may be. */
export interface OutputStyle {
  /** Columns of the terminal; undefined where output is no terminal. */
  terminalWidth: number | undefined;
  colour: boolean;
}

const NARROWEST_COLUMN = 8;
const GAP = '  ';

/** No colour where the environment refuses it (https://no-color.org) or nothing would show it. */
export function outputStyle(
  stream: { isTTY?: boolean; columns?: number } = process.stdout,
  environment: NodeJS.ProcessEnv = process.env,
): OutputStyle {
  const terminalWidth = stream.isTTY ? stream.columns || 80 : undefined;
  return { terminalWidth, colour: terminalWidth !== undefined && !environment.NO_COLOR };
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Scripts and pictures that terminals show two columns wide. */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uff01-\uff60]/u;

function widthOf(text: string): number {
  // Most cells by far.
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += WIDE.test(segment) ? 2 : 1;
  return width;
}

function cutTo(text: string, width: number): string {
  if (widthOf(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    const more = WIDE.test(segment) ? 2 : 1;
    if (used + more > width - 1) break;
    kept += segment;
    used += more;
  }
  return `${kept}…`;
}

/** One line without controls: names come from other people's files, and must not steer a terminal. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, (found) => (found === '\u200d' ? found : ' '));
}

function cellText(cell: Cell, style: OutputStyle): string {
  const onTerminal = style.terminalWidth !== undefined;
  if (cell === null || cell === undefined) return onTerminal ? '–' : '';
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (typeof cell === 'number') {
    return onTerminal ? cell.toLocaleString('en-US', { maximumFractionDigits: 2 }) : String(cell);
  }
  return plain(cell);
}

/** Takes from the widest columns that may be cut until a row fits, but leaves each readable. */
function fitted(widths: readonly number[], isWhole: readonly boolean[], available: number): number[] {
  const fit = [...widths];
  const total = () => fit.reduce((sum, width) => sum + width, 0) + GAP.length * Math.max(0, fit.length - 1);
  while (total() > available) {
    const widest = Math.max(0, ...fit.filter((_, index) => !isWhole[index]));
    if (widest <= NARROWEST_COLUMN) break;
    const index = fit.findIndex((width, at) => width === widest && !isWhole[at]);
    fit[index] = widest - 1;
  }
  return fit;
}

/** The table's text, each line ended. */
export function tableText(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  style: OutputStyle = outputStyle(),
): string {
  const headings = columns.map((column) => (typeof column === 'string' ? column : column.heading));
  const texts = rows.map((row) => columns.map((_, index) => cellText(row[index], style)));
  if (style.terminalWidth === undefined) {
    return [headings, ...texts].map((line) => `${line.join('\t')}\n`).join('');
  }
  const hasNumbers = columns.map(
    (_, index) =>
      rows.some((row) => typeof row[index] === 'number') &&
      rows.every((row) => row[index] === null || row[index] === undefined || typeof row[index] === 'number'),
  );
  const right = columns.map(
    (column, index) => hasNumbers[index] === true || (typeof column !== 'string' && column.right === true),
  );
  const isWhole = columns.map(
    (column, index) => hasNumbers[index] === true || (typeof column !== 'string' && column.whole === true),
  );
  const widths = fitted(
    columns.map((_, index) =>
      [headings, ...texts].reduce((widest, line) => Math.max(widest, widthOf(line[index] ?? '')), 0),
    ),
    isWhole,
    style.terminalWidth,
  );
  const lineOf = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const shown = cutTo(cell, widths[index] ?? 0);
        const space = ' '.repeat(Math.max(0, (widths[index] ?? 0) - widthOf(shown)));
        return right[index] ? space + shown : shown + space;
      })
      .join(GAP)
      .trimEnd();
  const heading = lineOf(headings);
  return [style.colour ? `\x1b[1m${heading}\x1b[22m` : heading, ...texts.map(lineOf)]
    .map((line) => `${line}\n`)
    .join('');
}

/** Names and values, one each line: `Reports  3`. */
export function factsText(
  facts: readonly (readonly [name: string, value: Cell])[],
  style: OutputStyle = outputStyle(),
): string {
  const lines = facts.map(([name, value]) => [name, cellText(value, style)] as const);
  if (style.terminalWidth === undefined) {
    return lines.map(([name, value]) => `${name}\t${value}\n`).join('');
  }
  const nameWidth = Math.max(0, ...lines.map(([name]) => widthOf(name)));
  const valueWidth = Math.max(NARROWEST_COLUMN, style.terminalWidth - nameWidth - GAP.length);
  return lines
    .map(([name, value]) => {
      const padded = name + ' '.repeat(nameWidth - widthOf(name));
      return `${padded}${GAP}${cutTo(value, valueWidth)}`.trimEnd();
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** A heading over what follows, bold where there is colour. */
export function titleText(title: string, style: OutputStyle = outputStyle()): string {
  const shown = plain(title);
  return `${style.colour ? `\x1b[1m${shown}\x1b[22m` : shown}\n`;
}

/** Writes and waits until a slow reader has taken it, so that an exit cuts nothing off. */
export async function print(text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()));
  });
}

/** The one document of `--json`: on one line, or indented where a person looks on. */
export function jsonText(value: unknown, style: OutputStyle = outputStyle()): string {
  return `${JSON.stringify(value, undefined, style.terminalWidth === undefined ? undefined : 2)}\n`;
}

/** Prints `value` as JSON where `--json` asks for it, else the text. */
export async function printResult(
  options: Record<string, string | boolean | undefined>,
  value: unknown,
  text: () => string,
): Promise<void> {
  await print(options.json === true ? jsonText(value) : text());
}
