/** What the place of a value on its page says, whatever kind of value it is. */
import type { Candidate } from '../../candidates/candidate.ts';
import type { Line } from '../../layout/layout.ts';
import type { Sheet } from '../../sheet.ts';

/** Distances in heights of the line are cut off here: beyond, far is far. */
const FAR = 40;

/** Facts about a document that hold for each of its values. */
export function documentFeatures(sheet: Sheet) {
  const { layout, type, receipt, items } = sheet;
  return {
    receipt: Number(receipt),
    creditNote: Number(type === 'credit_note'),
    invoice: Number(type === 'invoice'),
    pages: Math.min(9, layout.pages.length),
    lines: Math.min(400, layout.lines.length),
    table: Number(items.table),
    rows: Math.min(60, items.rows.length),
  };
}

export type DocumentFeatures = ReturnType<typeof documentFeatures>;

/** Where a candidate stands: on its page, on its line, and towards the table of items (see `rowLines`). */
export function placeFeatures(candidate: Candidate<unknown>, sheet: Sheet, rows: RowLines) {
  const { layout } = sheet;
  const page = layout.pages[candidate.page]!;
  const line = layout.lines[candidate.line]!;
  const height = Math.max(1, line.height);
  const first = line.tokens.indexOf(candidate.tokens[0]!);
  const left = line.tokens[first - 1];
  const last = first < 0 ? -1 : first + candidate.tokens.length - 1;
  const right = last < 0 ? undefined : line.tokens[last + 1];
  const above = candidate.line > page.firstLine ? layout.lines[candidate.line - 1] : undefined;
  const below = candidate.line + 1 < page.lastLine ? layout.lines[candidate.line + 1] : undefined;
  return {
    x0: finite(candidate.x0 / page.width),
    x1: finite(candidate.x1 / page.width),
    y: finite((candidate.y0 + candidate.y1) / 2 / page.height),
    page: Math.min(9, candidate.page),
    lastPage: Number(candidate.page === layout.pages.length - 1),
    fromTop: candidate.line - page.firstLine,
    fromBottom: page.lastLine - 1 - candidate.line,
    depth: candidate.line / Math.max(1, layout.lines.length),
    size: finite((candidate.y1 - candidate.y0) / page.bodyHeight),
    gapLeft: left ? within((candidate.x0 - left.x1) / height) : FAR,
    gapRight: right ? within((right.x0 - candidate.x1) / height) : FAR,
    gapAbove: above ? within((line.y0 - above.y1) / height) : FAR,
    gapBelow: below ? within((below.y0 - line.y1) / height) : FAR,
    segments: Math.min(20, line.segments.length),
    words: Math.min(60, line.tokens.length),
    wordsLeft: Math.min(60, lettersBefore(line, first)),
    inRow: Number(rows.lines.has(candidate.line)),
    belowRows: rows.last < 0 ? 0 : Math.max(-30, Math.min(30, candidate.line - rows.last)),
    colonLeft: Number(left !== undefined && /:$/.test(left.text)),
  };
}

/** The lines of the layout on which items stand; `last` is −1 where there are none. */
export interface RowLines {
  lines: ReadonlySet<number>;
  last: number;
}

export function rowLines(sheet: Sheet): RowLines {
  const lines = new Set(sheet.items.rows.map((row) => row.line));
  return { lines, last: sheet.items.rows.at(-1)?.line ?? -1 };
}

/** How many words with letters stand left of a token of the line. */
function lettersBefore(line: Line, first: number): number {
  let words = 0;
  for (let i = 0; i < first; i++) if (/\p{L}{2}/u.test(line.tokens[i]!.text)) words++;
  return words;
}

const within = (gap: number) => Math.max(-FAR, Math.min(FAR, finite(gap)));

/** A number that is none, or has no end, says nothing. */
export function finite(value: number): number {
  return Number.isFinite(value) ? Math.max(-1e6, Math.min(1e6, value)) : 0;
}
