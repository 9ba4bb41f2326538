/** The heading of a table of items: which column holds what. */
import type { Layout, Line, Token } from '../layout/layout.ts';

export type ColumnKind =
  | 'description'
  | 'quantity'
  | 'unit'
  | 'price'
  | 'total'
  | 'vat'
  | 'discount'
  | 'article'
  | 'other';

export interface Column {
  kind: ColumnKind;
  /** Headed by a word like "Article", which stands for a number where another column describes. */
  maybeArticle?: boolean;
  /** Headed "HT", "net", "excl. VAT": of two columns of totals the one that invoices add up. */
  untaxed?: boolean;
  x0: number;
  x1: number;
}

export interface TableHeader {
  page: number;
  /** Last line of the heading; rows follow. */
  line: number;
  columns: Column[];
}

/** Words of headings as they are left when all but letters is taken out: "Art.-Nr." is `artnr`, "P.U. HT" `pu` and `ht`. */
const KINDS: ReadonlyArray<readonly [ColumnKind, RegExp]> = [
  [
    'discount',
    /^(?:remise|remises|rem|rabais|discount|disc|rabatt|rabat|nachlass|sconto|sc|korting|descuento|dto|desconto)$/,
  ],
  [
    'article',
    /^(?:code|codes|ref|refs|reference|references|referenz|referencia|artnr|artno|artikelnr|artikelnummer|artikelno|itemno|itemcode|productcode|sku|ean|gtin|codice|codigo|cod|art)$/,
  ],
  [
    'description',
    /^(?:description|descriptions|desc|designation|designations|article|articles|artikel|artikelbezeichnung|warenbezeichnung|libelle|intitule|nature|produit|produits|product|products|produkt|prodotto|producto|produto|articulo|articolo|artigo|item|items|service|services|omschrijving|omschr|bezeichnung|beschreibung|leistungsbeschreibung|descrizione|denominazione|descricao|designacao|conceito|descripcion|concepto|title|leistung|leistungen|prestation|prestations|travaux|details|detail|dettaglio|detalle|detalhe|detalhes|ware|waren|goods|intervention|activity|activities|task|servizio|servizi|servicio|servicios|servico|servicos|dienst|werkzaamheden|particulars|objet)$/,
  ],
  [
    'quantity',
    /^(?:qte|qtes|quantite|quantites|qty|quantity|menge|anzahl|aantal|qta|quant|quantita|cantidad|cant|uds|unidades|qtde|qtd|qt|quantidade|nombre|nb|nbre|stuck|stk|mge|mng|aant|stunden|std|hours|hrs|heures|uren|ore|horas|jours|pcs)$/,
  ],
  ['unit', /^(?:unite|unites|einheit|einh|eenheid|unita|unidad|unidade|um|me|uom|eh)$/],
  [
    'price',
    /^(?:prix|pu|puht|puttc|price|unitprice|preis|einzelpreis|einzel|nettopreis|epreis|ep|prezzo|precio|preco|prijs|stukprijs|eenheidsprijs|uprice|stuckpreis|sprice|up|unitaire|unitario|unit|rate|tarif|tarifa|tarief|stundensatz|punet|pv|pvp)$/,
  ],
  ['vat', /^(?:tva|vat|mwst|ust|steuer|steuersatz|btw|iva|tax|taxes|taux|gst|ivapct)$/],
  [
    'total',
    /^(?:total|totals|montant|montants|amount|betrag|nettobetrag|gesamtbetrag|summe|importo|importe|bedrag|valor|gesamt|gesamtpreis|gpreis|gp|zeilensumme|amountrm|amt|positionsbetrag|positions|totale|totaal|linetotal|extended|entgelt|mtht|totalht|montantht)$/,
  ],
  ['other', /^(?:no|pos|position|ligne|line|lfd|date|datum|data|fecha)$/],
];
/** Words that say of an amount with which taxes it is; beside a heading they belong to it, alone they head totals. */
const QUALIFIER =
  /^(?:ht|ttc|hors|taxe|netto|net|nett|brutto|brut|gross|excl|incl|inkl|ohne|eur|euro|euros|rm|usd|gbp|chf)$/;
const UNTAXED = /^(?:ht|hors|netto|net|nett|excl|ohne)$/;
const CAN_STAND_ALONE = /^(?:ht|ttc|netto|net|nett|brutto|gross)$/;

/**
 * Finds the headings of item tables, page by page; a heading may run over two or three lines.
 * @param unpriced whether a table of descriptions and quantities alone is one of items.
 */
export function tableHeaders(layout: Layout, unpriced = false): TableHeader[] {
  const headers: TableHeader[] = [];
  for (let index = 0; index < layout.lines.length; index++) {
    const line = layout.lines[index]!;
    const own = columnsOf(line);
    if (own.filter((column) => column.kind !== 'other').length < 2) continue;
    // "The total amount of the service": prose has no columns.
    if (line.segments.length < 2 && own.length < 0.6 * line.tokens.length) continue;
    // A line with a sum of money is a total that has headings beside it.
    if (/\d[.,]\d{2}(?!\d)/.test(line.text)) continue;
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
      (kinds.has('price') && kinds.has('quantity')) ||
      (unpriced && kinds.has('description') && kinds.has('quantity'));
    if (!enough) continue;
    headers.push({ page: line.page, line: last, columns });
    index = last;
  }
  return headers;
}

function columnsOf(line: Line): Column[] {
  const columns: Column[] = [];
  const qualifiers: Token[] = [];
  for (const token of line.tokens) {
    const word = token.folded.replace(/[^a-z]/g, '');
    const last = columns.at(-1);
    const near = last !== undefined && token.x0 - last.x1 < 1.2 * line.height;
    if (QUALIFIER.test(word)) {
      if (near) {
        last.x1 = token.x1;
        if (UNTAXED.test(word)) last.untaxed = true;
      } else if (CAN_STAND_ALONE.test(word)) qualifiers.push(token);
      continue;
    }
    const kind = KINDS.find(([, pattern]) => pattern.test(word))?.[0];
    if (!kind) continue;
    const joined = near ? together(last.kind, kind, word, line.text) : null;
    if (last && joined) {
      last.kind = joined;
      last.x1 = token.x1;
    }
    // "Line Amount   Excl. VAT": the tax belongs to the amount's heading over a wider gap too.
    else if (
      last &&
      kind === 'vat' &&
      token.x0 - last.x1 < 3 * line.height &&
      EXCLUDING.test(line.text) &&
      (last.kind === 'price' || last.kind === 'total')
    )
      last.x1 = token.x1;
    else columns.push({ kind, x0: token.x0, x1: token.x1, ...(ITEM.test(word) && { maybeArticle: true }) });
  }
  if (!columns.some((column) => column.kind === 'total')) {
    const alone = qualifiers.at(-1);
    if (alone && columns.every((column) => column.x1 <= alone.x0))
      columns.push({ kind: 'total', x0: alone.x0, x1: alone.x1 });
  }
  return columns;
}

const ITEM =
  /^(?:articles?|artikel|articulo|articolo|artigo|items?|produits?|products?|produkt|prodotto|producto|produto)$/;
const EXCLUDING = /\b(?:ht|excl\.?|incl\.?|ohne|inkl\.?|sans|sin|senza|sem|zonder)\b/i;

/** What two neighbouring words head together: "Prix total" totals, "VAT rate" rates; null for two columns. */
function together(first: ColumnKind, second: ColumnKind, word: string, line: string): ColumnKind | null {
  if (first === second) return first;
  const pair = `${first} ${second}`;
  if (pair === 'price total' || pair === 'total price') return 'total';
  if (pair === 'vat price') return word === 'rate' ? 'vat' : null;
  if (pair === 'article description')
    return /^(?:article|artikel|item|produit|product|articulo)$/.test(word) ? 'article' : null;
  if (pair === 'description article') return 'article';
  if (pair === 'unit price' || pair === 'price unit') return 'price';
  // "Montant TVA" and "VAT amount" hold the tax, "Montant hors TVA" does not.
  if (pair === 'total vat') return EXCLUDING.test(line) ? 'total' : 'other';
  if (pair === 'vat total')
    return /^(?:amount|amt|betrag|montant|bedrag|importo|importe|valor)$/.test(word) ? 'other' : null;
  if (pair === 'price vat') return EXCLUDING.test(line) ? 'price' : null;
  if (pair === 'total description') return 'total';
  return null;
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
  const described = columns.filter((column) => column.kind === 'description');
  if (described.some((column) => !column.maybeArticle))
    for (const column of described) if (column.maybeArticle) column.kind = 'article';
  for (const kind of ['total', 'price', 'quantity', 'description', 'vat'] as const) {
    const same = columns.filter((column) => column.kind === kind);
    const kept = kind === 'total' ? (same.find((column) => column.untaxed) ?? same.at(-1)) : same[0];
    for (const column of same) if (column !== kept) column.kind = 'other';
  }
  return columns;
}
