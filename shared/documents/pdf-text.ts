/** From a PDF's runs of text to words with their places on the page as a person sees it. */
import type { Box, Word } from '../domain/page/page.ts';
import { quarterTurns } from '../domain/page/upright.ts';
import { clampBox, inReadingOrder } from '../ocr/reading-order.ts';
import { withoutMojibake } from './garbled-text.ts';
import type { PdfPageText, PdfTextItem } from './pdf-thread.ts';

/**
 * Widths of Helvetica's characters in thousandths of the font size, by class. A run's total width is known
 * exactly; how it spreads over its characters is not, and most invoices are set in something like it.
 */
function characterWidth(character: string): number {
  if (/[ijl|.,:;'!\u2019]/.test(character)) return 250;
  if (/[ frtIJ()[\]{}/\\\-\u00a0\u202f]/.test(character)) return 310;
  if (/[mwMW@%\u20ac\u2014]/.test(character)) return 860;
  if (/[A-Z\u00c0-\u00de&]/.test(character)) return 690;
  return 545;
}

/** A word of a text layer, with the font that it is set in: fonts, not words, are what goes wrong. */
export interface LayerWord extends Word {
  font: string;
  /** By how many quarter turns clockwise it is turned on the page as seen. */
  turns: 0 | 1 | 2 | 3;
}

interface Fragment {
  text: string;
  box: Box;
  font: string;
  /** Nothing but space parted it from what came before, or it opens its run. */
  afterSpace: boolean;
  /** Nothing but space follows it in its run. */
  beforeSpace: boolean;
  /** Font size as seen, and direction of writing, both in points of the page. */
  size: number;
  direction: [number, number];
  /** Where the baseline starts and ends. */
  start: [number, number];
  end: [number, number];
}

type Matrix = readonly number[];

function multiply(a: Matrix, b: Matrix): [number, number, number, number, number, number] {
  const [a0 = 1, a1 = 0, a2 = 0, a3 = 1, a4 = 0, a5 = 0] = a;
  const [b0 = 1, b1 = 0, b2 = 0, b3 = 1, b4 = 0, b5 = 0] = b;
  return [
    a0 * b0 + a2 * b1,
    a1 * b0 + a3 * b1,
    a0 * b2 + a2 * b3,
    a1 * b2 + a3 * b3,
    a0 * b4 + a2 * b5 + a4,
    a1 * b4 + a3 * b5 + a5,
  ];
}

/** Splits one run at its spaces and places each part along the run's baseline. */
function fragments(item: PdfTextItem, page: PdfPageText): Fragment[] {
  if (item.str.trim() === '') return [];
  const [a, b, c, d, x, y] = multiply(page.viewTransform, item.transform);
  const size = Math.hypot(c, d);
  const unit = Math.hypot(a, b);
  if (!(size > 0) || !(unit > 0) || !Number.isFinite(x + y)) return [];
  const style = page.styles[item.fontName];
  const vertical = style?.vertical === true;
  // Lengths come in the page's own units, which the view may scale (UserUnit).
  const [v0 = 1, v1 = 0] = page.viewTransform;
  const length = (vertical ? item.height : item.width) * Math.hypot(v0, v1);
  const along: [number, number] = vertical ? [-c / size, -d / size] : [a / unit, b / unit];
  const up: [number, number] = [c / size, d / size];
  // Fonts lie about their heights; beyond these bounds lines would run into each other.
  const ascent = size * Math.min(0.95, Math.max(0.6, style?.ascent || 0.75));
  const descent = size * Math.min(0.3, Math.max(0.1, Math.abs(style?.descent || 0.2)));

  const characters = Array.from(item.str);
  const widths = characters.map(characterWidth);
  const total = widths.reduce((sum, width) => sum + width, 0);
  const result: Fragment[] = [];
  let offset = 0;
  let begin = 0;
  let text = '';
  const flush = (followed: boolean): void => {
    if (text === '') return;
    const [from, to] = [(begin / total) * length, (offset / total) * length];
    const start: [number, number] = [x + along[0] * from, y + along[1] * from];
    const end: [number, number] = [x + along[0] * to, y + along[1] * to];
    const corners = [start, end].flatMap((point): [number, number][] => [
      [point[0] + up[0] * ascent, point[1] + up[1] * ascent],
      [point[0] - up[0] * descent, point[1] - up[1] * descent],
    ]);
    const xs = corners.map((corner) => corner[0]);
    const ys = corners.map((corner) => corner[1]);
    const box = clampBox(
      Math.min(...xs) / page.width,
      Math.min(...ys) / page.height,
      Math.max(...xs) / page.width,
      Math.max(...ys) / page.height,
    );
    result.push({
      text,
      box,
      font: item.fontName,
      afterSpace: begin > 0,
      beforeSpace: followed,
      size,
      direction: along,
      start,
      end,
    });
    text = '';
  };
  for (const [i, character] of characters.entries()) {
    if (/\s/.test(character)) {
      flush(true);
    } else {
      if (text === '') begin = offset;
      text += character;
    }
    offset += widths[i]!;
  }
  flush(false);
  return result;
}

/** Whether `next` goes on with the word that `last` ends: on its baseline, right behind it, same size. */
function continues(last: Fragment, next: Fragment): boolean {
  if (last.beforeSpace || next.afterSpace) return false;
  const sameWay = last.direction[0] * next.direction[0] + last.direction[1] * next.direction[1] > 0.99;
  if (!sameWay || Math.min(last.size, next.size) < 0.6 * Math.max(last.size, next.size)) return false;
  const [dx, dy] = [next.start[0] - last.end[0], next.start[1] - last.end[1]];
  const gap = dx * last.direction[0] + dy * last.direction[1];
  const offBaseline = Math.abs(dx * last.direction[1] - dy * last.direction[0]);
  return offBaseline < 0.15 * last.size && gap > -0.25 * last.size && gap < 0.13 * last.size;
}

function union(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** A word's text as people write it: ligatures taken apart, soft hyphens and zero-width marks gone, accents right. */
function cleanText(text: string): string {
  return withoutMojibake(text)
    .replace(/[\ufb00-\ufb06]/g, (ligature) => ligature.normalize('NFKD'))
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff\0]/g, '')
    .normalize('NFC');
}

/** The words of a page's text layer in reading order, confidence 1. Words wholly off the page are left out. */
export function toWords(page: PdfPageText): LayerWord[] {
  const joined: Fragment[] = [];
  let previous: Fragment | undefined;
  for (const item of page.items) {
    if (item.str !== '' && item.str.trim() === '') {
      if (previous) previous.beforeSpace = true;
      continue;
    }
    for (const fragment of fragments(item, page)) {
      if (previous && continues(previous, fragment)) {
        previous.text += fragment.text;
        previous.box = union(previous.box, fragment.box);
        previous.end = fragment.end;
        previous.beforeSpace = fragment.beforeSpace;
      } else {
        joined.push(fragment);
        previous = fragment;
      }
    }
  }
  const words = joined
    .map(({ text, box, font, direction: [x, y] }) => ({
      text: cleanText(text),
      box,
      confidence: 1,
      font,
      turns: quarterTurns((Math.atan2(y, x) * 180) / Math.PI),
    }))
    .filter((word) => word.text !== '' && word.box.width > 0 && word.box.height > 0);
  return inReadingOrder(words);
}
