/** What kind of document this is, from its titles and its shape. */
import { fold } from '../text/fold.ts';
import { TILL, TITLES } from './document-titles.ts';
import type { LabelIndex } from './keywords/labels.ts';
import type { Layout, Line, Segment } from './layout/layout.ts';
import type { DocumentType } from './result.ts';

export interface TypeOfDocument {
  type: DocumentType;
  /** The print of a till, even when titled "Tax invoice". */
  receipt: boolean;
}

type Scores = Map<DocumentType, number>;
type LayoutPage = Layout['pages'][number];

/** A title below this is none. */
const LEAST = 0.25;
/** Segments longer than this are sentences. */
const TITLE_TOKENS = 9;

/**
 * Titles count by their size and height on the page; a till's words and a strip of paper make a receipt. Where the
 * first page says nothing, as a fax's cover does, the next ones are asked.
 */
export function documentType(layout: Layout, labels: LabelIndex): TypeOfDocument {
  const [first] = layout.pages;
  if (!first) return { type: 'other', receipt: false };
  const scores = titlesOf(first, layout);
  if (isReceipt(first, layout, labels, scores)) return { type: 'receipt', receipt: true };
  let type = bestOf(scores);
  for (const page of layout.pages.slice(1)) {
    if (type !== 'other') break;
    type = bestOf(titlesOf(page, layout));
  }
  if (type === 'other' && demandsPayment(labels)) type = 'invoice';
  return { type, receipt: type === 'receipt' };
}

/** How well the titles of a page speak for each type. */
export function titlesOf(page: LayoutPage, layout: Layout): Scores {
  const scores: Scores = new Map();
  const lines = layout.lines.slice(page.firstLine, page.lastLine);
  lines.forEach((line, index) => {
    const height = 1 - (0.8 * index) / Math.max(1, lines.length);
    for (const [at, segment] of line.segments.entries()) {
      if (segment.tokens.length > TITLE_TOKENS) continue;
      const valued = /^:/.test(line.segments[at + 1]?.text ?? '');
      for (const { type, score } of titled(segment, page, valued)) {
        scores.set(type, Math.max(score * height, scores.get(type) ?? 0));
      }
    }
  });
  // An invoice that names its order, its quote or its delivery note is still an invoice.
  const invoice = Math.max(scores.get('invoice') ?? 0, scores.get('credit_note') ?? 0);
  for (const type of ['order', 'delivery_note', 'statement'] as const) {
    const score = scores.get(type);
    if (score !== undefined && invoice > 0.3 && score < 1.2 * invoice) scores.set(type, 0.4 * score);
  }
  return scores;
}

function titled(
  segment: Segment,
  page: LayoutPage,
  valued: boolean,
): { type: DocumentType; score: number }[] {
  const text = fold(segment.text);
  const found: { type: DocumentType; score: number }[] = [];
  for (const { type, pattern, weight } of TITLES) {
    const match = pattern.exec(text);
    if (!match || (type === 'invoice' && isOther(text))) continue;
    const size = Math.min(3, Math.max(0.7, (segment.y1 - segment.y0) / page.bodyHeight));
    const opens = match.index <= 3 ? 1 : 0.4;
    // A title goes on with its number and its date: "Rechnung Nr. 77 vom 3. März".
    const alone = segment.tokens.length <= match[0].split(' ').length + (opens === 1 ? 5 : 3) ? 1 : 0.4;
    const related = RELATED.test(text) ? 0.1 : 1;
    const label = isLabel(text.slice(0, match.index), text.slice(match.index + match[0].length)) ? 0.12 : 1;
    const mentioned = mention(type, text, size, valued || text.includes(':'));
    found.push({ type, score: weight * size * alone * opens * related * label * mentioned });
  }
  return found;
}

/** "Facture proforma" asks for no payment. */
const PROFORMA = /\bpro[ -]?forma\b/;
/** "Facture d'avoir", "Stornorechnung", "facture proforma": invoices in name only. */
function isOther(text: string): boolean {
  return (
    PROFORMA.test(text) || TITLES.some(({ type, pattern }) => type === 'credit_note' && pattern.test(text))
  );
}

const LABEL_BEHIND =
  /^\s*(?:(?:date|datum|to|aan|address|adresse|period|periode|currency|devise|amount|total|summe|betrag|terms|line|anterior|precedente?)\b|(?:a|an|le|e le)(?=\s*[:.]?\s*$|\s+[a-z]))/;
const LABEL_BEFORE =
  /\b(?:date|datum|data|fecha|total|montant|importe|importo|amount|this|cette|diese[rs]?|esta|questa|annule|questions?|conserve|zahlungsmittel|numero|number|nummer)\W*(?:\w{1,4}\W+){0,2}$/;

/** "Invoice date", "Facturé à", "Total de la facture": a label that names the document, and is not its title. */
function isLabel(before: string, behind: string): boolean {
  return LABEL_BEHIND.test(behind) || LABEL_BEFORE.test(before);
}

const RELATED = /(?:liee|associee|origine|original|related|zu rechnung)/;
const REFERRED: ReadonlySet<DocumentType> = new Set(['order', 'delivery_note', 'quote', 'statement']);
/** "Votre devis", "Ihre Bestellung", "selon", "gemäß": another paper than this. */
const REFERS =
  /\b(?:votre|vos|notre|nos|your|our|ihre?r?|unsere?r?|uw|vostro|su|vuestro|selon|suivant|ref|reference|gemass|laut|per|selon|date|number of|no\.? of)\b/;

/** "Bon de commande : PO12" on an invoice names another document; in large letters it is the title all the same. */
function mention(type: DocumentType, text: string, size: number, valued: boolean): number {
  if (!REFERRED.has(type) || PROFORMA.test(text)) return 1;
  if (size >= (valued ? 1.6 : 1.25) && !REFERS.test(text)) return 1;
  if (valued || REFERS.test(text)) return type === 'quote' && size >= 1.35 ? 1 : 0.15;
  if (/\d/.test(text)) return type === 'quote' ? 0.8 : 0.4;
  return 0.9;
}

function bestOf(scores: Scores): DocumentType {
  let best: DocumentType = 'other';
  let most = LEAST;
  for (const [type, score] of scores) if (score > most) [best, most] = [type, score];
  return best;
}

function isReceipt(page: LayoutPage, layout: Layout, labels: LabelIndex, scores: Scores): boolean {
  const lines = layout.lines.slice(page.firstLine, page.lastLine);
  const tokens = lines.reduce((sum, line) => sum + line.tokens.length, 0);
  const of = (type: DocumentType) => scores.get(type) ?? 0;
  if (layout.pages.length > 2 || tokens >= 450 || labels.of('iban').length > 0) return false;
  if (of('credit_note') > 1 || of('quote') > 1) return false;
  const till = new Set(fold(lines.map((line) => line.text).join('\n')).match(TILL) ?? []).size;
  const strip = page.height / page.width > 1.75 || isStrip(lines, page);
  return till >= 3 || (strip && till >= 1) || of('receipt') > of('invoice') || (strip && scores.size === 0);
}

/** Words enough to tell a column from a few lines in a corner. */
const STRIP_TOKENS = 20;

/** A till's roll on the glass of a scanner: all words in a narrow, long column of the page. */
function isStrip(lines: readonly Line[], page: LayoutPage): boolean {
  const tokens = lines.flatMap((line) => line.tokens);
  if (tokens.length < STRIP_TOKENS) return false;
  const at = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
  const width =
    at(
      tokens.map((token) => token.x1),
      0.98,
    ) -
    at(
      tokens.map((token) => token.x0),
      0.02,
    );
  const height =
    at(
      tokens.map((token) => token.y1),
      0.98,
    ) -
    at(
      tokens.map((token) => token.y0),
      0.02,
    );
  return width < 0.5 * page.width && height > 1.2 * width;
}

/** A document without a title that asks for a sum as invoices do. */
function demandsPayment(labels: LabelIndex): boolean {
  const sure = (concept: 'gross' | 'net' | 'tax' | 'due' | 'iban' | 'due_date') =>
    labels.of(concept).some((label) => label.weight >= 1);
  if (labels.of('gross').length === 0) return false;
  if (labels.of('invoice_number').some((label) => label.weight >= 0.75)) return true;
  return sure('gross') && (sure('tax') || sure('net')) && (sure('iban') || sure('due_date'));
}
