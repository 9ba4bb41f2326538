/**
 * The cells of a column as one text, so that a search is one `indexOf` and not thousands. Each cell stands between two
 * separators, which no cell contains: where it would, it is written in another way.
 */

export const SEPARATOR = '\n';
export const SEPARATOR_CODE = 10;
const ESCAPE = '\u001b';

export interface JoinedText {
  /** A separator, then each cell with one behind it. */
  text: string;
  /** Where each cell begins; one more than cells, so that cell `i` ends one before `starts[i + 1]`. */
  starts: Int32Array;
  /** Whether any cell had to be written in another way. */
  escaped: boolean;
  /** About how much memory it takes. */
  bytes: number;
}

/** Whether a cell cannot stand between separators as it is. */
export function needsEscape(cell: string): boolean {
  return cell.includes(SEPARATOR) || cell.includes(ESCAPE);
}

/** A cell as it stands in a joined text. Character by character, so a part of a cell stands in the text as its own. */
export function escapeCell(cell: string): string {
  if (!needsEscape(cell)) return cell;
  return cell.replaceAll(ESCAPE, `${ESCAPE}e`).replaceAll(SEPARATOR, `${ESCAPE}n`);
}

function unescapeCell(cell: string): string {
  return cell.includes(ESCAPE)
    ? cell.replaceAll(`${ESCAPE}n`, SEPARATOR).replaceAll(`${ESCAPE}e`, ESCAPE)
    : cell;
}

/** Of cells that are escaped already, each with a separator behind it. */
export function joinedText(body: string, count: number): JoinedText {
  const text = SEPARATOR + body;
  const starts = new Int32Array(count + 1);
  let at = 1;
  for (let index = 1; index <= count; index++) {
    starts[index - 1] = at;
    at = text.indexOf(SEPARATOR, at) + 1;
  }
  starts[count] = text.length;
  return { text, starts, escaped: text.includes(ESCAPE), bytes: text.length * 2 + starts.byteLength };
}

/** The cell as it was given. */
export function cellOf({ text, starts, escaped }: JoinedText, index: number): string {
  const cell = text.slice(starts[index] as number, (starts[index + 1] as number) - 1);
  return escaped ? unescapeCell(cell) : cell;
}
