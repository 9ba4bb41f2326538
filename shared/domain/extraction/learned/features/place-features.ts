/**
 * What the place of a value on its page says, whatever kind of value it is. Places are told coarsely: exact
 * distances would let trees know the layouts they were trained on by heart, and others not at all.
 */
import type { Candidate } from '../../candidates/candidate.ts';
import type { Line } from '../../layout/layout.ts';
import type { Sheet } from '../../sheet.ts';

/** In line heights: beyond, far is far. */
const FAR = 40;

/** Facts about a document that hold for each of its values. */
export function documentFeatures(sheet: Sheet) {
  const { layout, type, receipt, items } = sheet;
  return {
    receipt: Number(receipt),
    creditNote: Number(type === 'credit_note'),
    invoice: Number(type === 'invoice'),
    pages: Math.min(3, layout.pages.length),
    lines: magnitude(layout.lines.length),
    table: Number(items.table),
    rows: magnitude(items.rows.length),
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
    x0: grid(candidate.x0 / page.width, 6),
    x1: grid(candidate.x1 / page.width, 6),
    y: grid((candidate.y0 + candidate.y1) / 2 / page.height, 8),
    page: Math.min(3, candidate.page),
    lastPage: Number(candidate.page === layout.pages.length - 1),
    fromTop: magnitude(candidate.line - page.firstLine),
    fromBottom: magnitude(page.lastLine - 1 - candidate.line),
    depth: grid(candidate.line / Math.max(1, layout.lines.length), 8),
    size: Math.max(0.5, Math.min(3, grid(heightOf(candidate) / page.bodyHeight, 3))),
    gapLeft: left ? steps((candidate.x0 - left.x1) / height) : ALONE,
    gapRight: right ? steps((right.x0 - candidate.x1) / height) : ALONE,
    gapAbove: above ? Math.min(2, steps((line.y0 - above.y1) / height)) : ALONE,
    gapBelow: below ? Math.min(2, steps((below.y0 - line.y1) / height)) : ALONE,
    segments: Math.min(4, line.segments.length),
    words: magnitude(line.tokens.length),
    wordsLeft: Math.min(6, lettersBefore(line, first)),
    inRow: Number(rows.lines.has(candidate.line)),
    belowRows:
      rows.last < 0
        ? 0
        : Math.sign(candidate.line - rows.last) * magnitude(Math.abs(candidate.line - rows.last)),
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

/** The nearest line of a grid with so many cells to the unit. */
const grid = (value: number, cells: number) => Math.round(finite(value) * cells) / cells;

/** How large a count is, in steps that grow with it: 0, 1, 1.5, 2 … 5.5 for a hundred. */
export const magnitude = (count: number) => Math.min(9, Math.round(1.6 * Math.log2(1 + count)) / 2);

/** A gap in line heights, in steps: within words, between words, between cells, across a column, across the page. */
const STEPS = [0.2, 1.3, 5, 15, FAR];
const ALONE = STEPS.length;
const steps = (gap: number) => STEPS.findIndex((step) => gap < step || step === FAR);

/** A number that is none, or has no end, says nothing. */
export function finite(value: number): number {
  return Number.isFinite(value) ? Math.max(-1e6, Math.min(1e6, value)) : 0;
}

/** The height of the print; the place of a party is its whole block. */
function heightOf({ tokens }: Candidate<unknown>): number {
  return tokens.reduce((most, token) => Math.max(most, token.y1 - token.y0), 0);
}
