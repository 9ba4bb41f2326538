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

const NUMERIC: ReadonlySet<ColumnKind> = new Set(['quantity', 'price', 'total', 'vat', 'discount']);

/** Where descriptions stand: from their heading, or the page's left, to the next column. Points. */
export function descriptionRange(header: TableHeader): [from: number, to: number] {
  const columns = [...header.columns].sort((a, b) => a.x0 - b.x0);
  const index = columns.findIndex((column) => column.kind === 'description');
  const column = columns[index];
  if (!column) {
    const first = columns.find((other) => NUMERIC.has(other.kind));
    return [0, first ? first.x0 - 2 : Infinity];
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
