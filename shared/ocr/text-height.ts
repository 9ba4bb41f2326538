/** How high the print on a page is, from its pixels alone: what decides how closely the page must be looked at. */
import type { PageImage } from './page-image.ts';

/** Fewer letters than this tell nothing. */
const MIN_LETTERS = 60;
/** Lower ink is the grain of paper; letters so low cannot be read anyway. */
const MIN_HEIGHT = 4;
/** More change nothing. */
const MAX_LETTERS = 20_000;

/** The grey between ink and paper: the middle between what 1 % and what 60 % of the pixels are darker than. */
function inkThreshold({ pixels }: PageImage): number {
  const counts = new Uint32Array(256);
  for (const value of pixels) counts[value]!++;
  const percentile = (share: number): number => {
    let left = share * pixels.length;
    for (let value = 0; value < 256; value++) {
      left -= counts[value]!;
      if (left <= 0) return value;
    }
    return 255;
  };
  return (percentile(0.01) + percentile(0.6)) / 2;
}

/**
 * Median height in pixels of what looks like letters: touching ink about as wide as high. Small letters make up
 * most of a text, so this is near the height of an x. Null where there are too few to tell.
 */
export function textHeight(image: PageImage): number | null {
  const { pixels, width, height } = image;
  const threshold = inkThreshold(image);
  const seen = new Uint8Array(width * height);
  const stack: number[] = [];
  const heights: number[] = [];
  for (let start = 0; start < seen.length && heights.length < MAX_LETTERS; start++) {
    if (seen[start] || pixels[start]! >= threshold) continue;
    let [left, right, top, bottom] = [width, 0, height, 0];
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      for (const next of [x > 0 ? at - 1 : at, x + 1 < width ? at + 1 : at, at - width, at + width]) {
        if (next < 0 || next >= seen.length || seen[next] || pixels[next]! >= threshold) continue;
        seen[next] = 1;
        stack.push(next);
      }
    }
    const [w, h] = [right - left + 1, bottom - top + 1];
    if (h >= MIN_HEIGHT && h <= 120 && w <= 2.5 * h && w >= 0.25 * h) heights.push(h);
  }
  if (heights.length < MIN_LETTERS) return null;
  return heights.sort((a, b) => a - b)[heights.length >> 1]!;
}
