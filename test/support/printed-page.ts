/** Pages written by hand for tests of extraction: words placed on a grid, as a reader would give them. */
import type { Page, Provider, Word } from '../../shared/domain/page/page.ts';

const WIDTH_POINTS = 595;
const HEIGHT_POINTS = 842;
const LINE_POINTS = 14;
const WORD_POINTS = 9;
const CHARACTER_POINTS = 5;

export interface PrintedPageOptions {
  provider?: Provider;
  confidence?: number;
  number?: number;
  /** Drop of a horizontal line over the page's width, in points: the skew of a scan. */
  dropPoints?: number;
}

/**
 * A page from lines of text. A character's column is its place: two or more spaces leave a gap as wide as they
 * are, so columns line up as they do in a fixed-width font.
 */
export function printedPage(text: string, options: PrintedPageOptions = {}): Page {
  const { provider = 'text-layer', confidence = 1, number = 1, dropPoints = 0 } = options;
  const words: Word[] = [];
  text
    .replace(/^\n/, '')
    .split('\n')
    .forEach((line, row) => {
      for (const match of line.matchAll(/\S+/g)) {
        const x = 30 + match.index * CHARACTER_POINTS;
        const width = match[0].length * CHARACTER_POINTS - 1;
        const y = 30 + row * LINE_POINTS + (dropPoints * (x + width / 2)) / WIDTH_POINTS;
        words.push({
          text: match[0],
          confidence,
          box: {
            x: x / WIDTH_POINTS,
            y: y / HEIGHT_POINTS,
            width: width / WIDTH_POINTS,
            height: WORD_POINTS / HEIGHT_POINTS,
          },
        });
      }
    });
  return { number, widthPoints: WIDTH_POINTS, heightPoints: HEIGHT_POINTS, provider, words, confidence };
}
