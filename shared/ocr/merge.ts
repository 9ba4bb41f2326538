/**
 * One reading from two engines' words for the same picture. They fail differently: PP-OCR is the better one for
 * figures and identifiers, Tesseract for accents, spacing and the euro sign.
 */
import type { Box, Word } from '../domain/page/page.ts';
import { fold, mergeAligned, type Referee } from './merge-aligned.ts';
import type { TextLine } from './ppocr-detect.ts';
import type { ReadWord } from './ppocr-recognize.ts';
import { horizontalOverlap, inReadingOrder, verticalOverlap } from './reading-order.ts';

/** What Tesseract alone saw must be read at least this well: it also reads stains and rules. */
const ALONE_TESSERACT = 0.7;
/** What PP-OCR alone saw. */
const ALONE_PPOCR = 0.6;
/** And what has neither letter nor digit. */
const ALONE_MARK = 0.95;

/** Length, in heights of a line, of all that is read a third time: words up to here, about 0.3 s of one core, */
const MAX_JUDGED_WORDS = 50;
/** and figures up to here, words included. A figure read wrongly costs a field, which a word seldom does. */
const MAX_JUDGED = 130;
/** What is read beside a disputed word, in heights of the line: letters cut in two are read as others. */
const STRETCH_MARGIN = 1.2;

interface Cluster {
  tesseract: Word[];
  ppocr: Word[];
}

function touch(a: Word, b: Word): boolean {
  return verticalOverlap(a.box, b.box) > 0.5 && horizontalOverlap(a.box, b.box) > 0.35;
}

/** Groups of words of both engines that cover the same print: one word here may be three there. */
function clusters(tesseract: readonly Word[], ppocr: readonly Word[]): Cluster[] {
  const all = [
    ...tesseract.map((word) => ({ word, first: true })),
    ...ppocr.map((word) => ({ word, first: false })),
  ];
  const parent = all.map((_, i) => i);
  const root = (i: number): number => {
    let at = i;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!;
      at = parent[at]!;
    }
    return at;
  };
  // Only words of the two engines are compared, and only those at like heights, found through bands of the page.
  const bands = new Map<number, number[]>();
  const bandsOf = (word: Word): number[] => {
    const result: number[] = [];
    for (
      let band = Math.floor(word.box.y * 50);
      band <= Math.floor((word.box.y + word.box.height) * 50);
      band++
    )
      result.push(band);
    return result;
  };
  for (const [i, { word, first }] of all.entries()) {
    if (!first) continue;
    for (const band of bandsOf(word)) bands.get(band)?.push(i) ?? bands.set(band, [i]);
  }
  for (const [i, { word, first }] of all.entries()) {
    if (first) continue;
    for (const band of bandsOf(word)) {
      for (const j of bands.get(band) ?? []) if (touch(word, all[j]!.word)) parent[root(i)] = root(j);
    }
  }
  const groups = new Map<number, Cluster>();
  for (const [i, { word, first }] of all.entries()) {
    const key = root(i);
    const group = groups.get(key) ?? { tesseract: [], ppocr: [] };
    groups.set(key, group);
    (first ? group.tesseract : group.ppocr).push(word);
  }
  return [...groups.values()];
}

function choose({ tesseract, ppocr }: Cluster, referee: Referee): Word[] {
  if (ppocr.length === 0) {
    return tesseract.filter(
      (word) => word.confidence >= ALONE_TESSERACT && /[\p{L}\p{N}]{2}|\u20ac|\d/u.test(word.text),
    );
  }
  if (tesseract.length === 0) {
    // A mark of its own may be a speck.
    return ppocr.filter(
      ({ text, confidence }) => confidence >= (/[\p{L}\p{N}\u20ac]/u.test(text) ? ALONE_PPOCR : ALONE_MARK),
    );
  }
  return mergeAligned(inReadingOrder(tesseract), inReadingOrder(ppocr), referee);
}

/** A third reading's letters and digits by place, folded; empty where it has none. */
function byPlace(words: readonly ReadWord[]): Referee['third'] {
  const bandOf = ({ y, height }: Box): number => Math.floor((y + height / 2) * 100);
  const bands = new Map<number, ReadWord[]>();
  for (const word of words) {
    const band = bandOf(word.box);
    for (const near of [band - 1, band, band + 1]) bands.get(near)?.push(word) ?? bands.set(near, [word]);
  }
  return (box) => {
    const characters = (bands.get(bandOf(box)) ?? [])
      .filter((word) => verticalOverlap(word.box, box) > 0.6 && horizontalOverlap(word.box, box) > 0)
      .flatMap((word) => word.characters)
      .filter(({ box: { x, width } }) => x + width / 2 > box.x && x + width / 2 < box.x + box.width)
      .sort((a, b) => a.box.x - b.box.x);
    return fold(characters.map((character) => character.text).join(''));
  };
}

/**
 * The better reading of every word, in reading order. `third` is another network's reading of the disputed lines:
 * what two of three read is believed.
 */
export function mergeWords(
  tesseract: readonly Word[],
  ppocr: readonly Word[],
  third: readonly ReadWord[] = [],
): Word[] {
  const referee: Referee = { third: byPlace(third), disputed() {} };
  return inReadingOrder(clusters(tesseract, ppocr).flatMap((cluster) => choose(cluster, referee)));
}

/**
 * The stretches of lines on which the engines read letters or digits differently, those with figures
 * first, then those with the most such words, up to what a third reading may cost. `image` is what the lines' pixels are of.
 */
export function disputedStretches(
  tesseract: readonly Word[],
  ppocr: readonly Word[],
  lines: readonly TextLine[],
  image: { width: number; height: number },
): TextLine[] {
  const disputes: (Box & { hasFigures: boolean })[] = [];
  const referee: Referee = {
    third: () => '',
    disputed: (box, text) => disputes.push({ ...box, hasFigures: /\d/.test(text) }),
  };
  for (const cluster of clusters(tesseract, ppocr)) choose(cluster, referee);
  const found: { stretch: TextLine; count: number; hasFigures: boolean }[] = [];
  for (const line of lines) {
    const height = line.bottom - line.top;
    // A line on its side has no stretches from left to right.
    if (height > line.right - line.left) continue;
    const here = disputes
      .filter(({ x, y, width, height: tall }) => {
        const [middleX, middleY] = [(x + width / 2) * image.width, (y + tall / 2) * image.height];
        return middleX > line.left && middleX < line.right && middleY > line.top && middleY < line.bottom;
      })
      .sort((a, b) => a.x - b.x);
    let last: (typeof found)[number] | undefined;
    for (const { x, width, hasFigures } of here) {
      const left = Math.max(line.left, x * image.width - STRETCH_MARGIN * height);
      const right = Math.min(line.right, (x + width) * image.width + STRETCH_MARGIN * height);
      if (last && left <= last.stretch.right) {
        last.stretch.right = Math.max(last.stretch.right, right);
        last.count++;
        last.hasFigures ||= hasFigures;
      } else {
        last = { stretch: { ...line, left, right }, count: 1, hasFigures };
        found.push(last);
      }
    }
  }
  const lengthOf = ({ left, right, top, bottom }: TextLine): number => (right - left) / (bottom - top);
  let spent = 0;
  return found
    .sort(
      (a, b) =>
        Number(b.hasFigures) - Number(a.hasFigures) ||
        b.count / lengthOf(b.stretch) - a.count / lengthOf(a.stretch),
    )
    .filter(({ stretch, hasFigures }) => {
      spent += lengthOf(stretch);
      return spent <= (hasFigures ? MAX_JUDGED : MAX_JUDGED_WORDS);
    })
    .map(({ stretch }) => stretch);
}
