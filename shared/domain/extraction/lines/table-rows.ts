/**
 * Rows under a table's heading. A row is a band of lines around one amount in the column of totals; where its band
 * begins is what all rows of the table agree on best: at that line, some lines above it, or at the widest gaps.
 */
import { fold } from '../../text/fold.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { ByLine } from '../layout/by-line.ts';
import { type Layout, type Line, type Token, textOf } from '../layout/layout.ts';
import { type Figure, figuresOf } from './figures.ts';
import type { ItemRow } from './item-row.ts';
import { comesTo, settleRow } from './row-arithmetic.ts';
import { isAdjustment, isInformation } from './row-words.ts';
import { columnAt, descriptionRange } from './table-columns.ts';
import type { ColumnKind, TableHeader } from './table-header.ts';

/** The lines of a table that a heading governs; all of one page. */
export interface TableBody {
  header: TableHeader;
  /** Indexes of the layout's lines: titles, subtotals and what else is no row left out. */
  lines: readonly number[];
  /** A line that ends a section: rows after it without quantity and price are no items. */
  subtotals: readonly number[];
}

type Figures = ReadonlyMap<number, readonly Figure[]>;

interface Band {
  anchor: number;
  sum: Figure;
  /** A discount or charge on the whole document; its band begins at its own line. */
  adjusts: boolean;
  lines: number[];
}

type Anchor = Omit<Band, 'lines'>;

/** What a table's body gives: its items, and the discounts and charges on the whole that stand among them. */
export interface TableRows {
  items: ItemRow[];
  adjustments: ItemRow[];
}

export function rowsOf(
  body: TableBody,
  layout: Layout,
  amounts: ByLine<Candidate<AmountValue>>,
  rates: ByLine<Candidate<number>>,
): TableRows {
  const figures: Figures = new Map(
    body.lines.map((index) => [
      index,
      figuresOf(layout.lines[index]!, amounts.get(index) ?? [], rates.get(index) ?? []),
    ]),
  );
  const header = agreeingHeader(body, figures);
  const anchors = anchorsOf(body, header, layout, figures);
  const rows: TableRows = { items: [], adjustments: [] };
  if (anchors.length === 0) return rows;
  const bands = bandsOf(body, header, layout, anchors, figures);
  for (const band of bands) {
    const row = rowOf(band, header, layout, figures, amounts);
    const bare = row.quantity === null && row.unit_price === null;
    const afterSubtotal = body.subtotals.some((index) => index < band.anchor);
    if (isInformation(row.description)) continue;
    if (band.adjusts || (bare && afterSubtotal)) rows.adjustments.push(row);
    else rows.items.push(row);
  }
  return rows;
}

/** A figure of an anchor's line in the column of totals, the last of several; cents tell a sum from a count. */
function anchorsOf(body: TableBody, header: TableHeader, layout: Layout, figures: Figures): Anchor[] {
  const anchors: Anchor[] = [];
  const total = totalKind(header);
  const own = (index: number) =>
    (figures.get(index) ?? []).filter(
      (figure) => figure.amount !== null && columnAt(figure, header)?.kind === total,
    );
  const withCents = body.lines.some((index) => own(index).some((figure) => figure.decimals >= 2));
  for (const index of body.lines) {
    const sum = own(index)
      .filter((figure) => figure.decimals >= 2 || !withCents)
      .at(-1);
    if (!sum) continue;
    const line = layout.lines[index]!;
    const cells = (kind: ColumnKind) =>
      (figures.get(index) ?? []).some((figure) => figure !== sum && columnAt(figure, header)?.kind === kind);
    const adjusts = isAdjustment(
      descriptionTokens(line, header, figures),
      fold(line.text),
      !cells('quantity') && !cells('price'),
    );
    anchors.push({ anchor: index, sum, adjusts });
  }
  return anchors;
}

function totalKind(header: TableHeader): ColumnKind {
  return header.columns.some((column) => column.kind === 'total') ? 'total' : 'price';
}

/**
 * The heading with the kinds of its columns put right where the numbers under it say otherwise: headings centred over
 * narrow columns stand nearer to their neighbours' numbers.
 */
function agreeingHeader(body: TableBody, figures: Figures): TableHeader {
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
  const rest = header.columns.filter(
    (column) => !NUMERIC.has(column.kind) || (rates.includes(column) && !columns.some(over(column))),
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

/** The bands of a table's rows: of the ways to part its lines, the one under which most rows are whole. */
function bandsOf(
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

/** Lines of text under a row that are still its description. */
const DESCRIPTION_LINES = 6;
const DESCRIPTION_LENGTH = 240;

function rowOf(
  band: Band,
  header: TableHeader,
  layout: Layout,
  figures: Figures,
  amounts: ByLine<Candidate<AmountValue>>,
): ItemRow {
  const { sum } = band;
  // The anchor's own line is asked first; cells of a row that are centred stand on lines around it.
  const lines = [...band.lines].sort((a, b) => Math.abs(a - band.anchor) - Math.abs(b - band.anchor));
  const at = (kind: ColumnKind) =>
    lines.flatMap((index) =>
      (figures.get(index) ?? []).filter(
        (figure) => figure !== sum && columnAt(figure, header)?.kind === kind,
      ),
    );
  const discounts = at('discount');
  const percents = lines.flatMap((index) => (figures.get(index) ?? []).filter((figure) => figure.percent));
  const numbers = settleRow(
    at('quantity').filter((figure) => !figure.percent),
    at('price').filter((figure) => !figure.percent),
    sum.readings[0]!,
    [...discounts, ...percents],
  );
  const description = descriptionOf(band, header, layout, figures);
  const [from, to] = descriptionRange(header);
  const inText = (figure: Figure) => figure.x0 >= from && figure.x1 < to - layout.lines[figure.line]!.height;
  // "Surcharge gazole 8,4 %" is no rate of VAT.
  const rate =
    at('vat').find((figure) => figure.percent || figure.readings[0]! <= 30) ??
    percents.find((figure) => !discounts.includes(figure) && !inText(figure));
  const unit = cell(lines, layout, header, 'unit') ?? unitBeside(lines, layout, header);
  const article = cell(lines.slice(0, 2), layout, header, 'article');
  const row: ItemRow = {
    description,
    quantity: numbers.quantity,
    unit_price: numbers.price,
    total: numbers.total,
    vat_rate: rate ? rate.readings[0]! : null,
    ...(unit !== null && { unit }),
    ...(article !== null && /\d|^[A-Z-]{3,}$/.test(article) && { article_number: article }),
    ...(numbers.discount !== null && { discount: numbers.discount }),
    confidence: 0,
    line: band.anchor,
    amounts: lines.flatMap((index) => amounts.get(index) ?? []),
  };
  row.confidence = confidenceOf(row, numbers.agrees, sum.amount?.reading ?? 0.9);
  return row;
}

/** 0–1: rows whose numbers agree are settled; the rest as far as they go. */
export function confidenceOf(row: ItemRow, agrees: boolean, reading: number): number {
  const { quantity, unit_price: price, total } = row;
  let confidence = 0.45;
  if (agrees) confidence = 0.95;
  else if (quantity !== null && price !== null && total !== null) {
    const product = quantity * price;
    // A discount that is not printed.
    const reduced = Math.abs(total) < Math.abs(product) && total / product > 0.4;
    confidence = reduced && !comesTo(quantity, price, total) ? 0.7 : 0.35;
  } else if (total !== null && (quantity !== null || price !== null)) confidence = 0.6;
  if (row.description === '') confidence -= 0.15;
  return Math.round(Math.max(0.05, confidence * (0.5 + 0.5 * reading)) * 1000) / 1000;
}

function descriptionOf(band: Band, header: TableHeader, layout: Layout, figures: Figures): string {
  let text = '';
  let lines = 0;
  for (const index of band.lines) {
    if (lines >= DESCRIPTION_LINES || text.length > DESCRIPTION_LENGTH) break;
    const more = descriptionTokens(layout.lines[index]!, header, figures);
    if (!/\p{L}{2}/u.test(more)) continue;
    text = text === '' ? more : `${text} ${more}`;
    lines++;
  }
  return text;
}

/** The words of a line that stand in the description's column. */
function descriptionTokens(line: Line, header: TableHeader, figures: Figures): string {
  const [from, to] = descriptionRange(header);
  const taken = new Set(
    (figures.get(line.line) ?? [])
      .filter(({ percent, decimals, x1 }) => !percent && decimals > 0 && x1 > to - line.height)
      .flatMap(({ tokens }) => [...tokens]),
  );
  const tokens = line.tokens.filter((token) => {
    const middle = (token.x0 + token.x1) / 2;
    return middle >= from && middle <= to && !taken.has(token);
  });
  return textOf(tokens)
    .replace(/^[\s\d.|#]{1,4}\s(?=\p{L})/u, '')
    .trim();
}

/** The first words of a column, of the lines nearest to the row's amount. */
function cell(
  lines: readonly number[],
  layout: Layout,
  header: TableHeader,
  kind: 'unit' | 'article',
): string | null {
  if (!header.columns.some((column) => column.kind === kind)) return null;
  for (const index of lines) {
    const line = layout.lines[index]!;
    const text = textOf(
      line.tokens.filter((token) => columnAt(placed(token, line), header)?.kind === kind),
    ).trim();
    if (
      kind === 'unit' ? /^\p{L}[\p{L}.²³/]{0,14}$/u.test(text) : /^[\p{L}\d][\p{L}\d./_-]{1,23}$/u.test(text)
    )
      return text;
  }
  return null;
}

/** A unit right behind the quantity: "3 Stk", "2,5 h". */
function unitBeside(lines: readonly number[], layout: Layout, header: TableHeader): string | null {
  for (const index of lines.slice(0, 1)) {
    const line = layout.lines[index]!;
    for (const [at, token] of line.tokens.entries()) {
      if (columnAt(placed(token, line), header)?.kind !== 'quantity' || !/^\d/.test(token.text)) continue;
      const grown = /^\d+(?:[.,]\d+)?(\p{L}{1,4}\.?|m²|m³)$/u.exec(token.text)?.[1];
      if (grown && grown !== 'x') return grown;
      const next = line.tokens[at + 1];
      if (next && next.x0 - token.x1 < 0.8 * line.height && /^(?:\p{L}{1,8}\.?|m²|m³)$/u.test(next.text))
        return next.text;
    }
  }
  return null;
}

function placed(token: Token, line: Line) {
  return { ...token, page: line.page, line: line.line };
}
