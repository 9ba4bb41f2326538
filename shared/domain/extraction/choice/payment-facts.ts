/** What a document tells of its payment, and so of its total: cash and change, rounding, sums printed again. */
import { roundToCents, sameAmount } from '../../money/amount.ts';
import type { Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';

export interface PaymentFacts {
  /** Cash given minus change returned. */
  cashTotal: number | null;
  /** What was added or taken off to reach a round total, without its sign; 0 where nothing was. */
  rounding: number;
  /** The total after rounding: printed below the rounding, and the one before it above. */
  roundedTotal: number | null;
  /** On how many lines an amount stands that a label calls a total or a payment. */
  linesWith(amount: number): number;
}

/** Cash is rounded to a coin: no rounding is more than this. */
const LARGEST_ROUNDING = 0.5;
/** A score that says that the label means it. */
const SAID = 0.4;

export function paymentFacts(sheet: Sheet, scores: Scores['amounts']): PaymentFacts {
  const cash = scores.cash[0] ?? (sheet.receipt ? scores.paid[0] : undefined);
  const change = scores.change[0];
  const rounding = scores.rounding.find(
    ({ candidate, score }) => score > SAID && Math.abs(candidate.value.amount) <= LARGEST_ROUNDING,
  );
  const lines = new Map<number, Set<number>>();
  for (const role of ['gross', 'due', 'paid', 'cash'] as const) {
    for (const { candidate, score } of scores[role]) {
      if (score < SAID) continue;
      const known = lines.get(candidate.value.amount);
      if (known) known.add(candidate.line);
      else lines.set(candidate.value.amount, new Set([candidate.line]));
    }
  }
  return {
    cashTotal:
      cash && change && cash.score > SAID && change.score > SAID
        ? roundToCents(cash.candidate.value.amount - Math.abs(change.candidate.value.amount))
        : null,
    rounding: rounding ? Math.abs(rounding.candidate.value.amount) : 0,
    roundedTotal: rounding
      ? roundedTotal(sheet, rounding.candidate.line, Math.abs(rounding.candidate.value.amount))
      : null,
    linesWith: (amount) => lines.get(amount)?.size ?? 0,
  };
}

/** "Total 41.52, rounding -0.02, total 41.50": the sum below the rounding that differs by it from one above. */
function roundedTotal(sheet: Sheet, line: number, rounding: number): number | null {
  if (rounding === 0) return null;
  const money = sheet.amounts.filter(({ value }) => value.money && Math.abs(value.amount) > 1);
  const above = money.filter((candidate) => candidate.line < line).slice(-40);
  const below = money.filter((candidate) => candidate.line > line).slice(0, 12);
  for (const { value: after } of below) {
    if (above.some(({ value: before }) => sameAmount(Math.abs(after.amount - before.amount), rounding)))
      return after.amount;
  }
  return null;
}
