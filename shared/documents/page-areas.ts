/** Parts of a page's picture: what is there to be read beside the text layer, and cutting it out for OCR. */
import type { Box, Word } from '../domain/page/page.ts';
import type { PageImage } from '../ocr/page-image.ts';
import { horizontalOverlap, inReadingOrder, verticalOverlap } from '../ocr/reading-order.ts';

/** Calls `visit` with the first pixel and the number of pixels of each row of a box, grown by `rim` of its height. */
function eachRow(
  { width, height }: PageImage,
  box: Box,
  rim: number,
  visit: (start: number, count: number) => void,
): void {
  const grow = box.height * rim;
  const left = Math.max(0, Math.floor((box.x - grow) * width));
  const right = Math.min(width, Math.ceil((box.x + box.width + grow) * width));
  const top = Math.max(0, Math.floor((box.y - grow) * height));
  const bottom = Math.min(height, Math.ceil((box.y + box.height + grow) * height));
  if (right <= left) return;
  for (let y = top; y < bottom; y++) visit(y * width + left, right - left);
}

/** A copy of the page with the words painted over in white, a rim around each for its box's guesswork. */
export function withoutWords(image: PageImage, words: readonly Word[]): PageImage {
  const pixels = Uint8Array.from(image.pixels);
  for (const { box } of words) {
    eachRow(image, box, 0.3, (start, count) => pixels.fill(255, start, start + count));
  }
  return { ...image, pixels };
}

/** Share (0–1) of an area's pixels that are dark. */
export function inkIn(image: PageImage, area: Box): number {
  let [dark, all] = [0, 0];
  eachRow(image, area, 0, (start, count) => {
    all += count;
    for (let at = start; at < start + count; at++) if (image.pixels[at]! < 128) dark++;
  });
  return all === 0 ? 0 : dark / all;
}

/** Whether anything stands out in a box: letters from their ground, whichever of them is the lighter. */
export function hasContrast(image: PageImage, box: Box): boolean {
  // The box's edges may lie on the next cell's ground.
  const inner = { ...box, y: box.y + 0.2 * box.height, height: 0.6 * box.height };
  let [low, high] = [255, 0];
  eachRow(image, inner, 0, (start, count) => {
    for (let at = start; at < start + count; at++) {
      low = Math.min(low, image.pixels[at]!);
      high = Math.max(high, image.pixels[at]!);
    }
  });
  return high - low > 50;
}

/** A part of a page's picture, and how to get from places on it to places on the page. */
export interface CutOut {
  image: PageImage;
  /** Words found on the part as they lie on the page. */
  putBack(words: readonly Word[]): Word[];
}

/** The part of a page under a box, at least a pixel wide and high. */
export function cutOut(page: PageImage, area: Box): CutOut {
  const left = Math.min(page.width - 1, Math.floor(area.x * page.width));
  const top = Math.min(page.height - 1, Math.floor(area.y * page.height));
  const width = Math.max(1, Math.min(page.width - left, Math.ceil(area.width * page.width)));
  const height = Math.max(1, Math.min(page.height - top, Math.ceil(area.height * page.height)));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const start = (top + y) * page.width + left;
    pixels.set(page.pixels.subarray(start, start + width), y * width);
  }
  return {
    image: { pixels, width, height, dpi: page.dpi },
    putBack: (words) =>
      words.map((word) => ({
        ...word,
        box: {
          x: (left + word.box.x * width) / page.width,
          y: (top + word.box.y * height) / page.height,
          width: (word.box.width * width) / page.width,
          height: (word.box.height * height) / page.height,
        },
      })),
  };
}

/** Words of two readings of one page in reading order; of the second, those that lie on none of the first. */
export function together(first: readonly Word[], second: readonly Word[]): Word[] {
  const added = second.filter(
    (word) =>
      !first.some(
        ({ box }) => verticalOverlap(box, word.box) > 0.3 && horizontalOverlap(box, word.box) > 0.3,
      ),
  );
  return inReadingOrder([...first, ...added]);
}

/** The smallest box around all of these; an empty one for none. */
export function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: 0, height: 0 };
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

/** Areas that overlap made one, so that nothing in them is read twice. */
export function merged(areas: readonly Box[]): Box[] {
  const result: Box[] = [];
  for (const area of areas) {
    let grown = area;
    for (let at = 0; at < result.length; at++) {
      const other = result[at]!;
      if (verticalOverlap(other, grown) <= 0 || horizontalOverlap(other, grown) <= 0) continue;
      grown = around([other, grown]);
      result.splice(at, 1);
      // What has grown may reach others that it did not reach before.
      at = -1;
    }
    result.push(grown);
  }
  return result;
}
