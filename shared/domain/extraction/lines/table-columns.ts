/** Which column of a table something stands in. */
import type { Place } from '../layout/layout.ts';
import type { Column, ColumnKind, TableHeader } from './table-header.ts';

/** The column whose heading is nearest to a value: by its right edge, its left edge, or its middle. */
export function columnAt(place: Place, header: TableHeader): Column | null {
  let best: Column | null = null;
  let bestDistance = Infinity;
  for (const column of header.columns) {
    const distance = Math.min(
      Math.abs(column.x1 - place.x1),
      Math.abs(column.x0 - place.x0) + 2,
      Math.abs(column.x0 + column.x1 - place.x0 - place.x1) / 2,
    );
    if (distance < bestDistance) [best, bestDistance] = [column, distance];
  }
  return best;
}

/** Without a heading of their own, descriptions stand where the headings leave the most room. */
function widestGap(columns: readonly Column[]): [from: number, to: number] {
  const numeric = columns.filter(({ kind }) => NUMERIC.has(kind));
  const [first] = numeric;
  if (!first) return [0, Infinity];
  let best: [number, number] = [0, first.x0 - 2];
  columns.forEach((column, index) => {
    const next = columns[index + 1];
    if (next && next.x0 - column.x1 > best[1] - best[0]) best = [column.x1 + 1, next.x0 - 1];
  });
  return best;
}

const NUMERIC: ReadonlySet<ColumnKind> = new Set(['quantity', 'price', 'total', 'vat', 'discount']);

/** Where descriptions stand: from their heading, or the page's left, to the next column. Points. */
export function descriptionRange(header: TableHeader): [from: number, to: number] {
  const columns = [...header.columns].sort((a, b) => a.x0 - b.x0);
  const index = columns.findIndex((column) => column.kind === 'description');
  const column = columns[index];
  if (!column) {
    return widestGap(columns);
  }
  const next = columns[index + 1];
  const before = columns[index - 1];
  // Headings are often centred over left-aligned text.
  const from = before
    ? NUMERIC.has(before.kind)
      ? before.x1
      : Math.min(column.x0 - 3, (before.x1 + column.x0) / 2)
    : 0;
  return [from, next ? next.x0 - 1 : Infinity];
}
