/** What a medium and the engines that read it do to words. */
import type { DrawnPage, Medium } from '../document.ts';
import type { DrawnWord } from '../drawing/page-words.ts';
import type { Random } from '../random.ts';
import type { NoisyWord } from '../read-pages.ts';

/** The words of a page as they come out of a medium, with a confidence each. */
export function throughMedium(
  words: readonly DrawnWord[],
  _page: DrawnPage,
  medium: Medium,
  random: Random,
): NoisyWord[] {
  if (medium === 'digital') return words.map((word) => ({ ...word, confidence: 1 }));
  return words.map((word) => ({ ...word, confidence: 0.9 + 0.1 * random.next() }));
}
