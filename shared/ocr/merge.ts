/**
 * One reading from two engines' words for the same picture. They fail differently: PP-OCR is the better one for
 * figures and identifiers, Tesseract for accents, spacing and the euro sign.
 */
import type { Word } from '../domain/page/page.ts';
import { mergeAligned } from './merge-aligned.ts';
import { horizontalOverlap, inReadingOrder, verticalOverlap } from './reading-order.ts';

/** What Tesseract alone saw must be read at least this well: it also reads stains and rules. */
const ALONE_TESSERACT = 0.7;
/** What PP-OCR alone saw. */
const ALONE_PPOCR = 0.6;

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

function choose({ tesseract, ppocr }: Cluster): Word[] {
  if (ppocr.length === 0) {
    return tesseract.filter(
      (word) => word.confidence >= ALONE_TESSERACT && /[\p{L}\p{N}]{2}|\u20ac|\d/u.test(word.text),
    );
  }
  if (tesseract.length === 0) return ppocr.filter((word) => word.confidence >= ALONE_PPOCR);
  return mergeAligned(inReadingOrder(tesseract), inReadingOrder(ppocr));
}

/** The better reading of every word, in reading order. */
export function mergeWords(tesseract: readonly Word[], ppocr: readonly Word[]): Word[] {
  return inReadingOrder(clusters(tesseract, ppocr).flatMap(choose));
}
