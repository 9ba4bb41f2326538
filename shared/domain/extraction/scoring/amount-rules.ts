/** Fit of amounts as the totals of the document. */

import { sameAmount } from '../../money/amount.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { RIVALS } from '../keywords/concepts.ts';
import { byLine } from '../layout/by-line.ts';
import type { Sheet } from '../sheet.ts';
import { evidenceFor, strengthOf } from './evidence.ts';
import { type AmountRole, byScore, type Scored } from './scorer.ts';

const AMOUNT_ROLES: readonly AmountRole[] = [
  'net',
  'tax',
  'gross',
  'due',
  'paid',
  'cash',
  'change',
  'rounding',
];

export function scoreAmounts(sheet: Sheet): Record<AmountRole, Scored<Candidate<AmountValue>>[]> {
  const lists: Record<AmountRole, Scored<Candidate<AmountValue>>[]> = {
    net: [],
    tax: [],
    gross: [],
    due: [],
    paid: [],
    cash: [],
    change: [],
    rounding: [],
  };
  const rows = new Set([...sheet.items.rows, ...sheet.items.adjustments].flatMap((row) => row.amounts));
  const money = sheet.amounts.filter(({ value }) => value.money);
  const rivals = byLine(sheet.amounts);
  const largest = money.reduce((most, { value }) => Math.max(most, Math.abs(value.amount)), 0);
  const counts = new Map<number, number>();
  for (const { value } of money) counts.set(value.amount, (counts.get(value.amount) ?? 0) + 1);
  for (const candidate of sheet.amounts) {
    if (ofPoints(candidate, sheet)) continue;
    const evidence = evidenceFor(candidate, RIVALS.amount, sheet.layout, sheet.labels, rivals);
    const { amount, currency, decimals } = candidate.value;
    const inRow = rows.has(candidate);
    const last = !rivals.get(candidate.line)?.some((other) => other.x0 > candidate.x1);
    let trim = candidate.value.money ? 0.04 : decimals === 0 ? -0.16 : -0.3;
    if (currency) trim += 0.05;
    if (inRow) trim -= 0.3;
    for (const role of AMOUNT_ROLES) {
      let strength = strengthOf(evidence, role);
      // What is to be paid is the total, where nothing else calls itself that.
      if (role === 'gross') strength = Math.max(strength, 0.6 * strengthOf(evidence, 'due'));
      if (role === 'gross' && sheet.receipt)
        strength = Math.max(strength, 0.4 * strengthOf(evidence, 'paid'));
      // "Rounding RM 42.35": the total after rounding; what is rounded off is less than a coin.
      if (role === 'rounding' && Math.abs(amount) > 1) continue;
      if (role === 'gross' && Math.abs(amount) > 1)
        strength = Math.max(strength, 0.7 * strengthOf(evidence, 'rounding'));
      if (
        role === 'gross' &&
        strength < 0.2 &&
        candidate.value.money &&
        Math.abs(amount) === largest &&
        amount !== 0
      )
        strength = 0.2;
      if (strength < 0.15) continue;
      let against = 0;
      for (const rival of RIVALS.amount) {
        if (rival === role || (role === 'gross' && rival === 'due') || (role === 'due' && rival === 'gross'))
          continue;
        if (rival === 'rounding' && Math.abs(amount) > 1) continue;
        // On a till what was paid is the total.
        if (role === 'gross' && rival === 'paid' && sheet.receipt) continue;
        // "Net total" may be either: a label is no rival of itself.
        const own = evidence.get(role)?.label;
        const other = evidence.get(rival)?.label;
        if (own && other && own.line === other.line && own.firstToken === other.firstToken && sheet.receipt)
          continue;
        against = Math.max(against, strengthOf(evidence, rival));
      }
      let score = 0.85 * strength + trim - (against > strength ? 0.5 * against : 0.12 * against);
      if ((role === 'gross' || role === 'net' || role === 'due') && last) score += 0.03;
      if (role === 'gross') {
        score += Math.min(0.08, 0.03 * ((counts.get(amount) ?? 1) - 1));
        if (Math.abs(amount) === largest) score += 0.05;
        if (amount === 0) score -= 0.3;
        score += size(candidate, sheet);
      }
      if (role === 'tax' && largest > 0 && Math.abs(amount) > 0.4 * largest) score -= 0.25;
      score += 0.04 * depth(candidate, sheet);
      lists[role].push({ candidate, score: Math.min(1, Math.max(0, score)) });
    }
  }
  paidInCash(sheet, lists);
  if (sheet.receipt) netBelowTax(sheet, lists);
  for (const role of AMOUNT_ROLES) lists[role] = byScore(lists[role].filter((entry) => entry.score > 0.12));
  return lists;
}

/**
 * "Sub total 440.00, GST 22.00, net amount 462.00": on a till what stands below the tax and is more than all above it is
 * what remains to be paid, not what remains without tax.
 */
function netBelowTax(sheet: Sheet, lists: Record<AmountRole, Scored<Candidate<AmountValue>>[]>): void {
  const taxed = Math.min(
    ...lists.tax.filter(({ score }) => score > 0.5).map(({ candidate }) => candidate.line),
  );
  for (const entry of lists.net) {
    const { line, value } = entry.candidate;
    if (entry.score < 0.5 || line <= taxed || !value.money) continue;
    const above = sheet.amounts.filter((other) => other.line < line && other.value.money);
    if (above.some((other) => other.value.amount > value.amount)) continue;
    const known = lists.gross.find(({ candidate }) => candidate === entry.candidate);
    if (known) known.score = Math.max(known.score, entry.score);
    else lists.gross.push({ candidate: entry.candidate, score: entry.score });
    entry.score *= 0.3;
  }
}

const POINTS =
  /\b(?:points?|pts|punkte(?:stand)?|bonuspunkte|treuepunkte|puntos|punti|punten|spaarpunten|pontos|stamps|miles|meilen)\b/i;

/** "Total points balance 1,877": what a customer's card has collected is no money, unless in a currency. */
function ofPoints(candidate: Candidate<AmountValue>, sheet: Sheet): boolean {
  const { currency, money } = candidate.value;
  return (
    sheet.receipt && currency === null && !money && POINTS.test(sheet.layout.lines[candidate.line]!.text)
  );
}

/** What was given less what was returned is the total, wherever it is printed. */
function paidInCash(sheet: Sheet, lists: Record<AmountRole, Scored<Candidate<AmountValue>>[]>): void {
  const [cash] = byScore(lists.cash.length > 0 || !sheet.receipt ? lists.cash : lists.paid);
  const [change] = byScore(lists.change);
  if (sheet.receipt && !lists.gross.some(({ score }) => score > 0.3) && cash && !change) {
    // Nothing else says what was to be paid.
    lists.gross.push({ candidate: cash.candidate, score: 0.35 });
    return;
  }
  if (!cash || !change || cash.score < 0.5 || change.score < 0.5) return;
  const gross = new Map(lists.gross.map((entry) => [entry.candidate, entry]));
  const total = cash.candidate.value.amount - Math.abs(change.candidate.value.amount);
  for (const candidate of sheet.amounts) {
    if (!candidate.value.money || !sameAmount(candidate.value.amount, total)) continue;
    const known = gross.get(candidate);
    if (known) known.score = Math.max(known.score, 0.45);
    else lists.gross.push({ candidate, score: 0.45 });
  }
}

/** Totals are often printed larger. */
function size(candidate: Candidate<AmountValue>, sheet: Sheet): number {
  const body = sheet.layout.pages[candidate.page]!.bodyHeight;
  return Math.min(0.06, Math.max(0, 0.1 * ((candidate.y1 - candidate.y0) / body - 1.1)));
}

/** 0 at the first line of the document, 1 at the last: totals come late. */
function depth(candidate: Candidate<AmountValue>, sheet: Sheet): number {
  return candidate.line / Math.max(1, sheet.layout.lines.length);
}
