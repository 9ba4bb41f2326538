/** Which words of a PDF's text layer a reader of the page would see there. */
import type { Box, Word } from '../domain/page/page.ts';
import { isGarbled, rubbishIn } from './garbled-text.ts';
import type { PdfPageLook, PdfRect } from './pdf-look.ts';
import type { LayerWord } from './pdf-text.ts';
import type { PdfPageText } from './pdf-thread.ts';

/** `PdfPageLook` in fractions of the page as seen. */
export interface PageLook {
  hidden: Box[];
  pale: Box[];
  unmapped: Box[];
  pictures: Box[];
}

/** A text layer's words by what they are worth. */
export interface SortedLayer {
  /** To be believed. */
  believed: Word[];
  /** White: to be believed where the page is dark behind them. */
  pale: Word[];
  /** Nobody sees them: another program's reading of the picture beneath, or something to mislead programs. */
  hidden: Word[];
  /** Seen, but the text is not what is seen. */
  garbled: Word[];
  /** Quarter turns clockwise by which most of what is believed is turned on the page as seen. */
  turns: 0 | 1 | 2 | 3;
}

/** Characters that the font leaves unexplained, from which share of a font's on its text is doubted. */
const UNMAPPED_SHARE = 0.3;

/** Share of the text that must run one way for the page to be held that way: a margin's stamp does not turn it. */
const MOST_TEXT = 0.7;

/** Where things are on the page as seen; a rectangle wholly off the page becomes an empty box at its edge. */
export function placeLook(look: PdfPageLook, page: PdfPageText): PageLook {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = page.viewTransform;
  const cut = (value: number): number => Math.min(1, Math.max(0, Number.isFinite(value) ? value : 0));
  const place = ([x0, y0, x1, y1]: PdfRect): Box => {
    const [left, right] = [a * x0 + c * y0 + e, a * x1 + c * y1 + e].sort((m, n) => m - n) as [
      number,
      number,
    ];
    const [top, bottom] = [b * x0 + d * y0 + f, b * x1 + d * y1 + f].sort((m, n) => m - n) as [
      number,
      number,
    ];
    const [x, y] = [cut(left / page.width), cut(top / page.height)];
    return { x, y, width: cut(right / page.width) - x, height: cut(bottom / page.height) - y };
  };
  return {
    hidden: look.hidden.map(place),
    pale: look.pale.map(place),
    unmapped: look.unmapped.map(place),
    pictures: look.pictures.map(place),
  };
}

/** Bands across the page by which boxes are found again; a page has some fifty lines. */
const BANDS = 64;

/** Answers whether a point lies in any of the boxes, each grown by `rim` (a fraction of its height). */
function finder(boxes: readonly Box[], rim: number): (x: number, y: number) => boolean {
  const bands: Box[][] = Array.from({ length: BANDS }, () => []);
  const bandOf = (y: number): number => Math.min(BANDS - 1, Math.max(0, Math.floor(y * BANDS)));
  for (const box of boxes) {
    const grown = {
      x: box.x - rim * box.height,
      y: box.y - rim * box.height,
      width: box.width + 2 * rim * box.height,
      height: box.height * (1 + 2 * rim),
    };
    for (let band = bandOf(grown.y); band <= bandOf(grown.y + grown.height); band++) bands[band]!.push(grown);
  }
  return (x, y) =>
    bands[bandOf(y)]!.some(
      (box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height,
    );
}

/** Sorts the words; `look` is undefined where the page could not be looked at, and only the text is judged. */
export function sortLayer(words: readonly LayerWord[], look: PageLook | undefined): SortedLayer {
  const isHidden = finder(look?.hidden ?? [], 0.1);
  const isPale = finder(look?.pale ?? [], 0.1);
  const isUnmapped = finder(look?.unmapped ?? [], 0.2);
  const sorted: SortedLayer = { believed: [], pale: [], hidden: [], garbled: [], turns: 0 };
  const seen: { word: LayerWord; home: Word[]; unmapped: boolean }[] = [];
  for (const word of words) {
    const [x, y] = [word.box.x + word.box.width / 2, word.box.y + word.box.height / 2];
    if (isHidden(x, y)) sorted.hidden.push(plain(word));
    else seen.push({ word, home: isPale(x, y) ? sorted.pale : sorted.believed, unmapped: isUnmapped(x, y) });
  }
  const characters: [number, number, number, number] = [0, 0, 0, 0];
  const garbledFonts = new Set<string>();
  for (const [font, own] of Map.groupBy(seen, ({ word }) => word.font)) {
    const doubtful = own.filter(({ unmapped }) => unmapped).length >= UNMAPPED_SHARE * own.length;
    if (doubtful || isGarbled(own.map(({ word }) => word.text))) garbledFonts.add(font);
  }
  for (const { word, home } of seen) {
    const isBad = garbledFonts.has(word.font) || rubbishIn(word.text) >= 0.5 * word.text.length;
    (isBad ? sorted.garbled : home).push(plain(word));
    if (!isBad) characters[word.turns] += word.text.length;
  }
  const total = characters.reduce((sum, count) => sum + count, 0);
  const most = characters.findIndex((count) => count >= MOST_TEXT * total);
  if (total > 0 && most > 0) sorted.turns = most as 1 | 2 | 3;
  return sorted;
}

/** The word without its font: what is kept of a page. */
function plain({ text, box, confidence }: LayerWord): Word {
  return { text, box, confidence };
}
