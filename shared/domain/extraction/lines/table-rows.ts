/**
 * Rows under a table's heading. A row is a band of lines around one amount in the column of totals; where its band
 * begins is what all rows of the table agree on best: at that line, some lines above it, or at the widest gaps.
 */
import { fold } from '../../text/fold.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { ByLine } from '../layout/by-line.ts';
import { type Layout, type Line, type Token, textOf } from '../layout/layout.ts';
import { agreeingHeader } from './column-order.ts';
import { type Figure, figuresOf } from './figures.ts';
import type { ItemRow } from './item-row.ts';
import { confidenceOf, settleRow } from './row-arithmetic.ts';
import { bandsOf } from './row-bands.ts';
import { descriptionTokens } from './row-text.ts';
import { isAdjustment, isInformation } from './row-words.ts';
import type { Anchor, Band, Figures, TableBody } from './table-body.ts';
import { columnAt, descriptionRange } from './table-columns.ts';
import type { ColumnKind, TableHeader } from './table-header.ts';

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
      (figure) =>
        (figure.amount !== null || total === 'quantity') &&
        !figure.percent &&
        columnAt(figure, header)?.kind === total,
    );
  const withCents = body.lines.some((index) => own(index).some((figure) => figure.decimals >= 2));
  for (const index of body.lines) {
    const sum = own(index)
      .filter((figure) => figure.decimals >= 2 || !withCents)
      .at(-1);
    if (!sum) continue;
    const line = layout.lines[index]!;
    if (total === 'quantity' && !isCount(sum, line)) continue;
    const last = anchors.at(-1);
    if (total === 'quantity' && last && isApart(layout.lines[last.anchor]!, line)) break;
    const cells = (kind: ColumnKind) =>
      (figures.get(index) ?? []).some(
        (figure) => figure !== sum && !figure.percent && columnAt(figure, header)?.kind === kind,
      );
    const adjusts =
      total !== 'quantity' &&
      isAdjustment(
        descriptionTokens(line, header, figures),
        fold(line.text),
        !cells('quantity') && !cells('price'),
      );
    anchors.push({ anchor: index, sum, adjusts });
  }
  return anchors;
}

/** Goods without prices end nowhere but in white space, in heights of a line. */
const APART = 8;

function isApart(above: Line, below: Line): boolean {
  return above.page !== below.page || below.y0 - above.y1 > APART * below.height;
}

/** A count stands alone or with its unit; the number of a street does not. */
function isCount(figure: Figure, line: Line): boolean {
  const segment = line.segments.find(({ tokens }) => tokens.includes(figure.tokens[0]!));
  return segment !== undefined && segment.tokens.length <= 3;
}

/** The column whose numbers make rows: the totals', else the prices', else, of goods without prices, the quantities'. */
function totalKind(header: TableHeader): ColumnKind {
  const kinds = header.columns.map((column) => column.kind);
  return (['total', 'price'] as const).find((kind) => kinds.includes(kind)) ?? 'quantity';
}

/** Lines of text under a row that are still its description. */
const DESCRIPTION_LINES = 6;
const DESCRIPTION_LENGTH = 240;
/** White space that ends a description, in heights of a line. */
const DESCRIPTION_GAP = 3;

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
  const unpriced = totalKind(header) === 'quantity';
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
    quantity: unpriced ? numbers.total : numbers.quantity,
    unit_price: unpriced ? null : numbers.price,
    total: unpriced ? null : numbers.total,
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

function descriptionOf(band: Band, header: TableHeader, layout: Layout, figures: Figures): string {
  let text = '';
  let lines = 0;
  for (const index of band.lines) {
    if (lines >= DESCRIPTION_LINES || text.length > DESCRIPTION_LENGTH) break;
    const line = layout.lines[index]!;
    const above = layout.lines[index - 1];
    if (index > band.anchor && above && line.y0 - above.y1 > DESCRIPTION_GAP * line.height) break;
    const more = descriptionTokens(line, header, figures);
    if (!/\p{L}{2}/u.test(more)) continue;
    text = text === '' ? more : `${text} ${more}`;
    lines++;
  }
  return text;
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
