/** How badly pages come out of a medium: shares measured on real pictures, spread from page to page. */
import type { Medium } from '../document.ts';
import type { Random } from '../random.ts';

/** How bad a page came out. All are shares, 0–1, unless told. */
export interface Wear {
  /** Errors per letter. */
  letters: number;
  lostLines: number;
  lostWords: number;
  /** Of short words (one or two letters), beside those above. */
  lostShort: number;
  merged: number;
  split: number;
  /** Accented words that lose their accents. */
  accents: number;
  /** Degrees. */
  skew: number;
  /** Height of boxes against the text layer's. */
  height: number;
  /** In heights of a word. */
  jitter: number;
  /** Words of dirt, stamps and lines a page. */
  garbage: number;
}

/** Skewed to the good side: most pages are read well, some badly. */
function spread(random: Random, low: number, high: number): number {
  return low + (high - low) * random.next() ** 2.2;
}

/** The wear of one page. */
export function wearOf(medium: Medium, random: Random): Wear {
  const base = {
    height: random.between(0.62, 0.9),
    accents: random.chance(0.12) ? random.between(0.2, 0.9) : random.between(0, 0.04),
  };
  switch (medium) {
    case 'faxed':
      return {
        ...base,
        letters: spread(random, 0.012, 0.15),
        lostLines: spread(random, 0, 0.05),
        lostWords: spread(random, 0.004, 0.05),
        lostShort: spread(random, 0.05, 0.2),
        merged: spread(random, 0.005, 0.04),
        split: spread(random, 0.001, 0.02),
        skew: random.around(0, 0.5),
        jitter: 0.22,
        garbage: spread(random, 0, 12),
      };
    case 'photographed':
      return {
        ...base,
        letters: spread(random, 0.001, 0.05),
        lostLines: spread(random, 0, 0.03),
        lostWords: spread(random, 0.001, 0.03),
        lostShort: spread(random, 0.02, 0.14),
        merged: spread(random, 0.005, 0.06),
        split: spread(random, 0.001, 0.02),
        skew: random.around(0, 1.6),
        jitter: 0.14,
        garbage: spread(random, 0, 8),
      };
    default:
      return {
        ...base,
        letters: spread(random, 0.0004, 0.022),
        lostLines: spread(random, 0, 0.01),
        lostWords: spread(random, 0.0005, 0.012),
        lostShort: spread(random, 0.02, 0.12),
        merged: spread(random, 0.003, 0.03),
        split: spread(random, 0.0005, 0.01),
        skew: random.around(0, 0.6),
        jitter: 0.09,
        garbage: spread(random, 0, 6),
      };
  }
}
