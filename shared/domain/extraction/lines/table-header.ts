/** The heading of a table of items: which column holds what. */
import type { Layout, Line } from '../layout/layout.ts';

export type ColumnKind = 'description' | 'quantity' | 'price' | 'total' | 'vat' | 'discount' | 'other';

export interface Column {
  kind: ColumnKind;
  x0: number;
  x1: number;
}

export interface TableHeader {
  page: number;
  /** Last line of the heading; rows follow. */
  line: number;
  columns: Column[];
}

const KINDS: ReadonlyArray<readonly [ColumnKind, RegExp]> = [
  ['discount', /^(?:remise|rem|rabais|discount|disc|rabatt|sconto|korting|descuento)$/],
  [
    'description',
    /^(?:description|descriptions|desc|designation|article|articles|artikel|libelle|produit|produits|product|produkt|item|items|omschrijving|bezeichnung|beschreibung|descrizione|descricao|descripcion|title|leistung|prestation|prestations|details|particulars|objet)$/,
  ],
  [
    'quantity',
    /^(?:qte|quantite|qty|quantity|menge|anzahl|aantal|qta|quant|quantita|cantidad|qtde|qt|quantidade|nombre|nb|nbre)$/,
  ],
  [
    'price',
    /^(?:prix|pu|puht|price|unitprice|preis|einzelpreis|nettopreis|prezzo|precio|preco|prijs|uprice|stuckpreis|sprice|up|unitaire|unitario|unit)$/,
  ],
  ['vat', /^(?:tva|vat|mwst|ust|steuersatz|btw|iva|tax|taxes|taux|gst)$/],
  [
    'total',
    /^(?:total|montant|amount|betrag|nettobetrag|gesamtbetrag|summe|importo|importe|bedrag|valor|gesamt|gesamtpreis|amountrm|amt|positionsbetrag|positions)$/,
  ],
  ['other', /^(?:code|no|ref|reference|pos|date|um|unite|einheit|referenzen|um)$/],
];

/** Finds the headings of item tables, page by page; a heading may run over two or three lines. */
export function tableHeaders(layout: Layout): TableHeader[] {
  const headers: TableHeader[] = [];
  for (let index = 0; index < layout.lines.length; index++) {
    const line = layout.lines[index]!;
    const own = columnsOf(line);
    if (own.filter((column) => column.kind !== 'other').length < 2) continue;
    let columns = own;
    let last = index;
    // Further lines of the heading: near, without amounts.
    for (const step of [-1, 1, 2]) {
      const other = layout.lines[index + step];
      if (
        !other ||
        other.page !== line.page ||
        Math.abs(other.y0 - line.y0) > 2.6 * line.height * Math.abs(step)
      )
        continue;
      if (/\d[.,]\d{2}/.test(other.text)) continue;
      const more = columnsOf(other);
      if (more.length === 0 || (step === 2 && last !== index + 1)) continue;
      columns = merge(columns, more);
      if (step > 0) last = index + step;
    }
    columns = settle(columns);
    const kinds = new Set(columns.map((column) => column.kind));
    const enough =
      (kinds.has('total') && (kinds.has('description') || kinds.has('quantity') || kinds.has('price'))) ||
      (kinds.has('price') && kinds.has('quantity'));
    if (!enough) continue;
    headers.push({ page: line.page, line: last, columns });
    index = last;
  }
  return headers;
}

function columnsOf(line: Line): Column[] {
  const columns: Column[] = [];
  for (const token of line.tokens) {
    const word = token.folded.replace(/[^a-z]/g, '');
    const kind = KINDS.find(([, pattern]) => pattern.test(word))?.[0];
    if (!kind) continue;
    const last = columns.at(-1);
    // "Unit Price", "Prix unitaire": one column, while two prices apart are two.
    if (last && last.kind === kind && token.x0 - last.x1 < 1.2 * line.height) last.x1 = token.x1;
    // "Prix HT", "Unit Price Excl. VAT", "Line Amount Excl. VAT": the tax belongs to the amount's heading.
    else if (
      last &&
      kind === 'vat' &&
      token.x0 - last.x1 < 3 * line.height &&
      /\b(?:ht|excl\.?|incl\.?|ohne|inkl\.?)\b/i.test(line.text) &&
      last.kind !== 'vat'
    )
      last.x1 = token.x1;
    else columns.push({ kind, x0: token.x0, x1: token.x1 });
  }
  return columns;
}

function merge(columns: readonly Column[], more: readonly Column[]): Column[] {
  const merged = columns.map((column) => ({ ...column }));
  for (const extra of more) {
    const over = merged.find((column) => Math.min(column.x1, extra.x1) - Math.max(column.x0, extra.x0) > 0);
    if (!over) merged.push({ ...extra });
    else {
      over.x0 = Math.min(over.x0, extra.x0);
      over.x1 = Math.max(over.x1, extra.x1);
      if (over.kind === 'other' || (over.kind === 'vat' && extra.kind !== 'other')) over.kind = extra.kind;
    }
  }
  return merged.sort((a, b) => a.x0 - b.x0);
}

/** One column of each kind: of two prices the right one is the total when none is named so; of two totals the last. */
function settle(columns: Column[]): Column[] {
  const prices = columns.filter((column) => column.kind === 'price');
  if (prices.length > 1 && !columns.some((column) => column.kind === 'total')) prices.at(-1)!.kind = 'total';
  for (const kind of ['total', 'price', 'quantity', 'description', 'vat'] as const) {
    const same = columns.filter((column) => column.kind === kind);
    const kept = kind === 'total' ? same.at(-1) : same[0];
    for (const column of same) if (column !== kept) column.kind = 'other';
  }
  return columns;
}
