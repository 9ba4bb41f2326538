/** What must add up, and what must agree within the document: BR-CO-03 to BR-CO-26. */
import type { EInvoice } from '../model.ts';
import { countries } from './code-lists.ts';
import { type Breach, differ, type Rule, rule, sum } from './rule.ts';

/**
 * In the EXTENDED profile sums may be off by a cent for each of their parts (Factur-X 1.0, rules BR-FXEXT-CO-10 to
 * 15): large buyers round line by line. ZUGFeRD 1 did so too, where prices include the tax.
 */
function tolerance(invoice: EInvoice): number {
  if (invoice.profile !== 'extended' && invoice.profile !== 'zugferd-1') return 0;
  return 0.01 * (invoice.lines.length + invoice.allowances.length + invoice.charges.length);
}

function sumRule(
  id: string,
  fr: string,
  en: string,
  found: (invoice: EInvoice) => { value: number } | null,
  expected: (invoice: EInvoice) => number,
  more: Pick<Rule, 'from' | 'holdsForZugferd1'>,
): Rule {
  const breaches = (invoice: EInvoice): Breach[] => {
    const total = found(invoice);
    if (total === null) return [];
    const wanted = expected(invoice);
    return differ(total.value, wanted, tolerance(invoice)) ? [{ found: total.value, expected: wanted }] : [];
  };
  return { id, text: { fr, en }, breaches, ...more };
}

const withLines = { from: 'basic', holdsForZugferd1: true } as const;
const withBreakdown = { from: 'basic-wl', holdsForZugferd1: true } as const;

/** What the published rules allow either way, in whole units, where an amount is computed from a rate. */
const RATE_TOLERANCE = 1;

export const SUM_RULES: readonly Rule[] = [
  rule(
    'BR-CO-03',
    'la date d’exigibilité de la TVA (BT-7) et son code (BT-8) s’excluent',
    'the VAT point date (BT-7) and its code (BT-8) exclude each other',
    (invoice) => invoice.taxPointDate !== null && invoice.taxPointCode !== null,
  ),
  {
    id: 'BR-CO-09',
    text: {
      fr: 'un numéro de TVA (BT-31, BT-48, BT-63) doit commencer par le code de son pays',
      en: 'a VAT identifier (BT-31, BT-48, BT-63) must start with its country’s code',
    },
    breaches: ({ seller, buyer, taxRepresentative }) =>
      [seller, buyer, taxRepresentative].flatMap((party) => {
        const prefix = party?.vatId?.slice(0, 2).toUpperCase();
        return prefix === undefined || prefix === 'EL' || prefix === 'XI' || countries.has(prefix)
          ? []
          : [{ found: party!.vatId! }];
      }),
  },
  sumRule(
    'BR-CO-10',
    'le total des lignes (BT-106) doit être la somme de leurs montants nets (BT-131)',
    'the lines’ total (BT-106) must be the sum of their net amounts (BT-131)',
    (invoice) => invoice.totals.lines,
    (invoice) => sum(invoice.lines.filter((line) => line.counts).map((line) => line.net)),
    withLines,
  ),
  sumRule(
    'BR-CO-11',
    'le total des remises (BT-107) doit être la somme des remises du document (BT-92)',
    'the total of allowances (BT-107) must be the sum of the document’s allowances (BT-92)',
    ({ totals, allowances }) => totals.allowances ?? (allowances.length > 0 ? { value: 0 } : null),
    (invoice) => sum(invoice.allowances.map((one) => one.amount)),
    withBreakdown,
  ),
  sumRule(
    'BR-CO-12',
    'le total des frais (BT-108) doit être la somme des frais du document (BT-99)',
    'the total of charges (BT-108) must be the sum of the document’s charges (BT-99)',
    ({ totals, charges }) => totals.charges ?? (charges.length > 0 ? { value: 0 } : null),
    (invoice) => sum(invoice.charges.map((one) => one.amount)),
    withBreakdown,
  ),
  sumRule(
    'BR-CO-13',
    'le total hors TVA (BT-109) doit être le total des lignes (BT-106) moins les remises (BT-107) plus les frais (BT-108)',
    'the total without VAT (BT-109) must be the lines’ total (BT-106) less allowances (BT-107) plus charges (BT-108)',
    ({ totals }) => (totals.lines === null ? null : totals.net),
    ({ totals }) => sum([totals.lines, totals.charges]) - sum([totals.allowances]),
    withBreakdown,
  ),
  sumRule(
    'BR-CO-14',
    'la TVA totale (BT-110) doit être la somme des montants ventilés (BT-117)',
    'the total VAT (BT-110) must be the sum of the amounts broken down (BT-117)',
    (invoice) => (invoice.vat.length === 0 ? null : invoice.totals.tax),
    (invoice) => sum(invoice.vat.map((part) => part.tax)),
    withBreakdown,
  ),
  sumRule(
    'BR-CO-15',
    'le total TVA comprise (BT-112) doit être le total hors TVA (BT-109) plus la TVA (BT-110)',
    'the total with VAT (BT-112) must be the total without VAT (BT-109) plus the VAT (BT-110)',
    ({ totals }) => (totals.net === null ? null : totals.gross),
    ({ totals }) => sum([totals.net, totals.tax]),
    { holdsForZugferd1: true },
  ),
  sumRule(
    'BR-CO-16',
    'le montant à payer (BT-115) doit être le total TVA comprise (BT-112) moins l’acompte (BT-113) plus l’arrondi (BT-114)',
    'the amount due (BT-115) must be the total with VAT (BT-112) less what was paid (BT-113) plus the rounding (BT-114)',
    ({ totals }) => (totals.gross === null ? null : totals.due),
    ({ totals }) => sum([totals.gross, totals.rounding, totals.thirdParty]) - sum([totals.prepaid]),
    withBreakdown,
  ),
  {
    id: 'BR-CO-17',
    text: {
      fr: 'chaque montant de TVA (BT-117) doit être sa base (BT-116) multipliée par son taux (BT-119)',
      en: 'each VAT amount (BT-117) must be its taxable amount (BT-116) times its rate (BT-119)',
    },
    ...withBreakdown,
    breaches: ({ vat }) =>
      vat.flatMap(({ base, tax, rate }) => {
        if (!base || !tax || !rate) return [];
        const expected = Math.round(base.value * rate.value + Number.EPSILON) / 100;
        return Math.abs(tax.value - expected) < RATE_TOLERANCE ? [] : [{ found: tax.value, expected }];
      }),
  },
  rule(
    'BR-CO-18',
    'la facture doit ventiler la TVA (BG-23)',
    'the invoice must break its VAT down (BG-23)',
    (invoice) => invoice.vat.length === 0,
    { from: 'basic-wl' },
  ),
  rule(
    'BR-CO-19',
    'la période de facturation (BG-14) doit avoir un début ou une fin',
    'the invoicing period (BG-14) must have a start or an end',
    ({ period }) => period !== null && period.start === null && period.end === null,
  ),
  rule(
    'BR-CO-25',
    'un montant à payer positif demande une échéance (BT-9) ou des conditions de paiement (BT-20)',
    'a positive amount due asks for a due date (BT-9) or payment terms (BT-20)',
    ({ totals, dueDate, paymentTerms }) =>
      (totals.due?.value ?? 0) > 0 && dueDate === null && paymentTerms === null,
    { from: 'basic-wl' },
  ),
  rule(
    'BR-CO-26',
    'le vendeur doit avoir un identifiant : le sien (BT-29), celui du registre (BT-30) ou de TVA (BT-31)',
    'the seller must have an identifier: its own (BT-29), the register’s (BT-30) or for VAT (BT-31)',
    ({ seller }) => seller.identifiers.length === 0 && seller.legalId === null && seller.vatId === null,
  ),
];
