/** What kind of document this is, from its titles and its shape. */
import { fold } from '../text/fold.ts';
import type { LabelIndex } from './keywords/labels.ts';
import type { Layout } from './layout/layout.ts';
import type { DocumentType } from './result.ts';

const TITLES: ReadonlyArray<readonly [DocumentType, RegExp]> = [
  [
    'credit_note',
    /\b(?:avoir|facture d'avoir|note de credit|credit note|credit memo|gutschrift|rechnungskorrektur|stornorechnung|creditnota|nota di credito|nota de credito|abono)\b/,
  ],
  [
    'quote',
    /\b(?:devis|proforma|pro forma|quote|quotation|estimate|angebot|kostenvoranschlag|offerte|preventivo|presupuesto|orcamento)\b/,
  ],
  [
    'order',
    /\b(?:bon de commande|purchase order|order confirmation|confirmation de commande|bestellung|auftragsbestatigung|ordine|pedido)\b/,
  ],
  [
    'delivery_note',
    /\b(?:bon de livraison|bordereau de livraison|delivery note|delivery order|packing slip|lieferschein|pakbon|bolla|albaran)\b/,
  ],
  [
    'statement',
    /\b(?:releve de compte|releve|statement of account|account statement|kontoauszug|statement)\b/,
  ],
  [
    'receipt',
    /\b(?:recu|ticket de caisse|ticket|receipt|cash sale|cash bill|quittung|kassenbon|kassenbeleg|kundenbeleg|kvittering|scontrino|guest check)\b/,
  ],
  ['invoice', /\b(?:facture|invoice|tax invoice|\w*rechnung|factuur|fattura|factura|fatura|inv)\b/],
];
/** Words that only tills print. */
const TILL =
  /\b(?:cash|change|rendu|especes|ruckgeld|wechselgeld|gegeben|bargeld|kartenzahlung|girocard|kasse|bon-?nr|cashier|caissier|tendered|visa|mastercard|terminal|ec-karte|carte bancaire|uhr|rounding|thank you|vielen dank|merci de votre visite|goods sold|customer copy|kundenbeleg|payback|zuruck|trainee|table|tse)\b/g;

export interface TypeOfDocument {
  type: DocumentType;
  /** The print of a till, even when titled "Tax invoice". */
  receipt: boolean;
}

/** Titles count by their size and height on the first page; a till's words and a strip of paper make a receipt. */
export function documentType(layout: Layout, labels: LabelIndex): TypeOfDocument {
  const page = layout.pages[0];
  if (!page) return { type: 'other', receipt: false };
  const scores = new Map<DocumentType, number>();
  const lines = layout.lines.slice(page.firstLine, page.lastLine);
  lines.forEach((line, index) => {
    for (const segment of line.segments) {
      if (segment.tokens.length > 9) continue;
      const text = fold(segment.text);
      TITLES.forEach(([type, pattern]) => {
        const match = pattern.exec(text);
        if (!match) return;
        const size = Math.min(3, Math.max(0.7, (segment.y1 - segment.y0) / page.bodyHeight));
        const height = 1 - (0.8 * index) / Math.max(1, lines.length);
        const alone = segment.tokens.length <= match[0].split(' ').length + 3 ? 1 : 0.4;
        const opens = match.index <= 3 ? 1 : 0.4;
        // "Bon de commande : PO12" on an invoice names another document.
        const named =
          type === 'order' || type === 'delivery_note'
            ? segment.text.includes(':') || /\d/.test(text)
              ? 0.15
              : 0.9
            : 1;
        const related = /(?:liee|associee|origine|original|related|zu rechnung)/.test(text) ? 0.1 : 1;
        const score = size * height * alone * opens * named * related;
        scores.set(type, Math.max(score, scores.get(type) ?? 0));
      });
    }
  });
  const text = fold(lines.map((line) => line.text).join('\n'));
  const till = new Set(text.match(TILL) ?? []).size;
  const strip = page.height / page.width > 1.75;
  const tokens = lines.reduce((sum, line) => sum + line.tokens.length, 0);
  const bank = labels.of('iban').length > 0;
  const receiptTitle = (scores.get('receipt') ?? 0) > (scores.get('invoice') ?? 0);
  const receipt =
    layout.pages.length <= 2 &&
    !bank &&
    tokens < 450 &&
    (till >= 3 || (strip && till >= 1) || receiptTitle || (strip && scores.size === 0));
  if (receipt && !['credit_note', 'quote'].some((type) => (scores.get(type as DocumentType) ?? 0) > 1)) {
    return { type: 'receipt', receipt: true };
  }
  // An invoice that names its order or its delivery note is still an invoice.
  for (const type of ['order', 'delivery_note', 'statement'] as const) {
    const score = scores.get(type);
    if (score !== undefined && (scores.get('invoice') ?? 0) > 0.3) scores.set(type, 0.4 * score);
  }
  let best: DocumentType = 'other';
  let bestScore = 0.25;
  for (const [type, score] of scores) {
    if (score > bestScore) [best, bestScore] = [type, score];
  }
  if (
    best === 'other' &&
    labels.of('gross').length > 0 &&
    labels.of('invoice_number').some((label) => label.weight >= 0.75)
  ) {
    best = 'invoice';
  }
  return { type: best, receipt: best === 'receipt' };
}
