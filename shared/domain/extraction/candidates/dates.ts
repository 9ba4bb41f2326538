/** Every date of the document; the order of day and month is decided once, for all of them. */
import {
  type DateOrder,
  dayUnder,
  orderFromEvidence,
  type PrintedDate,
  printedDates,
} from '../../dates/printed-dates.ts';
import { type Layout, type Line, tokensAt } from '../layout/layout.ts';
import { type Candidate, candidateOf } from './candidate.ts';

export interface DateValue {
  /** "2026-03-03". */
  day: string;
  /** How sure the printed form is, 0–1. */
  clarity: number;
  /** True where the other order of day and month would give another real day. */
  ambiguous: boolean;
}

/** What American papers have, beside dollars: a state and ZIP code, a telephone number in three parts, sales tax. */
const AMERICAN =
  /\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b|\bUnited States\b|\bUSA\b|(?<!\d)\(?\d{3}\)?[-. ]\d{3}[-.]\d{4}(?!\d)|\bsales tax\b/i;
/** Dollars of others, who write the day first. */
const OTHER_DOLLARS =
  /\bABN\b|\bGST\b|\bHST\b|\bPty\b|\bPte\b|\bAUD\b|\bNZD\b|\bSGD\b|\bHKD\b|\b[ASHN]Z?K?\$|\.(?:au|nz|sg|hk)\b/i;

export function dateCandidates(layout: Layout): Candidate<DateValue>[] {
  const found: { line: Line; date: PrintedDate }[] = [];
  for (const line of layout.lines) {
    for (const date of printedDates(line.text, { compact: true })) found.push({ line, date });
  }
  const order = orderFromEvidence(
    found.map(({ date }) => date),
    fallbackOrder(layout),
  );
  return found.map(({ line, date }) => {
    const tokens = tokensAt(line, date.start, date.end);
    const value: DateValue = {
      day: dayUnder(date, order),
      clarity: date.clarity,
      ambiguous: date.dayFirst !== null && date.monthFirst !== null && date.dayFirst !== date.monthFirst,
    };
    return candidateOf(value, line, tokens, line.text.slice(date.start, date.end));
  });
}

function fallbackOrder(layout: Layout): DateOrder {
  const text = layout.lines.map((line) => line.text).join('\n');
  const american = /\$|\bUSD\b/.test(text) && AMERICAN.test(text) && !OTHER_DOLLARS.test(text);
  return american ? 'month-first' : 'day-first';
}
