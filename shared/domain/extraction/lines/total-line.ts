/** Where items end: the lines of totals. */
import { fold } from '../../text/fold.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { LabelIndex } from '../keywords/labels.ts';
import type { Line } from '../layout/layout.ts';
import { CARRIED, TOTALS_BEGIN } from './row-words.ts';

/** A line's words, folded, without signs. */
export function plain(line: Line): string {
  return fold(line.text)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
}

const TOTAL_CONCEPTS = ['gross', 'net', 'due', 'tax'];

/** @param own the line's amounts that may be totals. @param all every amount of the line. */
export function isTotalLine(
  line: Line,
  labels: LabelIndex,
  own: readonly Candidate<AmountValue>[],
  all: readonly Candidate<AmountValue>[] = own,
): boolean {
  if (TOTALS_BEGIN.test(plain(line)) || CARRIED.test(plain(line))) return true;
  if (labels.on(line.line).some((label) => label.concept === 'iban' || label.concept === 'bic')) return true;
  if (own.length === 1 && all.length === 1) {
    // "Sub Total   150.00" at the right, whatever stands left of it.
    const [sum] = own;
    const named = labels
      .on(line.line)
      .some(
        (label) =>
          label.weight >= 0.7 &&
          TOTAL_CONCEPTS.includes(label.concept) &&
          label.x1 <= sum!.x0 + 1 &&
          sum!.x0 - label.x1 < 9 * line.height &&
          !line.tokens.some(
            (token) => token.x0 >= label.x1 && token.x1 <= sum!.x0 && /\p{L}{3}/u.test(token.text),
          ),
      );
    if (named) return true;
  }
  return (
    own.length > 0 &&
    labels
      .on(line.line)
      .some(
        (label) =>
          label.weight === 1 &&
          TOTAL_CONCEPTS.includes(label.concept) &&
          own.some((amount) => amount.x0 >= label.x1 - 1) &&
          !all.some((amount) => amount.x1 <= label.x0),
      )
  );
}
