/** Features of amounts: what tells a total from a tax, a part or a price. */
import type { AmountValue } from '../../candidates/amounts.ts';
import type { Candidate } from '../../candidates/candidate.ts';
import { RIVALS } from '../../keywords/concepts.ts';
import { byLine } from '../../layout/by-line.ts';
import type { AmountRole, Scores } from '../../scoring/scorer.ts';
import type { Sheet } from '../../sheet.ts';
import { centsOf, NO_RELATIONS, relationsOf } from './arithmetic.ts';
import { evidenceFeatures } from './evidence-features.ts';
import { documentFeatures, finite, placeFeatures, rowLines } from './place-features.ts';
import type { FeatureRow } from './row.ts';

/** One row for each of `sheet.amounts`, in their order. `rules` are the scores that the rules give. */
export function amountFeatures(sheet: Sheet, rules: Scores['amounts']): FeatureRow[] {
  const whole = documentFeatures(sheet);
  const itemLines = rowLines(sheet);
  const rivals = byLine(sheet.amounts);
  const relations = relationsOf(sheet);
  const rows = new Set(sheet.items.rows.flatMap((row) => row.amounts));
  const money = sheet.amounts.filter(({ value }) => value.money);
  const sorted = [...new Set(money.map(({ value }) => centsOf(value.amount)))].sort((a, b) => b - a);
  const ranks = new Map(sorted.map((amount, rank) => [amount, rank]));
  const largest = sorted[0] ?? 0;
  const counts = new Map<number, number>();
  for (const { value } of money)
    counts.set(centsOf(value.amount), (counts.get(centsOf(value.amount)) ?? 0) + 1);
  const columns = columnsOf(money);
  const scores = byCandidate(rules);
  return sheet.amounts.map((candidate, index) => {
    const { amount, currency, decimals, money } = candidate.value;
    const cents = centsOf(amount);
    const onLine = rivals.get(candidate.line) ?? [];
    const score = (role: AmountRole) => scores.get(candidate)?.[role] ?? 0;
    return {
      ...whole,
      ...placeFeatures(candidate, sheet, itemLines),
      ...evidenceFeatures(candidate, RIVALS.amount, sheet, rivals),
      ...(relations.get(cents) ?? NO_RELATIONS),
      money: Number(money),
      decimals,
      currency: Number(currency !== null),
      negative: Number(amount < 0),
      zero: Number(amount === 0),
      size10: Math.floor(Math.log10(1 + Math.abs(finite(amount)))),
      share: largest > 0 ? Math.min(2, Math.round((20 * cents) / largest) / 20) : 0,
      rank: Math.min(12, ranks.get(cents) ?? 12),
      repeats: Math.min(4, counts.get(cents) ?? 0),
      order: Math.round((8 * index) / Math.max(1, sheet.amounts.length)) / 8,
      last: Number(index === sheet.amounts.length - 1),
      onLine: Math.min(5, onLine.length),
      rightmost: Number(!onLine.some((other) => other.x0 > candidate.x1)),
      below: Math.min(6, columns.get(candidate)?.below ?? 0),
      above: Math.min(6, columns.get(candidate)?.above ?? 0),
      row: Number(rows.has(candidate)),
      rule_net: score('net'),
      rule_tax: score('tax'),
      rule_gross: score('gross'),
      rule_due: score('due'),
    };
  });
}

/** How many amounts end at the same right edge, above and below on the page. */
function columnsOf(
  money: readonly Candidate<AmountValue>[],
): Map<Candidate<AmountValue>, { above: number; below: number }> {
  const columns = new Map<string, Candidate<AmountValue>[]>();
  for (const candidate of money) {
    // Edges of one column fall into one of two neighbouring grids; the nearer one is enough here.
    const key = `${candidate.page} ${Math.round(candidate.x1 / 12)}`;
    const column = columns.get(key);
    if (column) column.push(candidate);
    else columns.set(key, [candidate]);
  }
  const places = new Map<Candidate<AmountValue>, { above: number; below: number }>();
  for (const column of columns.values())
    column.forEach((candidate, i) => {
      places.set(candidate, { above: i, below: column.length - 1 - i });
    });
  return places;
}

function byCandidate(
  rules: Scores['amounts'],
): Map<Candidate<AmountValue>, Partial<Record<AmountRole, number>>> {
  const scores = new Map<Candidate<AmountValue>, Partial<Record<AmountRole, number>>>();
  for (const [role, list] of Object.entries(rules) as [AmountRole, Scores['amounts'][AmountRole]][]) {
    for (const { candidate, score } of list) {
      const known = scores.get(candidate) ?? {};
      known[role] = score;
      scores.set(candidate, known);
    }
  }
  return scores;
}
