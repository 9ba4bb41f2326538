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
  /** What the guest added, without which net and tax make the total; 0 where nothing was. */
  tip: number;
  /** The total with the tip: printed below it, and the one without it above. */
  tippedTotal: number | null;
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
  const tip = tipOf(sheet);
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
      ? totalAfter(sheet, rounding.candidate.line, Math.abs(rounding.candidate.value.amount))
      : null,
    tip: tip?.amount ?? 0,
    tippedTotal: tip ? totalAfter(sheet, tip.line, tip.amount) : null,
    linesWith: (amount) => lines.get(amount)?.size ?? 0,
  };
}

const TIP = /\b(?:tip|gratuity|trinkgeld|pourboire|fooi|mancia|propina|gorjeta|gratifica[cç][aã]o)\b/i;
/** Tips that are proposed: "Suggested tip 18 % = 7.93", "Tip guide". */
const PROPOSED = /suggest|guide|%|vorschlag|sugerida|sugg[ée]r/i;

/** The tip that was given, and its line. */
function tipOf(sheet: Sheet): { amount: number; line: number } | null {
  if (!sheet.receipt) return null;
  for (const { value, line } of sheet.amounts) {
    const { text } = sheet.layout.lines[line]!;
    if (value.money && value.amount > 0 && TIP.test(text) && !PROPOSED.test(text))
      return { amount: value.amount, line };
  }
  return null;
}

/** "Total 41.52, rounding -0.02, total 41.50": the sum below a line that differs by its amount from one above. */
function totalAfter(sheet: Sheet, line: number, difference: number): number | null {
  if (difference === 0) return null;
  const money = sheet.amounts.filter(({ value }) => value.money && Math.abs(value.amount) > 1);
  const above = money.filter((candidate) => candidate.line < line).slice(-40);
  const below = money.filter((candidate) => candidate.line > line).slice(0, 12);
  for (const { value: after } of below) {
    if (above.some(({ value: before }) => sameAmount(Math.abs(after.amount - before.amount), difference)))
      return after.amount;
  }
  return null;
}
