/**
 * What stands between the lines and the total, and between the total and what is due: discount, carriage,
 * eco-contribution, deposit, previous balance, rounding. Given only where the document shows them; arithmetic says
 * how surely.
 */
import { roundToCents, sameAmount } from '../../money/amount.ts';
import { fold } from '../../text/fold.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { type Concept, RIVALS } from '../keywords/concepts.ts';
import { byLine } from '../layout/by-line.ts';
import type { ItemRow } from '../lines/item-row.ts';
import { evidenceFor, strengthOf } from '../scoring/evidence.ts';
import type { Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import type { Totals } from './amounts.ts';
import { type Chosen, calibrated, confidenceOf } from './chosen.ts';

export interface Adjustments {
  /** Taken off the whole, positive. */
  discount: Chosen<number> | null;
  /** Positive, as the two below. */
  shipping: Chosen<number> | null;
  ecoContribution: Chosen<number> | null;
  deposit: Chosen<number> | null;
  /** What was owed before; negative where it was the buyer's. */
  previousBalance: Chosen<number> | null;
  /** Signed: what was added to reach a round amount. */
  rounding: Chosen<number> | null;
}

type Amount = Candidate<AmountValue>;
interface Entry {
  candidate: Amount;
  score: number;
}

/** A label that explains an amount less surely than this does not explain it. */
const CLEAR = 0.6;
/** Concepts that an amount of the kinds below may rather belong to. */
const RIVAL_CONCEPTS: readonly Concept[] = RIVALS.amount.filter((concept) => concept !== 'other_amount');
const WANTED = ['discount', 'shipping', 'eco_contribution', 'previous_balance'] as const;

export function chooseAdjustments(sheet: Sheet, scores: Scores['amounts'], totals: Totals): Adjustments {
  const found = labelled(sheet);
  const { net, gross, due } = totals;
  const tableDiscount = discountRows(sheet.items.adjustments);
  const lineSum = roundToCents(sheet.items.rows.reduce((sum, row) => sum + (row.total ?? 0), 0));
  /** Whether the lines come to a total once this is added. */
  const closes = (change: number) =>
    sheet.items.rows.length > 0 &&
    [net, gross].some((total) => total !== null && sameAmount(lineSum + change, total.value, 2));
  const size = (entry: Entry) => Math.abs(entry.candidate.value.amount);

  const discount = chosen(found.discount, size, (entry) => closes(-size(entry)));
  const told = discount !== null && (tableDiscount === null || closes(-discount.value));
  const shipping = chosen(found.shipping, size, (entry) => closes(size(entry)));
  const ecoContribution = chosen(found.eco_contribution, size, (entry) => closes(size(entry)));
  const before = chosen(
    found.previous_balance,
    (entry) => entry.candidate.value.amount,
    (entry) =>
      gross !== null &&
      due?.candidate != null &&
      [0, totals.paid ?? 0].some((paid) =>
        sameAmount(gross.value + entry.candidate.value.amount - paid, due.value, 2),
      ),
  );
  return {
    discount: told ? discount : tableDiscount,
    shipping,
    ecoContribution,
    deposit: sheet.receipt ? null : depositOf(scores, totals, before?.value ?? 0),
    previousBalance: before,
    rounding: roundingOf(scores, totals),
  };
}

/** What is due once a previous balance is counted, where no amount due is printed. */
export function dueWith(totals: Totals, { previousBalance }: Adjustments): Totals['due'] {
  const { due } = totals;
  if (!due || due.candidate !== null || !previousBalance) return due;
  return {
    candidate: null,
    value: roundToCents(due.value + previousBalance.value),
    confidence: Math.min(due.confidence, previousBalance.confidence, 0.6),
  };
}

/** Amounts outside the items that a label of each kind explains better than any other label does, best first. */
function labelled(sheet: Sheet): Record<(typeof WANTED)[number], Entry[]> {
  const lists: Record<(typeof WANTED)[number], Entry[]> = {
    discount: [],
    shipping: [],
    eco_contribution: [],
    previous_balance: [],
  };
  if (!WANTED.some((concept) => sheet.labels.of(concept).length > 0)) return lists;
  const inRows = new Set([
    ...sheet.items.rows.flatMap((row) => row.amounts),
    // What a discount is reckoned from is no discount: "5 % of 100.00   -5.00".
    ...sheet.items.adjustments.flatMap((row) =>
      row.amounts.filter(({ value }) => value.amount !== row.total),
    ),
  ]);
  const headings = new Set(sheet.items.headerLines);
  const rivals = byLine(sheet.amounts);
  for (const candidate of sheet.amounts) {
    if (!candidate.value.money || candidate.value.amount === 0 || inRows.has(candidate)) continue;
    const evidence = evidenceFor(
      candidate,
      [...RIVAL_CONCEPTS, ...WANTED],
      sheet.layout,
      sheet.labels,
      rivals,
    );
    const against = Math.max(...RIVAL_CONCEPTS.map((concept) => strengthOf(evidence, concept)));
    for (const concept of WANTED) {
      const found = evidence.get(concept);
      if (!found || headings.has(found.label.line) || found.relation === 'right') continue;
      if (found.strength < CLEAR || found.strength < against) continue;
      const beside = (rivals.get(candidate.line) ?? []).filter(
        (other) => other.value.money && found.label.line === candidate.line && other.x0 > found.label.x1,
      );
      // "Carriage 20 % of 115.30   5.80": of two amounts behind a label the second is the result.
      if (beside.length === 2 && beside[0] === candidate) continue;
      lists[concept].push({
        candidate,
        score: beside.length === 2 ? Math.max(found.strength, 0.8) : found.strength,
      });
    }
  }
  for (const concept of WANTED) lists[concept].sort((a, b) => b.score - a.score);
  return lists;
}

/** The entry that arithmetic confirms, else the best labelled one. */
function chosen(
  entries: readonly Entry[],
  amountOf: (entry: Entry) => number,
  confirms: (entry: Entry) => boolean,
): Chosen<number> | null {
  const confirmed = entries.find(confirms);
  const entry = confirmed ?? entries[0];
  if (!entry) return null;
  const rival = entries.find((other) => !sameAmount(amountOf(other), amountOf(entry)));
  const margin = entry.score - (rival?.score ?? 0);
  return {
    candidate: entry.candidate as unknown as Candidate<number>,
    value: amountOf(entry),
    confidence: calibrated(confidenceOf(entry.score, margin, entry.candidate.reading, confirmed ? 1.5 : 0)),
  };
}

const DISCOUNT_WORD =
  /^(?:remise|rabais|ristourne|abschlag|nachlass|rabatt|discount|allowance|sconto|abbuono|descuento|dto|desconto|korting)/;

/** The sum of the discounts that stand as rows among the items. */
function discountRows(adjustments: readonly ItemRow[]): Chosen<number> | null {
  const rows = adjustments.filter((row) => row.total !== null && DISCOUNT_WORD.test(fold(row.description)));
  if (rows.length === 0) return null;
  const [only] = rows;
  const printed = rows.length === 1 ? only!.amounts.find(({ value }) => value.amount === only!.total) : null;
  return {
    candidate: (printed ?? null) as unknown as Candidate<number> | null,
    value: roundToCents(Math.abs(rows.reduce((sum, row) => sum + row.total!, 0))),
    confidence: 0.8,
  };
}

/** What was paid before, where what is due does not rule it out. */
function depositOf(scores: Scores['amounts'], totals: Totals, before: number): Chosen<number> | null {
  const { gross, due } = totals;
  const entries = scores.paid.filter(
    ({ candidate, score }) => score > 0.5 && candidate.value.money && candidate.value.amount !== 0,
  );
  const confirms = (entry: Entry) =>
    gross !== null &&
    due?.candidate != null &&
    sameAmount(gross.value + before - Math.abs(entry.candidate.value.amount), due.value, 2);
  const found = chosen(entries, (entry) => Math.abs(entry.candidate.value.amount), confirms);
  if (!found || !gross || !due?.candidate) return found;
  // All of the total is still due: what the label names was no payment of this.
  const ruledOut = sameAmount(gross.value + before, due.value, 2) && !sameAmount(found.value, gross.value);
  return ruledOut ? null : found;
}

/** A rounding as printed, with the sign that the totals tell. */
function roundingOf(scores: Scores['amounts'], totals: Totals): Chosen<number> | null {
  const entry = scores.rounding.find(
    ({ candidate, score }) =>
      score > 0.4 && candidate.value.amount !== 0 && Math.abs(candidate.value.amount) <= 1,
  );
  if (!entry) return null;
  const printed = entry.candidate.value.amount;
  const { net, tax, gross, due } = totals;
  const differences: number[] = [];
  if (net?.candidate && tax?.candidate && gross) differences.push(gross.value - net.value - tax.value);
  if (gross && due?.candidate) differences.push(due.value - gross.value);
  const sign = differences.find((difference) => sameAmount(Math.abs(difference), Math.abs(printed)));
  return {
    candidate: entry.candidate as unknown as Candidate<number>,
    value: roundToCents(sign ?? printed),
    confidence: calibrated(
      confidenceOf(entry.score, 0.4, entry.candidate.reading, sign === undefined ? 0 : 1.5),
    ),
  };
}
