/** What stands around a value, and how alike two surroundings are. */
import type { Candidate } from '../candidates/candidate.ts';
import type { Layout, Token } from '../layout/layout.ts';
import type { Surroundings } from './supplier-memory.ts';

const WORDS_KEPT = 4;
/** Lines above a value that are looked at, in heights of its own line. */
const REACH_ABOVE = 5;
/** Places farther apart than this share of the page say nothing. */
const FAR = 0.12;

export function surroundingsOf(candidate: Candidate<unknown>, layout: Layout): Surroundings {
  const page = layout.pages[candidate.page]!;
  const line = layout.lines[candidate.line]!;
  const left = line.tokens.filter((token) => token.x1 <= candidate.x0 + 0.5).reverse();
  let above: Token[] = [];
  for (let index = candidate.line - 1; index >= page.firstLine && above.length === 0; index--) {
    const other = layout.lines[index]!;
    if (candidate.y0 - other.y1 > REACH_ABOVE * line.height) break;
    above = other.tokens.filter(
      (token) => Math.min(token.x1, candidate.x1) > Math.max(token.x0, candidate.x0),
    );
  }
  return {
    left: words(left),
    above: words(above),
    x: round(candidate.x1 / page.width),
    y: round((candidate.y0 + candidate.y1) / 2 / page.height),
    shape: shapeOf(candidate.text),
  };
}

/**
 * How alike, 0–1. Words decide; shape and place add to them, and decide by themselves only where neither has words.
 */
export function likeness(a: Surroundings, b: Surroundings): number {
  // What stands left of a value names it more often than what stands above; a column has nothing left of it.
  const left = a.left.length + b.left.length > 0 ? 1 : 0;
  const above = a.above.length + b.above.length > 0 ? (left ? 0.4 : 1) : 0;
  const wordsAlike =
    (left * overlap(a.left, b.left) + above * overlap(a.above, b.above)) / Math.max(left + above, 1e-9);
  const shape = a.shape === b.shape ? 1 : 0;
  const across = Math.max(0, 1 - Math.abs(a.x - b.x) / FAR);
  const down = Math.max(0, 1 - Math.abs(a.y - b.y) / FAR);
  const bare = a.left.length + b.left.length + a.above.length + b.above.length === 0;
  if (bare) return 0.4 * shape + 0.6 * across * down;
  return 0.65 * wordsAlike + 0.15 * shape + 0.12 * across + 0.08 * down;
}

/** The nearest words count most: 1, ½, ⅓ … */
function overlap(a: readonly string[], b: readonly string[]): number {
  let shared = 0;
  let all = 0;
  for (const [from, to] of [
    [a, b],
    [b, a],
  ] as const) {
    for (const [index, word] of from.entries()) {
      all += 1 / (index + 1);
      if (to.includes(word)) shared += 1 / (index + 1);
    }
  }
  return all === 0 ? 0 : shared / all;
}

function words(tokens: readonly Token[]): string[] {
  return tokens
    .map((token) => token.folded.replace(/[^\p{L}]/gu, ''))
    .filter((word) => word.length > 1)
    .slice(0, WORDS_KEPT);
}

function shapeOf(text: string): string {
  return text
    .trim()
    .replace(/\p{L}+/gu, 'a')
    .replace(/\d+/g, '9')
    .replace(/\s+/g, ' ')
    .slice(0, 24);
}

function round(share: number): number {
  return Math.round(share * 1000) / 1000;
}
