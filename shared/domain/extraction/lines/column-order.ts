/** Which column holds what, where a table's headings and its numbers disagree. */
import type { Figure } from './figures.ts';
import { settleRow } from './row-arithmetic.ts';
import type { Figures, TableBody } from './table-body.ts';
import { columnAt } from './table-columns.ts';
import type { ColumnKind, TableHeader } from './table-header.ts';

/**
 * The heading with the kinds of its columns put right where the numbers under it say otherwise: headings centred over
 * narrow columns stand nearer to their neighbours' numbers.
 */
export function agreeingHeader(body: TableBody, figures: Figures): TableHeader {
  const { header } = body;
  const lines = body.lines.map((index) => (figures.get(index) ?? []).filter((figure) => !figure.percent));
  const score = (candidate: TableHeader) => {
    let agreeing = 0;
    for (const own of lines) {
      const of = (kind: ColumnKind) => own.filter((figure) => columnAt(figure, candidate)?.kind === kind);
      const total = of('total').at(-1);
      if (total && total.decimals >= 2 && settleRow(of('quantity'), of('price'), total.readings[0]!).agrees)
        agreeing++;
    }
    return agreeing;
  };
  const printed = score(header);
  const rows = lines.filter((own) => own.some((figure) => figure.decimals >= 2)).length;
  if (printed >= 0.5 * rows) return header;
  // One row may agree by chance.
  const enough = Math.max(Math.min(rows, 2), printed + 1);
  const others = clusterHeaders(header, lines);
  let best = header;
  let most = printed;
  for (const other of others) {
    const agreeing = score(other);
    if (agreeing > most && agreeing >= enough) [best, most] = [other, agreeing];
  }
  return best;
}

const NUMERIC: ReadonlySet<ColumnKind> = new Set(['quantity', 'price', 'total', 'discount', 'vat']);
/** Tables have few columns of numbers; with more, trying all orders would cost more than it tells. */
const MAX_CLUSTERS = 7;

/** Headings made of the columns in which numbers really stand, with quantity, price and total in every order. */
function clusterHeaders(header: TableHeader, lines: readonly (readonly Figure[])[]): TableHeader[] {
  const clusters: { x0: number; x1: number; count: number }[] = [];
  for (const figure of lines.flat()) {
    const home = clusters.find(
      (cluster) => Math.min(cluster.x1, figure.x1) - Math.max(cluster.x0, figure.x0) > 0,
    );
    if (home) {
      home.x0 = Math.min(home.x0, figure.x0);
      home.x1 = Math.max(home.x1, figure.x1);
      home.count++;
    } else clusters.push({ x0: figure.x0, x1: figure.x1, count: 1 });
  }
  const rows = lines.filter((own) => own.length > 1).length;
  const columns = clusters
    .filter((cluster) => cluster.count >= 0.5 * rows)
    .sort((a, b) => a.x0 - b.x0)
    .slice(-MAX_CLUSTERS);
  const over = (column: { x0: number; x1: number }) => (other: { x0: number; x1: number }) =>
    Math.min(column.x1, other.x1) - Math.max(column.x0, other.x0) > 0;
  const rates = header.columns.filter(({ kind }) => kind === 'vat' || kind === 'discount');
  // A heading over a column of numbers gives way to what the numbers are.
  const rest = header.columns.filter((column) =>
    column.kind === 'description' || column.kind === 'article' || column.kind === 'unit'
      ? true
      : (!NUMERIC.has(column.kind) || rates.includes(column)) && !columns.some(over(column)),
  );
  const headers: TableHeader[] = [];
  for (const quantity of columns) {
    for (const price of columns) {
      for (const total of columns) {
        if (quantity === price || price === total || quantity === total) continue;
        const numeric = columns.map((column) => ({
          x0: column.x0,
          x1: column.x1,
          kind: (column === quantity
            ? 'quantity'
            : column === price
              ? 'price'
              : column === total
                ? 'total'
                : (rates.find(over(column))?.kind ?? 'other')) as ColumnKind,
        }));
        headers.push({ ...header, columns: [...rest, ...numeric].sort((a, b) => a.x0 - b.x0) });
      }
    }
  }
  // The printed order first: quantity before price, both before the total.
  const order = (candidate: TableHeader) => {
    const at = (kind: ColumnKind) => candidate.columns.find((column) => column.kind === kind)!.x0;
    return (at('quantity') < at('price') ? 0 : 1) + (at('price') < at('total') ? 0 : 2);
  };
  return headers.sort((a, b) => order(a) - order(b));
}
