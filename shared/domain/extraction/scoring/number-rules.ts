/** Fit of tokens as the number of the invoice, or of the order behind it. */
import type { Candidate } from '../candidates/candidate.ts';
import type { NumberValue } from '../candidates/numbers.ts';
import { RIVALS } from '../keywords/concepts.ts';
import { byLine } from '../layout/by-line.ts';
import type { Sheet } from '../sheet.ts';
import { evidenceFor, strengthOf } from './evidence.ts';
import { byScore, type Scored } from './scorer.ts';

export function scoreNumbers(
  sheet: Sheet,
  wanted: 'invoice_number' | 'order_number',
): Scored<Candidate<NumberValue>>[] {
  const scored: Scored<Candidate<NumberValue>>[] = [];
  const rows = new Set(sheet.items.rows.map((row) => row.line));
  const rivals = byLine(sheet.numbers);
  const repeats = new Map<string, number>();
  for (const { value } of sheet.numbers) repeats.set(value.number, (repeats.get(value.number) ?? 0) + 1);
  for (const candidate of sheet.numbers) {
    const evidence = evidenceFor(candidate, RIVALS.number, sheet.layout, sheet.labels, rivals);
    const found = evidence.get(wanted);
    if (!found || found.relation === 'right') continue;
    let strength = found.strength;
    if (wanted === 'invoice_number') {
      // A bare "Nr." counts in full on the line of the title: "Handelsrechnung (380) Nr. 471102".
      const title = sheet.labels
        .on(found.label.line)
        .some(
          (label) => label.concept === 'invoice_number' && label.weight >= 0.6 && label.x0 < found.label.x0,
        );
      if (found.label.weight < 0.4 && title) strength = Math.min(1, strength * 2.6);
    }
    let against = 0;
    for (const concept of RIVALS.number)
      if (concept !== wanted) against = Math.max(against, strengthOf(evidence, concept));
    let score = 0.1 + 0.85 * strength - (against >= strength ? 0.55 * against : 0.12 * against);
    const { number, digits } = candidate.value;
    if (digits < 2) score -= 0.2;
    else if (digits === number.length && digits < 3) score -= 0.15;
    if (/\p{L}/u.test(number) && digits >= 3) score += 0.04;
    if (digits >= 5 && digits <= 14) score += 0.03;
    if (number.length > 24) score -= 0.15;
    if (/^(?:19|20)\d{2}$/.test(number)) score -= 0.15;
    if (rows.has(candidate.line)) score -= 0.25;
    if (candidate.page > 0) score -= 0.08;
    score += Math.min(0.06, 0.03 * ((repeats.get(number) ?? 1) - 1));
    score -= found.relation === 'above' && digits === number.length && digits < 4 ? 0.15 : 0;
    if (/^\d{1,2}:\d{2}/.test(number)) score -= 0.5;
    scored.push({ candidate, score: Math.min(1, Math.max(0, score)) });
  }
  return byScore(scored.filter((entry) => entry.score > 0.25));
}
