/** Putting words into the order in which a person reads them, and measuring a page's words. */
import type { Box, Word } from '../domain/page/page.ts';

/** Share of the smaller one's height that two boxes have in common vertically, 0–1. */
export function verticalOverlap(a: Box, b: Box): number {
  const common = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, common) / Math.max(1e-9, Math.min(a.height, b.height));
}

/** Share of the narrower one's width that two boxes have in common horizontally, 0–1. */
export function horizontalOverlap(a: Box, b: Box): number {
  const common = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  return Math.max(0, common) / Math.max(1e-9, Math.min(a.width, b.width));
}

/**
 * Words grouped into lines, top to bottom, each line left to right. A word joins the line whose last word it
 * stands beside, so lines that climb or fall a little stay whole.
 */
function toLines<W extends { box: Box }>(words: readonly W[]): W[][] {
  const lines: { last: Box; words: W[]; middle: number }[] = [];
  for (const word of [...words].sort((a, b) => a.box.x - b.box.x)) {
    let best: (typeof lines)[number] | undefined;
    let bestOverlap = 0.5;
    for (const line of lines) {
      // Words stacked in one column are different lines even where their boxes touch.
      if (horizontalOverlap(line.last, word.box) > 0.5) continue;
      const overlap = verticalOverlap(line.last, word.box);
      if (overlap > bestOverlap) {
        bestOverlap = overlap;
        best = line;
      }
    }
    if (best) {
      best.words.push(word);
      best.last = word.box;
    } else {
      lines.push({ last: word.box, words: [word], middle: word.box.y + word.box.height / 2 });
    }
  }
  return lines.sort((a, b) => a.middle - b.middle).map((line) => line.words);
}

/** The words line by line. */
export function inReadingOrder<W extends { box: Box }>(words: readonly W[]): W[] {
  return toLines(words).flat();
}

/** Mean confidence, 0 for no words. */
export function meanConfidence(words: readonly Word[]): number {
  if (words.length === 0) return 0;
  return words.reduce((sum, word) => sum + word.confidence, 0) / words.length;
}

/** A box cut to the page; engines and text layers may reach a little beyond its edge. */
export function clampBox(x0: number, y0: number, x1: number, y1: number): Box {
  const cut = (value: number): number => Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
  const [left, top, right, bottom] = [cut(x0), cut(y0), cut(x1), cut(y1)];
  return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
}
