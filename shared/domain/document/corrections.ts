/** Values that a person typed, in the form that a record keeps. */
import { dayUnder, printedDates } from '../dates/printed-dates.ts';
import type { ConfirmedFields } from '../extraction/memory/learn.ts';
import type { Extraction, FieldLabel } from '../extraction/result.ts';
import { parseAmount, roundToCents } from '../money/amount.ts';

/** A value by label; null strikes the field out. */
export type Corrections = Partial<Record<FieldLabel, string | number | null>>;

const AMOUNT = /^(?:montant_|frais_port$|eco_contribution$|solde_anterieur$|arrondi$)/;
const IDENTIFIER = /^(?:sire[nt]_|tva_|iban$|bic$)/;

/** As many digits as a printed amount may have. */
const LARGEST_AMOUNT = 1e12;
/** Control characters and marks that change direction, which nobody sees and every program downstream gets. */
const UNPRINTED = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/**
 * The fields of a record with a person's corrections. Amounts are numbers or as printed ("1 250,00"), dates
 * "2026-03-03" or day first, rates "20" or "5.5;20".
 * @returns `invalid`: the labels whose value is none of its kind; their fields are as they were.
 */
export function correct(
  fields: Extraction['fields'],
  corrections: Corrections,
): { fields: ConfirmedFields; invalid: FieldLabel[] } {
  const corrected: ConfirmedFields = {};
  for (const [label, field] of Object.entries(fields)) {
    corrected[label as FieldLabel] = { value: field.value, normalized: field.normalized };
  }
  const invalid: FieldLabel[] = [];
  const currency = String(corrections.devise ?? fields.devise?.normalized ?? '').toUpperCase();
  for (const [name, typed] of Object.entries(corrections)) {
    const label = name as FieldLabel;
    if (typed === null) {
      delete corrected[label];
      continue;
    }
    const value =
      typeof typed === 'number' && AMOUNT.test(label)
        ? amountOf(typed, currency)
        : typedValue(label, String(typed).replace(UNPRINTED, ' ').trim(), currency);
    if (value) corrected[label] = value;
    else invalid.push(label);
  }
  return { fields: corrected, invalid };
}

/** A number of JSON: its point is a decimal one, however many digits follow it. */
function amountOf(typed: number, currency: string): { value: string; normalized: number } | null {
  if (!(Math.abs(typed) < LARGEST_AMOUNT)) return null;
  const amount = roundToCents(typed);
  return { value: `${amount.toFixed(2)} ${currency}`.trim(), normalized: amount };
}

function typedValue(
  label: FieldLabel,
  typed: string,
  currency: string,
): { value: string; normalized: string | number } | null {
  if (typed === '') return null;
  if (AMOUNT.test(label)) {
    const parsed = parseAmount(typed.replace(/[\p{L}\p{Sc}]/gu, '').trim());
    if (!parsed) return null;
    return amountOf(parsed.value, currency);
  }
  if (label.startsWith('date_')) {
    const [date] = printedDates(typed);
    if (date?.start !== 0 || date.end !== typed.length) return null;
    const day = dayUnder(date, 'day-first');
    return { value: day, normalized: day };
  }
  if (label === 'taux_tva') {
    const rates = typed.split(';').map((rate) => Number(rate.replace('%', '').replace(',', '.').trim()));
    if (!rates.every((rate) => Number.isFinite(rate) && rate >= 0 && rate <= 100)) return null;
    const value = rates.map((rate) => `${rate} %`).join(' ; ');
    return { value, normalized: rates.length === 1 ? rates[0]! : rates.join(';') };
  }
  if (label === 'devise') return /^[A-Za-z]{3}$/.test(typed) ? same(typed.toUpperCase()) : null;
  if (IDENTIFIER.test(label)) {
    const id = typed.replace(/[\s.-]/g, '').toUpperCase();
    return /^[A-Z0-9]{4,34}$/.test(id) ? same(id) : null;
  }
  return same(typed);
}

function same(value: string): { value: string; normalized: string } {
  return { value, normalized: value };
}
