/** The items of the document: rows under a table's heading, or lines of text that end in an amount. */
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { LabelIndex } from '../keywords/labels.ts';
import { type ByLine, byLine } from '../layout/by-line.ts';
import type { Layout, Line } from '../layout/layout.ts';
import { figuresOf } from './figures.ts';
import type { ItemRow } from './item-row.ts';
import { plainRows } from './plain-rows.ts';
import { withCodedRates } from './rate-codes.ts';
import { settleRow } from './row-arithmetic.ts';
import { CARRIED } from './row-words.ts';
import type { TableBody } from './table-body.ts';
import { columnAt } from './table-columns.ts';
import { type TableHeader, tableHeaders } from './table-header.ts';
import { rowsOf } from './table-rows.ts';
import { isTotalLine, plain } from './total-line.ts';

export interface LineItems {
  rows: ItemRow[];
  /** Discounts and charges on the whole document that stand among the items, signed as printed. */
  adjustments: ItemRow[];
  /** Whether a table's heading was found; rows without one are a guess. */
  table: boolean;
  /** Indexes of the layout's lines that are headings of tables. */
  headerLines: number[];
}

/** More rows than this on one document are cut: no reviewer needs them, and time stays bounded. */
const MAX_ROWS = 500;

type AmountsByLine = ByLine<Candidate<AmountValue>>;

/** What the document is, as far as it matters to its items. */
export interface ItemsOf {
  /** The print of a till, whose lines need no further proof to be items. */
  receipt?: boolean;
  /** A paper that may list goods without their prices: a delivery note, an order. */
  unpriced?: boolean;
}

export function lineItems(
  layout: Layout,
  labels: LabelIndex,
  amounts: readonly Candidate<AmountValue>[],
  rates: readonly Candidate<number>[],
  { receipt = false, unpriced = false }: ItemsOf = {},
): LineItems {
  const headers = tableHeaders(layout, unpriced);
  const onLine = byLine(amounts);
  const ratesOnLine = byLine(rates);
  const headerLines = headers.flatMap((header) => [header.line - 2, header.line - 1, header.line]);
  const items: ItemRow[] = [];
  const adjustments: ItemRow[] = [];
  for (const body of bodiesOf(headers, layout, labels, onLine, ratesOnLine)) {
    const found = rowsOf(body, layout, onLine, ratesOnLine);
    items.push(
      ...found.items.filter(
        (row) => row.description !== '' || row.quantity !== null || row.unit_price !== null,
      ),
    );
    adjustments.push(...found.adjustments);
    if (items.length > MAX_ROWS) break;
  }
  const kept = untilTotal(items, layout);
  if (kept.length > 0)
    return {
      rows: withCodedRates(kept.slice(0, MAX_ROWS), layout, ratesOnLine),
      adjustments: adjustments.slice(0, MAX_ROWS),
      table: true,
      headerLines,
    };
  const plain = plainRows(layout, labels, onLine, receipt);
  return {
    rows: withCodedRates(plain.slice(0, MAX_ROWS), layout, ratesOnLine),
    adjustments: [],
    table: false,
    headerLines,
  };
}

/**
 * The rows without those that sum up the ones before: a total under a name that we do not know. What follows it on
 * the page without quantity or price is of the totals too.
 */
function untilTotal(items: readonly ItemRow[], layout: Layout): ItemRow[] {
  const pageOf = (line: number) => layout.lines[line]?.page;
  const bare = (row: ItemRow) => row.quantity === null && row.unit_price === null;
  const counted = items.some((row) => !bare(row));
  const kept: ItemRow[] = [];
  let sum = 0;
  let totalsOn: number | undefined;
  for (const row of items) {
    const total = row.total ?? 0;
    if (bare(row)) {
      if (totalsOn !== undefined && pageOf(row.line) === totalsOn) continue;
      if (total !== 0 && kept.length >= (counted ? 1 : 2) && Math.abs(total - sum) <= 0.02) {
        totalsOn = pageOf(row.line);
        continue;
      }
    }
    sum += total;
    kept.push(row);
  }
  return kept;
}

/** The lines that each heading governs, to the totals; over page breaks where the next page repeats no heading. */
function bodiesOf(
  headers: readonly TableHeader[],
  layout: Layout,
  labels: LabelIndex,
  amounts: AmountsByLine,
  rates: ByLine<Candidate<number>>,
): TableBody[] {
  const bodies: TableBody[] = [];
  for (const [index, header] of headers.entries()) {
    const next = headers[index + 1];
    let start = header.line + 1;
    for (let page = header.page; page < layout.pages.length; page++) {
      if (page > header.page && next && next.page <= page) break;
      const sheet = layout.pages[page]!;
      if (page > header.page) start = sheet.firstLine;
      const end = next?.page === page ? next.line : sheet.lastLine;
      const { lines, subtotals, ended } = until(start, end, header, layout, labels, amounts, rates);
      bodies.push({ header, lines, subtotals });
      if (ended || end < sheet.lastLine) break;
    }
  }
  return bodies;
}

function until(
  start: number,
  end: number,
  header: TableHeader,
  layout: Layout,
  labels: LabelIndex,
  amounts: AmountsByLine,
  rates: ByLine<Candidate<number>>,
): { lines: number[]; subtotals: number[]; ended: boolean } {
  const lines: number[] = [];
  const subtotals: number[] = [];
  for (let index = start; index < end; index++) {
    const line = layout.lines[index]!;
    const own = amounts.get(index) ?? [];
    if (CARRIED.test(plain(line)) && line.tokens.length <= 9) {
      subtotals.push(index);
      continue;
    }
    if (isWholeRow(line, own, rates.get(index) ?? [], header)) lines.push(index);
    else if (isTotalLine(line, labels, inTotals(own, header), own)) return { lines, subtotals, ended: true };
    else lines.push(index);
  }
  return { lines, subtotals, ended: false };
}

/** Numbers that make a row of themselves: no total is quantity × price. */
function isWholeRow(
  line: Line,
  own: readonly Candidate<AmountValue>[],
  rates: readonly Candidate<number>[],
  header: TableHeader,
): boolean {
  if (own.length < 2) return false;
  const figures = figuresOf(line, own, rates);
  const of = (kind: string) => figures.filter((figure) => columnAt(figure, header)?.kind === kind);
  const total = of('total').at(-1);
  return total !== undefined && settleRow(of('quantity'), of('price'), total.readings[0]!).agrees;
}

/** The amounts of a line that stand where totals do: not in the columns of prices and quantities. */
function inTotals(own: readonly Candidate<AmountValue>[], header: TableHeader): Candidate<AmountValue>[] {
  const total = header.columns.find((column) => column.kind === 'total');
  if (!total) return [...own];
  return own.filter((amount) => amount.x1 >= total.x0 - 2 || columnAt(amount, header)?.kind === 'total');
}
