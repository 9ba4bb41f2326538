/** The numbers on a line of a table, with what they may be: an amount, a count, a percentage. */
import { parseAmount } from '../../money/amount.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import { type Candidate, candidateOf } from '../candidates/candidate.ts';
import type { Line, Place, Token } from '../layout/layout.ts';

export interface Figure extends Place {
  /** What the print may mean, the likelier first: "1,000" is a thousand, or one with three decimals. */
  readings: readonly number[];
  decimals: number;
  percent: boolean;
  tokens: readonly Token[];
  /** The amount of the document that this is; null for counts and percentages. */
  amount: Candidate<AmountValue> | null;
}

/** A count, alone or with its unit grown to it: "3", "2,5", "x4", "20Stk", "1.00h". */
const COUNT = /^[x×]?([-−–]?\d{1,6}(?:[.,]\d{1,4})?)(?:[x×*]|\p{L}{1,4}\.?|m²|m³)?$/iu;
const OPEN_NUMBER = /^[-−–]?\d{1,3}(?:[.,' ]\d{3})*$/;
const CENTS = /^[.,]\d{2}$/;

/** The figures of a line, left to right. Numbers inside words ("A4", "12V") are none. */
export function figuresOf(
  line: Line,
  amounts: readonly Candidate<AmountValue>[],
  rates: readonly Candidate<number>[],
): Figure[] {
  const used = new Set<Token>();
  const figures: Figure[] = [];
  const add = (
    candidate: Candidate<unknown>,
    readings: readonly number[],
    decimals: number,
    percent: boolean,
    amount: Candidate<AmountValue> | null,
  ) => {
    const { page, x0, x1, y0, y1, tokens } = candidate;
    for (const token of tokens) used.add(token);
    figures.push({ page, line: line.line, x0, x1, y0, y1, tokens, readings, decimals, percent, amount });
  };
  for (const rate of rates) add(rate, [rate.value], 0, true, null);
  for (const amount of amounts) {
    if (amount.tokens.some((token) => used.has(token))) continue;
    const { value } = amount;
    const thousand = /^\D*\d{1,3}[.,]\d{3}\D*$/.test(amount.text) && value.decimals === 0;
    add(
      amount,
      thousand ? [value.amount, value.amount / 1000] : [value.amount],
      value.decimals,
      false,
      amount,
    );
  }
  line.tokens.forEach((token, index) => {
    if (used.has(token)) return;
    const next = line.tokens[index + 1];
    // "1 250" and ",00": a number that the reader took apart before its comma.
    if (
      next &&
      !used.has(next) &&
      OPEN_NUMBER.test(token.text) &&
      CENTS.test(next.text) &&
      next.x0 - token.x1 < 0.8 * line.height
    ) {
      const parsed = parseAmount(token.text + next.text);
      if (parsed) add(candidateOf(parsed.value, line, [token, next]), [parsed.value], 2, false, null);
      return;
    }
    const digits = COUNT.exec(token.text)?.[1];
    if (digits === undefined || next?.text === '%') return;
    const value = Number(digits.replace(/[−–]/, '-').replace(',', '.'));
    if (Number.isFinite(value))
      add(candidateOf(value, line, [token]), [value], digits.split(/[.,]/)[1]?.length ?? 0, false, null);
  });
  return figures.sort((a, b) => a.x0 - b.x0);
}
