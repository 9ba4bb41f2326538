/** A table's lines, and the rows that they are parted into. */
import type { Figure } from './figures.ts';
import type { TableHeader } from './table-header.ts';

/** The lines of a table that a heading governs; all of one page. */
export interface TableBody {
  header: TableHeader;
  /** Indexes of the layout's lines: titles, subtotals and what else is no row left out. */
  lines: readonly number[];
  /** A line that ends a section: rows after it without quantity and price are no items. */
  subtotals: readonly number[];
}

/** The figures of each line, by the line's index in the layout. */
export type Figures = ReadonlyMap<number, readonly Figure[]>;

/** A row: the line of its amount, and all its lines. */
export interface Band {
  anchor: number;
  sum: Figure;
  /** A discount or charge on the whole document; its band begins at its own line. */
  adjusts: boolean;
  lines: number[];
}

export type Anchor = Omit<Band, 'lines'>;
