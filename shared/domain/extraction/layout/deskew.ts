/** Takes the tilt out of a page: a photograph held askew drops a line by its own height every few words. */
import type { Token } from './layout.ts';
import { median } from './median.ts';

/** Slopes tried, about ±7°; a page tilted further was turned by its reader. */
const STEEPEST = 0.12;
const COARSE = 0.008;
const FINE = 0.001;
/** Fewer words than this have no lines to go by. */
const MIN_TOKENS = 12;
/** A slope must gather words into lines this much better than none does. */
const GAIN = 1.04;

/** The same tokens, moved up or down so that lines are level. Tokens are changed in place. */
export function deskew(tokens: Token[]): Token[] {
  if (tokens.length < MIN_TOKENS) return tokens;
  const bin = 0.4 * (median(tokens.map((token) => token.y1 - token.y0)) || 10);
  const level = concentration(tokens, 0, bin);
  let best = { slope: 0, score: level };
  const tryAround = (middle: number, reach: number, step: number) => {
    for (let slope = middle - reach; slope <= middle + reach + 1e-9; slope += step) {
      const score = concentration(tokens, slope, bin);
      if (score > best.score) best = { slope, score };
    }
  };
  tryAround(0, STEEPEST, COARSE);
  tryAround(best.slope, COARSE, FINE);
  if (best.score < GAIN * level) return tokens;
  for (const token of tokens) {
    const shift = best.slope * ((token.x0 + token.x1) / 2);
    token.y0 -= shift;
    token.y1 -= shift;
  }
  return tokens;
}

/** How much a slope gathers the middles of words on common heights: the sum of squares of a histogram. */
function concentration(tokens: readonly Token[], slope: number, bin: number): number {
  const counts = new Map<number, number>();
  for (const token of tokens) {
    const height = ((token.y0 + token.y1) / 2 - slope * ((token.x0 + token.x1) / 2)) / bin;
    const lower = Math.floor(height);
    // Shared between two bins, so that a line on a border is not cut.
    const share = height - lower;
    counts.set(lower, (counts.get(lower) ?? 0) + 1 - share);
    counts.set(lower + 1, (counts.get(lower + 1) ?? 0) + share);
  }
  let sum = 0;
  for (const count of counts.values()) sum += count * count;
  return sum;
}
