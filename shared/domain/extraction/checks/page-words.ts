/** What the checks want to know of the pages. */
import type { Layout } from '../layout/layout.ts';

/** All words of the pages, folded, line by line. */
export function foldedTextOf(layout: Layout): string {
  return layout.lines.map((line) => line.tokens.map((token) => token.folded).join(' ')).join('\n');
}

/** Mean confidence of the words, 0–1; 0 for pages without any. */
export function readingConfidenceOf(layout: Layout): number {
  let sum = 0;
  let count = 0;
  for (const line of layout.lines) {
    for (const token of line.tokens) sum += token.confidence;
    count += line.tokens.length;
  }
  return count === 0 ? 0 : sum / count;
}
