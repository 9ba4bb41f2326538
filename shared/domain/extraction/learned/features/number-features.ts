/** Features of numbers: what tells the invoice's from an order's, a customer's or an article's. */
import { RIVALS } from '../../keywords/concepts.ts';
import { byLine } from '../../layout/by-line.ts';
import type { Scores } from '../../scoring/scorer.ts';
import type { Sheet } from '../../sheet.ts';
import { evidenceFeatures } from './evidence-features.ts';
import { documentFeatures, magnitude, placeFeatures, rowLines } from './place-features.ts';
import type { FeatureRow } from './row.ts';

/** One row for each of `sheet.numbers`, in their order. */
export function numberFeatures(
  sheet: Sheet,
  rules: Pick<Scores, 'invoiceNumber' | 'orderNumber'>,
): FeatureRow[] {
  const whole = documentFeatures(sheet);
  const itemLines = rowLines(sheet);
  const rivals = byLine(sheet.numbers);
  const counts = new Map<string, number>();
  for (const { value } of sheet.numbers) counts.set(value.number, (counts.get(value.number) ?? 0) + 1);
  const years = new Set(
    sheet.dates.slice(0, 40).flatMap(({ value }) => [value.day.slice(0, 4), value.day.slice(2, 4)]),
  );
  const invoice = new Map(rules.invoiceNumber.map((entry) => [entry.candidate, entry.score]));
  const order = new Map(rules.orderNumber.map((entry) => [entry.candidate, entry.score]));
  return sheet.numbers.map((candidate, index) => {
    const { number, digits } = candidate.value;
    const letters = number.replace(/[^\p{L}]/gu, '').length;
    const parts = number.split(/[^\p{L}\d]+/u);
    return {
      ...whole,
      ...placeFeatures(candidate, sheet, itemLines),
      ...evidenceFeatures(candidate, RIVALS.number, sheet, rivals),
      length: Math.min(24, number.length),
      digits: Math.min(16, digits),
      letters: Math.min(8, letters),
      parts: parts.length,
      lettersFirst: Number(/^\p{L}/u.test(number)),
      lettersLast: Number(/\p{L}$/u.test(number)),
      zeroFirst: Number(/^0/.test(number)),
      dash: Number(number.includes('-')),
      slash: Number(number.includes('/')),
      dot: Number(number.includes('.')),
      year: Number(/^(?:19|20)\d{2}$/.test(number)),
      holdsYear: Number(
        [...years].some((year) => parts.some((part) => part.replace(/\D/g, '').startsWith(year))),
      ),
      phone: Number(/^(?:0\d|\+)/.test(number) && digits >= 9),
      index: magnitude(index),
      repeats: Math.min(4, counts.get(number) ?? 1),
      onLine: Math.min(9, rivals.get(candidate.line)?.length ?? 1),
      rule_invoice: invoice.get(candidate) ?? 0,
      rule_order: order.get(candidate) ?? 0,
    };
  });
}
