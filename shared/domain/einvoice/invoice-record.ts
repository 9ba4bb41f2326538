/** The record of a document that is or carries an e-invoice: its data first, and what only the page shows. */
import { checkOf } from '../extraction/checks/catalogue.ts';
import type { CheckContext } from '../extraction/checks/checked-record.ts';
import { checkRecord } from '../extraction/checks/checks.ts';
import type { Check, Extraction, Field, FieldLabel } from '../extraction/result.ts';
import type { Page } from '../page/page.ts';
import { fold } from '../text/fold.ts';
import type { ChosenInvoice } from './choose-invoice.ts';
import type { EInvoice } from './model.ts';
import { differences, pageTextOf, placed } from './page-agreement.ts';
import { isFrenchRegister, recordOfInvoice } from './record.ts';
import { brokenRules } from './rules/rules.ts';

/** What the pages of the same document gave. */
export interface SeenOnPages {
  pages: readonly Page[];
  extraction: Extraction;
}

/**
 * The record of an invoice, not yet weighed.
 * @param seen absent for a document that has no pages to see.
 * @param threshold 0–1; what the pages gave less surely is left out.
 */
export function invoiceRecord(
  invoice: EInvoice,
  seen: SeenOnPages | null,
  context: Pick<CheckContext, 'today'>,
  threshold: number,
): Omit<Extraction, 'overall_confidence' | 'needs_review' | 'review_reasons' | 'model_version'> {
  const own = recordOfInvoice(invoice);
  if (!seen) return { ...own, checks: [...brokenRules(invoice), ...ownChecks(invoice, own, context)] };
  const text = pageTextOf(seen.pages);
  const record = {
    ...own,
    fields: completed(placed(own.fields, seen.extraction.fields), seen.extraction.fields, threshold),
    // The poorest profiles have no lines; the page may show them.
    lines: own.lines.length > 0 ? own.lines : seen.extraction.lines,
    vat_breakdown: own.vat_breakdown.length > 0 ? own.vat_breakdown : seen.extraction.vat_breakdown,
  };
  const confidences = seen.pages.filter((page) => page.words.length > 0).map((page) => page.confidence);
  const pageContext = {
    ...context,
    text: fold(text.text),
    readingConfidence: confidences.reduce((sum, one) => sum + one, 0) / Math.max(1, confidences.length),
  };
  return {
    ...record,
    checks: [
      ...differences(own.fields, seen.extraction.fields, text, threshold),
      ...brokenRules(invoice),
      ...ownChecks(invoice, record, pageContext),
    ],
  };
}

/** The fields of the data, and those that only the page has and that were read surely. */
function completed(
  fields: Extraction['fields'],
  seen: Extraction['fields'],
  threshold: number,
): Extraction['fields'] {
  const missing = (Object.entries(seen) as [FieldLabel, Field][]).filter(
    ([label, field]) => !fields[label] && field.confidence >= threshold && field.source !== 'derived',
  );
  return { ...fields, ...Object.fromEntries(missing) };
}

/** Checks of records that the rules of the standard make more exactly. */
const COVERED: ReadonlySet<string> = new Set([
  'missing_required',
  'total_mismatch',
  'total_rounding',
  'lines_mismatch',
  'lines_unsure',
  'line_product',
  'breakdown_mismatch',
  'blank_page',
]);

function ownChecks(
  invoice: EInvoice,
  record: Parameters<typeof checkRecord>[0],
  context: CheckContext,
): Check[] {
  const isFrench = (party: EInvoice['seller']) =>
    isFrenchRegister(party.legalId) || party.address?.country === 'FR' || /^FR/i.test(party.vatId ?? '');
  return checkRecord(record, context).filter(({ code, fields = [] }) => {
    // Numbers of other countries' registers stand under the same labels, and have no key that is known.
    if (code === 'siret_key' || code === 'siren_key') {
      return isFrench(fields[0] === 'siret_client' ? invoice.buyer : invoice.seller);
    }
    // A tax number that is no VAT number has no key either.
    if (code === 'vat_key' && fields[0] === 'tva_fournisseur') return invoice.seller.vatId !== null;
    return !COVERED.has(code);
  });
}

/** What is worth telling of the embedded files beside the invoice that was taken. */
export function fileRemarks({ invoice, name, unreadable, others }: ChosenInvoice): Check[] {
  if (!invoice && unreadable.length > 0) {
    return [checkOf('xml_unreadable', { parameters: { file: unreadable.join(', ') } })];
  }
  if (others.length === 0) return [];
  return [checkOf('xml_ambiguous', { parameters: { file: name ?? '', others: others.join(', ') } })];
}
