/** Features of dates: what tells the day of issue from the due day and from all others. */
import { daysBetween } from '../../../dates/calendar.ts';
import { segmentAt } from '../../candidates/columns.ts';
import { RIVALS } from '../../keywords/concepts.ts';
import { byLine } from '../../layout/by-line.ts';
import type { Scores } from '../../scoring/scorer.ts';
import type { Sheet } from '../../sheet.ts';
import { evidenceFeatures } from './evidence-features.ts';
import { documentFeatures, finite, magnitude, placeFeatures, rowLines } from './place-features.ts';
import type { FeatureRow } from './row.ts';

/** A day until which a discount is given is not the due day. */
const EARLY = /skonto|escompte|discount|korting|sconto|descuento|desconto/i;
/** The times to pay that are usual, in days. */
const USUAL_TERMS = [7, 8, 10, 14, 15, 20, 21, 28, 30, 31, 45, 60, 90];

/** One row for each of `sheet.dates`, in their order. */
export function dateFeatures(sheet: Sheet, rules: Pick<Scores, 'issueDate' | 'dueDate'>): FeatureRow[] {
  const whole = documentFeatures(sheet);
  const itemLines = rowLines(sheet);
  const rivals = byLine(sheet.dates);
  const days = [...new Set(sheet.dates.map(({ value }) => value.day))].sort();
  const counts = new Map<string, number>();
  for (const { value } of sheet.dates) counts.set(value.day, (counts.get(value.day) ?? 0) + 1);
  const issue = new Map(rules.issueDate.map((entry) => [entry.candidate, entry.score]));
  const due = new Map(rules.dueDate.map((entry) => [entry.candidate, entry.score]));
  const compared = days.slice(0, 40);
  return sheet.dates.map((candidate, index) => {
    const { day, clarity, ambiguous } = candidate.value;
    const line = sheet.layout.lines[candidate.line]!;
    const year = Number(day.slice(0, 4));
    const apart = compared.map((other) => finite(daysBetween(day, other)));
    const last = line.tokens.indexOf(candidate.tokens.at(-1)!);
    const behind = line.tokens[last + 1]?.text ?? '';
    return {
      ...whole,
      ...placeFeatures(candidate, sheet, itemLines),
      ...evidenceFeatures(candidate, RIVALS.date, sheet, rivals),
      clarity,
      ambiguous: Number(ambiguous),
      plausible: Number(year >= 1995 && year <= 2060),
      index: Math.min(5, index),
      dates: Math.min(8, sheet.dates.length),
      days: Math.min(8, days.length),
      rank: Math.min(8, days.indexOf(day)),
      repeats: Math.min(9, counts.get(day) ?? 1),
      afterFirst: magnitude(Math.min(800, finite(daysBetween(days[0]!, day)))),
      beforeLast: magnitude(Math.min(800, finite(daysBetween(day, days.at(-1)!)))),
      termAfter: Number(apart.some((gap) => USUAL_TERMS.includes(gap))),
      termBefore: Number(apart.some((gap) => USUAL_TERMS.includes(-gap))),
      hour: Number(/\d{1,2}[:h]\d{2}/.test(line.text)),
      discount: Number(EARLY.test(line.text)),
      hourNext: Number(/^\d{1,2}[:h.]\d{2}/.test(behind)),
      onLine: Math.min(5, rivals.get(candidate.line)?.length ?? 1),
      title: Number(
        sheet.labels
          .on(candidate.line)
          .some(
            (label) =>
              label.concept === 'invoice_number' &&
              label.x0 < candidate.x0 &&
              segmentAt(line, label.firstToken).tokens[0] === line.tokens[label.firstToken],
          ),
      ),
      rule_issue: issue.get(candidate) ?? 0,
      rule_due: due.get(candidate) ?? 0,
    };
  });
}
