/** An e-invoice as a record: the documented labels, all of source `xml` and certain. */
import type { Extraction, Field, FieldLabel, Line, VatCategory, VatPart } from '../extraction/result.ts';
import { sirenOfVatNumber } from '../identifiers/vat-number.ts';
import { roundToCents } from '../money/amount.ts';
import { fold } from '../text/fold.ts';
import type { AllowanceCharge, Decimal, EInvoice, Identifier, InvoiceLine, PostalAddress } from './model.ts';
import { documentTypeOf } from './type-codes.ts';

/** The part of a record that an e-invoice tells by itself. */
export type InvoiceRecord = Pick<Extraction, 'document_type' | 'fields' | 'lines' | 'vat_breakdown'>;

/** Longer payment terms are cut: the field is for people to read. */
const LONGEST_TERMS = 500;

/** Maps the model to fields, lines and VAT breakdown. Amounts keep the signs that the file gives them. */
export function recordOfInvoice(invoice: EInvoice): InvoiceRecord {
  const { seller, buyer, totals, currency } = invoice;
  const fields: Extraction['fields'] = {};
  const put = (label: FieldLabel, value: string | null, normalized: string | number | null = value) => {
    if (value === null || normalized === null || value.trim() === '') return;
    fields[label] = xmlField(value, normalized);
  };
  const putAmount = (label: FieldLabel, amount: Decimal | null) => {
    if (amount)
      put(label, `${amount.value.toFixed(2)}${currency ? ` ${currency}` : ''}`, roundToCents(amount.value));
  };
  const putOther = (label: FieldLabel, amount: Decimal | null) =>
    putAmount(label, amount?.value ? amount : null);

  put('numero_facture', invoice.number);
  put('date_facture', invoice.issueDate);
  put('date_echeance', invoice.dueDate);
  putAmount('montant_ht', totals.net);
  putAmount('montant_tva', totals.tax);
  putAmount('montant_ttc', totals.gross);
  putAmount('montant_du', totals.due);
  putOther('montant_remise', totals.allowances);
  putOther('frais_port', sumOf(invoice.charges.filter(isFreight)));
  putOther('eco_contribution', sumOf(invoice.charges.filter(isEcoContribution)));
  putOther('montant_acompte', totals.prepaid);
  putOther('arrondi', totals.rounding);
  const rates = ratesOf(invoice);
  if (rates.length > 0) {
    const normalized = rates.length === 1 ? rates[0]! : rates.join(';');
    put('taux_tva', rates.map((rate) => `${rate} %`).join(' ; '), normalized);
  }
  put('devise', currency);
  put('nom_fournisseur', seller.name);
  put('adresse_fournisseur', printedAddress(seller.address));
  const ids = legalNumbers(seller.legalId);
  put('siret_fournisseur', ids.siret);
  // A seller that is exempt of VAT has only its number with the tax office (BT-32).
  const vat = seller.vatId ?? seller.taxId;
  put('tva_fournisseur', vat, vat && compact(vat));
  put('siren_fournisseur', ids.siren);
  const carried = sirenCarried(ids.siret, seller.legalId, seller.vatId);
  if (!fields.siren_fournisseur && carried) {
    fields.siren_fournisseur = { ...xmlField(carried, carried), source: 'derived' };
  }
  put('nom_client', buyer.name);
  put('adresse_client', printedAddress(buyer.address));
  put('siret_client', legalNumbers(buyer.legalId).siret);
  put('tva_client', buyer.vatId, buyer.vatId && compact(buyer.vatId));
  put('numero_commande', invoice.orderNumber);
  const account = invoice.payment
    .flatMap((one) => one.accounts)
    .find((one) => one.id !== null && !one.isLocal);
  put('iban', account?.id ?? null, account?.id ? compact(account.id) : null);
  put('bic', account?.bic ?? null, account?.bic ? compact(account.bic) : null);
  put('conditions_paiement', invoice.paymentTerms && shortened(invoice.paymentTerms));

  return {
    document_type: documentTypeOf(invoice.typeCode, invoice.isCreditNoteDocument),
    fields,
    lines: invoice.lines.filter((line) => line.counts).map(recordLine),
    vat_breakdown: invoice.vat.flatMap((part) => {
      const { base, tax, rate, category } = part;
      if (!base) return [];
      const known: VatPart = {
        rate: rate?.value ?? 0,
        base: roundToCents(base.value),
        tax: roundToCents(tax?.value ?? 0),
      };
      return [isVatCategory(category) ? { ...known, category } : known];
    }),
  };
}

function xmlField(value: string, normalized: string | number): Field {
  return { value, normalized, confidence: 1, page: null, bbox: null, source: 'xml' };
}

function shortened(terms: string): string {
  const text = terms.replace(/\s+/g, ' ').trim();
  return text.length > LONGEST_TERMS ? `${text.slice(0, LONGEST_TERMS - 1)}…` : text;
}

/** An identifier as programs compare it: "DE 123 456 789" is "DE123456789". */
function compact(text: string): string {
  return text.replace(/[\s.]/g, '').toUpperCase();
}

function printedAddress(address: PostalAddress | null): string | null {
  if (!address) return null;
  const place = [address.postcode, address.city].filter(Boolean).join(' ');
  return [...address.lines, place].filter(Boolean).join(', ') || null;
}

/** Schemes of ISO 6523 for SIREN and SIRET. */
const SIRENE = '0002';
const SIRET = '0009';

/** Whether a number of the register of companies is French, and so has a key to check. */
export function isFrenchRegister(id: Identifier | null): boolean {
  return id !== null && (id.scheme === SIRENE || id.scheme === SIRET);
}

/**
 * The number of the register of companies under the labels that there are: nine characters are a SIREN, or stand
 * in its place abroad; anything else is a SIRET or stands in its place.
 */
function legalNumbers(id: Identifier | null): { siren: string | null; siret: string | null } {
  const value = id?.value.trim() || null;
  const isShort = value !== null && value.replace(/[^A-Za-z0-9]/g, '').length === 9;
  return isShort ? { siren: value, siret: null } : { siren: null, siret: value };
}

function sirenCarried(siret: string | null, id: Identifier | null, vatId: string | null): string | null {
  const digits = siret?.replace(/\s/g, '') ?? '';
  if (isFrenchRegister(id) && /^\d{14}$/.test(digits)) return digits.slice(0, 9);
  return vatId === null ? null : sirenOfVatNumber(compact(vatId));
}

/** The rates that the document charges, in percent, ascending. */
function ratesOf({ vat, lines }: EInvoice): number[] {
  const from = vat.length > 0 ? vat : lines;
  const rates = from.flatMap((one) => (one.rate && one.category !== 'O' ? [one.rate.value] : []));
  return [...new Set(rates)].sort((a, b) => a - b);
}

function sumOf(charges: readonly AllowanceCharge[]): Decimal | null {
  const cents = charges.reduce((sum, one) => sum + Math.round((one.amount?.value ?? 0) * 100), 0);
  return charges.length === 0 ? null : { value: cents / 100, decimals: 2 };
}

/** Carriage: freight or delivery by UNTDID 7161, or by the reason given. */
function isFreight({ reason, reasonCode }: AllowanceCharge): boolean {
  if (isEcoContribution({ reason, reasonCode })) return false;
  return (
    reasonCode === 'FC' ||
    reasonCode === 'DL' ||
    /\b(?:(?:frais de )?ports?|transport|livraison|expedition|freight|shipping|carriage|delivery|versand\w*|fracht\w*|porto)\b/.test(
      fold(reason ?? ''),
    )
  );
}

/** The contribution for recycling (code de l’environnement, art. L541-10), which has no code of its own. */
function isEcoContribution({ reason }: Pick<AllowanceCharge, 'reason' | 'reasonCode'>): boolean {
  return /\b(?:eco[- ]?(?:contribution|participation|taxe)|deee|recycling)/.test(fold(reason ?? ''));
}

const VAT_CATEGORIES: ReadonlySet<string> = new Set([
  'S',
  'Z',
  'E',
  'AE',
  'K',
  'G',
  'O',
  'L',
  'M',
] satisfies VatCategory[]);

function isVatCategory(category: string | null): category is VatCategory {
  return category !== null && VAT_CATEGORIES.has(category);
}

function recordLine(line: InvoiceLine): Line {
  const { quantity, netPrice, priceQuantity, net, rate, unit, sellerArticle } = line;
  const per = priceQuantity?.value || 1;
  const discount = sumOf(line.allowances);
  return {
    description: line.name ?? line.description ?? '',
    quantity: quantity?.value ?? null,
    // Prices have as many decimals as they like; six keep 1/3 and lose the noise of dividing.
    unit_price: netPrice ? Math.round((netPrice.value / per) * 1e6) / 1e6 : null,
    total: net?.value ?? null,
    vat_rate: rate?.value ?? null,
    ...(unit !== null && { unit }),
    ...(sellerArticle !== null && { article_number: sellerArticle }),
    ...(discount?.value && { discount: discount.value }),
    confidence: 1,
  };
}
