/** The items of the document: rows under a table's heading, or the lines of a till's print. */
import { parseAmount } from '../../money/amount.ts';
import { fold } from '../../text/fold.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Concept } from '../keywords/concepts.ts';
import type { LabelIndex } from '../keywords/labels.ts';
import { type ByLine, byLine } from '../layout/by-line.ts';
import { type Layout, type Line, type Place, type Token, textOf } from '../layout/layout.ts';
import type { Line as ResultLine } from '../result.ts';
import { type Column, type ColumnKind, type TableHeader, tableHeaders } from './table-header.ts';

interface ItemRow extends ResultLine {
  /** Index of the layout's line. */
  line: number;
  /** The amounts of the row, which are therefore no totals of the document. */
  amounts: readonly Candidate<AmountValue>[];
}

export interface LineItems {
  rows: ItemRow[];
  /** Whether a table's heading was found; rows without one are a guess. */
  table: boolean;
  /** Indexes of the layout's lines that are headings of tables. */
  headerLines: number[];
}

/** More rows than this on one document are cut: no reviewer needs them, and time stays bounded. */
const MAX_ROWS = 500;
/** Labels that make an amount something else than an item's. */
const TOTALS: ReadonlySet<Concept> = new Set([
  'net',
  'tax',
  'gross',
  'due',
  'paid',
  'cash',
  'change',
  'rounding',
]);
type AmountsByLine = ByLine<Candidate<AmountValue>>;

const SKIP =
  /^(?:sous total|subtotal|sub total|zwischensumme|a reporter|report|ubertrag|carried forward|brought forward)\b/;
const STOP =
  /^(?:total|summe|montant total|net a payer|totaal|subtotaal|totale|subtotale|positionssumme|umsatzsteuer|belegsummen|detail tva|taxe|tva|net total|nettobetrag|gesamt|rounding|amount due|exclusief|zuzug|zzgl|zu zahlen|grand total|balance|summary|remise commerciale)\b/;

export function lineItems(
  layout: Layout,
  labels: LabelIndex,
  amounts: readonly Candidate<AmountValue>[],
  rates: readonly Candidate<number>[],
): LineItems {
  const headers = tableHeaders(layout);
  const onLine = byLine(amounts);
  const ratesByLine = byLine(rates);
  const headerLines = headers.flatMap((header) => [header.line - 2, header.line - 1, header.line]);
  const rows: ItemRow[] = [];
  for (const [index, header] of headers.entries()) {
    const end =
      headers[index + 1]?.page === header.page
        ? headers[index + 1]!.line
        : layout.pages[header.page]!.lastLine;
    rows.push(...rowsUnder(header, end, layout, labels, onLine, ratesByLine));
  }
  const items = rows.filter(
    (row) => row.description !== '' || row.quantity !== null || row.unit_price !== null,
  );
  if (items.length > 0) return { rows: items.slice(0, MAX_ROWS), table: true, headerLines };
  return { rows: tillRows(layout, labels, onLine).slice(0, MAX_ROWS), table: false, headerLines };
}

function rowsUnder(
  header: TableHeader,
  end: number,
  layout: Layout,
  labels: LabelIndex,
  amounts: AmountsByLine,
  rates: ByLine<Candidate<number>>,
): ItemRow[] {
  const rows: ItemRow[] = [];
  const total =
    header.columns.find((column) => column.kind === 'total') ??
    header.columns.find((column) => column.kind === 'price');
  if (!total) return rows;
  let open: ItemRow | null = null;
  for (let index = header.line + 1; index < end; index++) {
    const line = layout.lines[index]!;
    const own = amounts.get(index) ?? [];
    if (SKIP.test(plain(line))) continue;
    if (isTotalLine(line, labels, own)) break;
    const sum = own.find(
      (amount) => amount.value.decimals >= 2 && columnOf(amount, header)?.kind === total.kind,
    );
    if (sum) {
      if (open) rows.push(open);
      open = rowOf(line, sum, own, rates.get(index) ?? [], header);
    } else if (open) {
      continueRow(open, line, header);
    }
  }
  if (open) rows.push(open);
  return rows;
}

/** The column whose heading is nearest to a value: by its right edge, its left edge, or its middle. */
function columnOf(place: Place, header: TableHeader): Column | null {
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

function rowOf(
  line: Line,
  sum: Candidate<AmountValue>,
  own: readonly Candidate<AmountValue>[],
  rates: readonly Candidate<number>[],
  header: TableHeader,
): ItemRow {
  const at = (kind: ColumnKind) =>
    own.find((amount) => amount !== sum && columnOf(amount, header)?.kind === kind) ?? null;
  const price = at('price');
  const quantity = quantityOf(line, header, price?.value.amount ?? null, sum.value.amount);
  const [from, to] = descriptionRange(header);
  const rate = rates.find(
    (candidate) =>
      columnOf(candidate, header)?.kind !== 'discount' &&
      // "Surcharge gazole 8,4 %" is no rate of VAT.
      !(candidate.x0 >= from && candidate.x1 < to - line.height),
  );
  const row: ItemRow = {
    description: '',
    quantity,
    unit_price: price ? price.value.amount : null,
    total: sum.value.amount,
    vat_rate: rate ? rate.value : bareRate(line, header),
    confidence: 0.5,
    line: line.line,
    amounts: own,
  };
  row.description = descriptionOf(line, header, own);
  validate(row, sum.reading);
  return row;
}

/** qty × price ≈ total settles a row; a missing factor follows from the other two. */
function validate(row: ItemRow, reading: number): void {
  const { quantity, unit_price: price, total } = row;
  let confidence = 0.45;
  if (quantity !== null && price !== null && total !== null) {
    const product = quantity * price;
    const off = Math.abs(product - total);
    if (off <= 0.02 + 0.002 * Math.abs(total)) confidence = 0.95;
    else if (total !== 0 && Math.abs(total) < Math.abs(product) && total / product > 0.4)
      confidence = 0.7; // a discount
    else confidence = 0.35;
  } else if (total !== null && (quantity !== null || price !== null)) confidence = 0.6;
  if (row.description === '') confidence -= 0.15;
  row.confidence = Math.round(Math.max(0.05, confidence * (0.5 + 0.5 * reading)) * 1000) / 1000;
}

function cellTokens(line: Line, kind: ColumnKind, header: TableHeader): Token[] {
  return line.tokens.filter(
    (token) => columnOf({ ...token, page: line.page, line: line.line }, header)?.kind === kind,
  );
}

/** The number in the quantity's column; of several, the one that makes qty × price the total, else the last. */
function quantityOf(line: Line, header: TableHeader, price: number | null, total: number): number | null {
  const found: number[] = [];
  for (const token of cellTokens(line, 'quantity', header)) {
    const digits = /^[x×]?(-?\d[\d.,]*)/i.exec(token.text)?.[1];
    const parsed = digits ? parseAmount(digits.replace(/[.,]$/, '')) : null;
    if (!parsed || Math.abs(parsed.value) >= 1e6) continue;
    found.push(parsed.ambiguous ? Number(digits!.replace(',', '.')) : parsed.value);
  }
  const fitting =
    price === null
      ? undefined
      : found.find((value) => Math.abs(value * price - total) <= 0.02 + 0.002 * Math.abs(total));
  return fitting ?? found.at(-1) ?? null;
}

function bareRate(line: Line, header: TableHeader): number | null {
  for (const token of cellTokens(line, 'vat', header)) {
    const match = /^(\d{1,2}(?:[.,]\d{1,2})?)%?$/.exec(token.text);
    if (match) {
      const rate = Number(match[1]!.replace(',', '.'));
      if (rate <= 30) return rate;
    }
  }
  return null;
}

/** Words of the description's column: from its heading (or the page's left) to the next column with figures. */
function descriptionOf(line: Line, header: TableHeader, own: readonly Candidate<AmountValue>[]): string {
  const [from, to] = descriptionRange(header);
  const figures = new Set(
    own.filter((amount) => amount.value.decimals > 0).flatMap((amount) => amount.tokens),
  );
  const tokens = line.tokens.filter((token) => {
    const middle = (token.x0 + token.x1) / 2;
    // Figures at the edge of the column are the next column's; "8,4 %" and "4.2 m" inside it are text.
    return middle >= from && middle <= to && !(figures.has(token) && token.x1 > to - line.height);
  });
  return textOf(tokens)
    .replace(/^[\s\d.|]{1,4}\s(?=\p{L})/u, '')
    .trim();
}

function descriptionRange(header: TableHeader): [number, number] {
  const columns = [...header.columns].sort((a, b) => a.x0 - b.x0);
  const index = columns.findIndex((column) => column.kind === 'description');
  const numeric = (column: Column) => ['quantity', 'price', 'total', 'vat', 'discount'].includes(column.kind);
  const column = columns[index];
  if (!column) {
    const first = columns.find(numeric);
    return [0, first ? first.x0 - 2 : Infinity];
  }
  const next = columns.slice(index + 1).find(() => true);
  const before = columns.slice(0, index).at(-1);
  // Headings are often centred over left-aligned text.
  const from = before
    ? numeric(before)
      ? before.x1
      : Math.min(column.x0 - 3, (before.x1 + column.x0) / 2)
    : 0;
  return [from, next ? next.x0 - 1 : Infinity];
}

function continueRow(row: ItemRow, line: Line, header: TableHeader): void {
  if (line.line - row.line > 4 || row.description.length > 240) return;
  const more = descriptionOf(line, header, []);
  const [from] = descriptionRange(header);
  const startsInColumn = line.tokens[0] !== undefined && line.tokens[0].x0 >= from - 4;
  if (more !== '' && startsInColumn && /\p{L}{2}/u.test(more))
    row.description = `${row.description} ${more}`.trim();
}

/** A line's words, folded, without signs. */
function plain(line: Line): string {
  return fold(line.text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

function isTotalLine(line: Line, labels: LabelIndex, own: readonly Candidate<AmountValue>[]): boolean {
  if (STOP.test(plain(line)) || SKIP.test(plain(line))) return true;
  if (labels.on(line.line).some((label) => label.concept === 'iban' || label.concept === 'bic')) return true;
  if (own.length === 1) {
    // "Sub Total   150.00" at the right, whatever stands left of it.
    const [sum] = own;
    const named = labels
      .on(line.line)
      .some(
        (label) =>
          label.weight >= 0.7 &&
          ['gross', 'net', 'due', 'tax'].includes(label.concept) &&
          label.x1 <= sum!.x0 + 1 &&
          sum!.x0 - label.x1 < 9 * line.height &&
          !line.tokens.some(
            (token) => token.x0 >= label.x1 && token.x1 <= sum!.x0 && /\p{L}{3}/u.test(token.text),
          ),
      );
    if (named) return true;
  }
  return (
    own.length > 0 &&
    labels
      .on(line.line)
      .some(
        (label) =>
          label.weight === 1 &&
          ['gross', 'net', 'due', 'tax'].includes(label.concept) &&
          own.some((amount) => amount.x0 >= label.x1 - 1) &&
          !own.some((amount) => amount.x1 <= label.x0),
      )
  );
}

/** Lines of text that end in an amount, down to the first total: what a till prints. */
function tillRows(layout: Layout, labels: LabelIndex, amounts: AmountsByLine): ItemRow[] {
  const rows: ItemRow[] = [];
  const page = layout.pages[0];
  if (!page || page.height / page.width < 1.2) return rows;
  for (let index = page.firstLine + 2; index < page.lastLine; index++) {
    const line = layout.lines[index]!;
    const own = amounts.get(index) ?? [];
    const sum = own.filter((amount) => amount.value.money).at(-1);
    if (isTotalLine(line, labels, own)) {
      if (rows.length > 0) break;
      continue;
    }
    if (
      !sum ||
      labels.on(index).some((label) => label.weight >= 0.7 && label.x1 <= sum.x0 && TOTALS.has(label.concept))
    )
      continue;
    const figures = new Set(own.flatMap((amount) => amount.tokens));
    const pair = /(\d{1,3})\s*[x×*@]\s*(\d+[.,]\d{2})/i.exec(line.text);
    let description = textOf(line.tokens.filter((token) => token.x1 <= sum.x0 && !figures.has(token))).trim();
    if (description.replace(/[^\p{L}]/gu, '').length < 3) {
      // "2 x 12,90   25,80" under the name of the article.
      const above = layout.lines[index - 1]!;
      description = /\d[.,]\d{2}/.test(above.text) ? '' : textOf(above.tokens);
    }
    if (description.replace(/[^\p{L}]/gu, '').length < 3 || line.y0 < 0.08 * page.height) continue;
    const row: ItemRow = {
      description: description.replace(/\s*\d*\s*[x×*@]\s*$/i, ''),
      quantity: pair ? Number(pair[1]) : null,
      unit_price: pair ? Number(pair[2]!.replace(',', '.')) : null,
      total: sum.value.amount,
      vat_rate: null,
      confidence: 0.5,
      line: index,
      amounts: own,
    };
    validate(row, sum.reading);
    rows.push(row);
  }
  return rows;
}
