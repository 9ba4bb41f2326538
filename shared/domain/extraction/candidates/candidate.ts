/** A value that the document shows, before anyone has decided what it is. */
import type { Place, Token } from '../layout/layout.ts';
import { bounds, type Line, textOf } from '../layout/layout.ts';

export interface Candidate<T> extends Place {
  value: T;
  /** As printed. */
  text: string;
  tokens: Token[];
  /** Confidence of the words read, 0–1: their mean, pulled towards the worst. */
  reading: number;
}

/** A candidate over tokens of one line. */
export function candidateOf<T>(value: T, line: Line, tokens: Token[], text = textOf(tokens)): Candidate<T> {
  return {
    value,
    text,
    tokens,
    page: line.page,
    line: line.line,
    ...bounds(tokens),
    reading: readingOf(tokens),
  };
}

/** How well tokens were read: half their mean, half the worst, since one wrong digit spoils a value. */
function readingOf(tokens: readonly Token[]): number {
  if (tokens.length === 0) return 0;
  let sum = 0;
  let worst = 1;
  for (const token of tokens) {
    sum += token.confidence;
    worst = Math.min(worst, token.confidence);
  }
  return (sum / tokens.length + worst) / 2;
}
