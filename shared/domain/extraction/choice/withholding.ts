/**
 * Income tax that a buyer keeps back from what a professional bills: Spain's IRPF (RD 439/2007, art. 95), Italy's
 * ritenuta d'acconto (DPR 600/1973, art. 25), Portugal's IRS (CIRS, art. 101). It lowers what is paid, not the invoice.
 */
import { roundToCents, sameAmount } from '../../money/amount.ts';
import { fold } from '../../text/fold.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Sheet } from '../sheet.ts';
import type { Chosen } from './chosen.ts';

const WITHHELD = /\b(?:retencion|retenc(?:ao|oes)|retenciones|irpf|i\.r\.p\.f|irs|ritenut[ae])\b/;

interface Sums {
  net: Chosen<number> | null;
  tax: Chosen<number> | null;
  gross: Chosen<number> | null;
}

/**
 * The invoice's total and what is due, where an amount is printed as withheld: net + tax, and that less the amount
 * withheld, which must be printed as well. Null where nothing was withheld.
 */
export function lessWithheld(
  { net, tax, gross }: Sums,
  sheet: Sheet,
): { gross: Chosen<number>; due: Chosen<number> } | null {
  if (!net || !tax) return null;
  const whole = roundToCents(net.value + tax.value);
  const confidence = 0.9 * Math.max(0.8, Math.min(net.confidence, tax.confidence));
  const kept = sheet.amounts.find(
    ({ value, line }) =>
      value.money &&
      value.amount !== 0 &&
      Math.abs(value.amount) <= 0.4 * Math.abs(net.value) &&
      WITHHELD.test(fold(sheet.layout.lines[line]!.text)),
  );
  if (!kept) return null;
  const rest = roundToCents(whole - Math.abs(kept.value.amount));
  const due = sheet.amounts.findLast(({ value }) => value.money && sameAmount(value.amount, rest));
  if (!due) return null;
  const total =
    gross && sameAmount(gross.value, whole) ? gross : { candidate: null, value: whole, confidence };
  return { gross: total, due: { candidate: due as unknown as Candidate<number>, value: rest, confidence } };
}
