/** Parts a table's lines into rows. */
import type { Layout } from '../layout/layout.ts';
import { settleRow } from './row-arithmetic.ts';
import { descriptionTokens } from './row-text.ts';
import type { Anchor, Band, Figures, TableBody } from './table-body.ts';
import { columnAt } from './table-columns.ts';
import type { ColumnKind, TableHeader } from './table-header.ts';

/** The bands of a table's rows: of the ways to part its lines, the one under which most rows are whole. */
export function bandsOf(
  body: TableBody,
  header: TableHeader,
  layout: Layout,
  anchors: readonly Anchor[],
  figures: Figures,
): Band[] {
  const before = body.lines.filter((index) => index < anchors[0]!.anchor);
  const partings: ((index: number) => number)[] = [];
  // Band `index` begins at the line this gives; lines before the first anchor may all be its own.
  for (let above = Math.min(before.length, 3); above >= 0; above--) {
    partings.push((index) => {
      const previous = index === 0 ? -1 : anchors[index - 1]!.anchor;
      const own = body.lines.filter((line) => line > previous && line <= anchors[index]!.anchor);
      return own[Math.max(0, own.length - 1 - above)] ?? anchors[index]!.anchor;
    });
  }
  partings.push((index) =>
    index === 0
      ? (before[0] ?? anchors[0]!.anchor)
      : widestGap(body, layout, anchors[index - 1]!.anchor, anchors[index]!.anchor),
  );
  let best: Band[] = [];
  let most = -Infinity;
  for (const parting of partings) {
    const bands: Band[] = anchors.map((anchor) => ({ ...anchor, lines: [] }));
    const beginning = (index: number) => (anchors[index]!.adjusts ? anchors[index]!.anchor : parting(index));
    anchors.forEach((_, index) => {
      const from = beginning(index);
      const to = index + 1 < anchors.length ? beginning(index + 1) : Infinity;
      bands[index]!.lines = body.lines.filter((line) => line >= from && line < to);
    });
    const score = bands.reduce((sum, band) => sum + wholeness(band, header, layout, figures), 0);
    if (score > most + 1e-9) [best, most] = [bands, score];
  }
  return best;
}

/** The line after the widest gap between two anchors; the later anchor itself where gaps are all alike. */
function widestGap(body: TableBody, layout: Layout, after: number, until: number): number {
  const lines = body.lines.filter((index) => index >= after && index <= until);
  const gaps = lines.slice(1).map((index, at) => layout.lines[index]!.y0 - layout.lines[lines[at]!]!.y1);
  const widest = Math.max(...gaps);
  if (gaps.length < 2 || widest < Math.min(...gaps) + 0.3 * layout.lines[until]!.height) return until;
  return lines[gaps.lastIndexOf(widest) + 1]!;
}

/** How much of a row a band holds: numbers that agree, one price, words that begin it. */
function wholeness(band: Band, header: TableHeader, layout: Layout, figures: Figures): number {
  const of = (kind: ColumnKind) =>
    band.lines.flatMap((index) =>
      (figures.get(index) ?? []).filter(
        (figure) => figure !== band.sum && columnAt(figure, header)?.kind === kind,
      ),
    );
  const prices = of('price');
  const quantities = of('quantity');
  let score = 0;
  if (
    quantities.length > 0 &&
    prices.length > 0 &&
    settleRow(quantities, prices, band.sum.readings[0]!).agrees
  )
    score += 3;
  if (header.columns.some((column) => column.kind === 'quantity')) score += quantities.length > 0 ? 1 : 0;
  if (header.columns.some((column) => column.kind === 'price')) score += prices.length > 0 ? 0.5 : 0;
  score -= 0.25 * Math.max(0, quantities.length - 1);
  const first = band.lines[0];
  if (first !== undefined && /\p{L}{2}/u.test(descriptionTokens(layout.lines[first]!, header, figures)))
    score += 1;
  return score;
}
