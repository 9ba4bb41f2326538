/** Whether the VAT fits the amounts, the country, the date, and what the document says of it. */
import { addDays } from '../../dates/calendar.ts';
import { roundToCents, sameAmount } from '../../money/amount.ts';
import { isSomewhereInForce, ratesInForce, VAT_RATES_FROM } from '../../vat-rates/vat-rates.ts';
import type { Check } from '../result.ts';
import { checkOf } from './catalogue.ts';
import {
  type CheckContext,
  type CheckedRecord,
  numberOf,
  printed,
  ratesOf,
  textOf,
} from './checked-record.ts';
import { roundingCents } from './rounding.ts';
import { countryOf } from './seller-country.ts';
import { saysExempt, saysReverseCharge, saysWhyNoVat } from './vat-wording.ts';

export function vatChecks(record: CheckedRecord, context: CheckContext): Check[] {
  return [
    ...rateChecks(record, context),
    ...breakdownChecks(record),
    ...countryChecks(record),
    ...wordingChecks(record, context),
  ];
}

function rateChecks(record: CheckedRecord, { ruledOutRates = [] }: CheckContext): Check[] {
  const net = numberOf(record, 'montant_ht');
  const tax = numberOf(record, 'montant_tva');
  if (ruledOutRates.length === 0 || net === null || tax === null) return [];
  const fields = ['taux_tva', 'montant_tva', 'montant_ht'] as const;
  const parameters = { rates: ruledOutRates, tax, net };
  // A percentage that is no country's rate is a discount or an interest; tills tax only some of their goods.
  // Where there are several rates, one that was not seen may explain the tax.
  const several = new Set(record.lines.map((line) => line.vat_rate)).size > 1 || ruledOutRates.length > 1;
  const isInvoice = record.document_type === 'invoice' || record.document_type === 'credit_note';
  const sure = isInvoice && !several && ruledOutRates.some(isSomewhereInForce);
  return [checkOf('rate_mismatch', { fields, parameters, level: sure ? 'warning' : 'info' })];
}

/** Bases add up to the net (BR-CO-13), taxes to the tax (BR-CO-14). */
function breakdownChecks(record: CheckedRecord): Check[] {
  if (record.vat_breakdown.length === 0) return [];
  const checks: Check[] = [];
  for (const [label, part] of [
    ['montant_ht', 'base'],
    ['montant_tva', 'tax'],
  ] as const) {
    const total = printed(record, label) ? numberOf(record, label) : null;
    if (total === null) continue;
    const sum = roundToCents(record.vat_breakdown.reduce((all, row) => all + row[part], 0));
    if (sameAmount(sum, total, roundingCents(record))) continue;
    checks.push(checkOf('breakdown_mismatch', { fields: [label], parameters: { sum, total, field: label } }));
  }
  return checks;
}

/** Below it the rates, the date or the country may be what was misread. */
const SURE = 0.7;

/** A supply may be older than its invoice, and is taxed at the rate of its own day (art. 63 and 93). */
const LATE_INVOICE_DAYS = 183;

/**
 * Rates that were not in force in the seller's country on the day. One of the buyer's country is right too: sales
 * at a distance are taxed where they arrive (Directive 2006/112/CE, art. 33), and so are works on a building.
 */
function countryChecks(record: CheckedRecord): Check[] {
  const date = textOf(record, 'date_facture');
  const country = countryOf(record, 'seller');
  const { taux_tva: field, date_facture: day } = record.fields;
  if (!field || !day || date === null || country === null || date < VAT_RATES_FROM) return [];
  if (field.confidence < SURE || day.confidence < SURE) return [];
  if (ratesInForce(country, date) === null) return [];
  const countries = [country, countryOf(record, 'buyer') ?? country];
  const days = [date, addDays(date, -LATE_INVOICE_DAYS)];
  const allowed = new Set(
    countries.flatMap((letters) => days.flatMap((day) => ratesInForce(letters, day) ?? [])),
  );
  const wrong = confirmedRates(record).filter((rate) => rate !== 0 && !allowed.has(rate));
  if (wrong.length === 0) return [];
  return [checkOf('vat_rate_country', { fields: ['taux_tva'], parameters: { rates: wrong, country, date } })];
}

/** The rates that the amounts bear out: those of the breakdown, or the one that makes the tax of the net. */
function confirmedRates(record: CheckedRecord): number[] {
  const parts = record.vat_breakdown.filter(({ tax }) => tax !== 0);
  if (parts.length > 0) return parts.map(({ rate }) => rate);
  const net = numberOf(record, 'montant_ht');
  const tax = numberOf(record, 'montant_tva');
  if (net === null || tax === null) return [];
  return ratesOf(record).filter((rate) => sameAmount((net * rate) / 100, tax, roundingCents(record)));
}

function wordingChecks(record: CheckedRecord, { text, readingConfidence = 0 }: CheckContext): Check[] {
  const tax = numberOf(record, 'montant_tva');
  const isInvoice = record.document_type === 'invoice' || record.document_type === 'credit_note';
  if (text === undefined || tax === null || !isInvoice) return [];
  const fields = ['montant_tva'] as const;
  // Where one rate of several is zero, what is said of it is about that part.
  const mixed = new Set(ratesOf(record)).size > 1;
  if (tax !== 0 && printed(record, 'montant_tva') && !mixed) {
    if (saysReverseCharge(text)) return [checkOf('reverse_charge_with_vat', { fields, parameters: { tax } })];
    if (saysExempt(text)) return [checkOf('exemption_with_vat', { fields, parameters: { tax } })];
  }
  const net = numberOf(record, 'montant_ht');
  if (tax === 0 && net !== null && net !== 0 && countryOf(record, 'seller') !== null && !saysWhyNoVat(text)) {
    // A zero rate that is printed is reason enough where the law knows one; France's does not.
    if (countryOf(record, 'seller') !== 'FR' && /(?<![\d.,])0(?:[.,]0+)?\s?%/.test(text)) return [];
    // What the engine did not read may be the very sentence; and zero may be computed from misread totals.
    const level = readingConfidence >= 0.95 && printed(record, 'montant_tva') ? 'warning' : 'info';
    return [checkOf('zero_vat_without_reason', { fields, level })];
  }
  return [];
}
