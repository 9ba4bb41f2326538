/**
 * One page of a PDF: its text layer as far as that can be believed, and OCR for what is to be seen beside it, in
 * pictures mostly, or in the whole page where the text layer is none.
 */
import { AppError } from '../contract/app-error.ts';
import type { Box, Page, Word } from '../domain/page/page.ts';
import { ThreadError } from '../ocr/call-thread.ts';
import { isEmpty, type PageImage } from '../ocr/page-image.ts';
import type { PageReader } from '../ocr/page-reader.ts';
import { inReadingOrder, meanConfidence } from '../ocr/reading-order.ts';
import { lettersIn } from './garbled-text.ts';
import type { ReadingLimits } from './limits.ts';
import { around, cutOut, hasContrast, inkIn, merged, together, withoutWords } from './page-areas.ts';
import type { PdfPageLook } from './pdf-look.ts';
import { toWords } from './pdf-text.ts';
import { type PdfPageText, type PdfThread, TOO_MUCH_MEMORY } from './pdf-thread.ts';
import { type PageLook, placeLook, type SortedLayer, sortLayer } from './text-trust.ts';

/** A text layer with fewer letters and digits may be a header stamped on a scan: the picture is looked at too. */
const SPARSE_CHARACTERS = 400;
/** Share of dark pixels outside the text layer's words from which on there is something else to read. */
const UNEXPLAINED_INK = 0.004;
/** A page with less ink than this is blank; OCR would only read dust. */
const BLANK_INK = 0.0002;
/** A picture smaller than this, in points, is an ornament. */
const MIN_PICTURE_POINTS: readonly [width: number, height: number] = [60, 20];
/** Share of the page that a picture takes up if there is text worth reading in it, beside a full text layer. */
const MIN_PICTURE_SHARE = 0.05;
/** The same beside a sparse text layer, where a picture may hold what the layer lacks. */
const MIN_PICTURE_SHARE_SPARSE = 0.004;
/** Scans are often cut into strips; what lies closer together than this (share of the page) is one picture. */
const STRIP_GAP = 0.004;
/** Characters of garbled text below which it is an ornament: bullets and arrows of a symbol font. */
const FEW_GARBLED = 8;
/** Above this share of the page in areas, or with more of them, the whole page is read at once. */
const MOST_OF_PAGE = 0.6;
const MAX_AREAS = 6;

/** Density at which it shows whether letters stand out from their ground. */
const CONTRAST_DPI = 90;

const WHOLE: Box = { x: 0, y: 0, width: 1, height: 1 };

/** What reading a page needs beside its thread. */
export interface PageReading {
  reader: PageReader;
  limits: ReadingLimits;
}

/**
 * Runs `work`, and once again if something in the thread failed: the thread may have been damaged by documents
 * before this one, or the machine been short of memory for a moment. Only what fails twice is the document's fault.
 */
export async function twice<T>(
  signal: AbortSignal,
  isDoubtful: (error: ThreadError) => boolean,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted || !(error instanceof ThreadError) || !isDoubtful(error)) throw error;
    return work();
  }
}

/** Whether the thread died, rather than the file being refused by its parser. */
export const isCrash = (error: ThreadError): boolean => error.kind === 'crashed';

/** Areas of pictures large enough to hold text, strips of one scan joined. */
function pictureAreas(look: PageLook, text: PdfPageText, sparse: boolean): Box[] {
  const strips = look.pictures.map((box) => ({
    x: box.x,
    y: box.y,
    width: Math.min(1 - box.x, box.width + STRIP_GAP),
    height: Math.min(1 - box.y, box.height + STRIP_GAP),
  }));
  const share = sparse ? MIN_PICTURE_SHARE_SPARSE : MIN_PICTURE_SHARE;
  return merged(strips.slice(0, 1000)).filter(
    ({ width, height }) =>
      width * text.width >= MIN_PICTURE_POINTS[0] &&
      height * text.height >= MIN_PICTURE_POINTS[1] &&
      width * height >= share,
  );
}

/** Where text lies whose words are not to be believed. */
function garbledArea(garbled: readonly Word[]): Box[] {
  const characters = garbled.reduce((sum, word) => sum + word.text.length, 0);
  if (characters < FEW_GARBLED) return [];
  const { x, y, width, height } = around(garbled.map((word) => word.box));
  const rim = 0.01;
  const [left, top] = [Math.max(0, x - rim), Math.max(0, y - rim)];
  return [
    {
      x: left,
      y: top,
      width: Math.min(1, x + width + rim) - left,
      height: Math.min(1, y + height + rim) - top,
    },
  ];
}

/** What of the page's picture is to be read, given what of it is explained by words that are believed. */
function areasToRead(rest: PageImage, pictures: readonly Box[], sorted: SortedLayer, sparse: boolean): Box[] {
  const garbled = garbledArea(sorted.garbled);
  const worth = [...pictures.filter((area) => inkIn(rest, area) >= UNEXPLAINED_INK), ...garbled];
  if (sparse) {
    // Letters drawn as lines belong to no picture.
    const outside = withoutWords(
      rest,
      [...pictures, ...garbled].map((box) => ({ text: '', box, confidence: 1 })),
    );
    if (inkIn(outside, WHOLE) >= UNEXPLAINED_INK) return [WHOLE];
  }
  const areas = merged(worth);
  const total = areas.reduce((sum, { width, height }) => sum + width * height, 0);
  return total > MOST_OF_PAGE || areas.length > MAX_AREAS ? [WHOLE] : areas;
}

/** Words in the order in which they are read on a page whose text is turned. */
function alongLines(words: Word[], turns: 0 | 1 | 2 | 3): Word[] {
  if (turns === 0) return words;
  const upright = words.map((word) => {
    const { x, y, width, height } = word.box;
    if (turns === 2) return { word, box: { x: 1 - x - width, y: 1 - y - height, width, height } };
    const turned = { width: height, height: width };
    return {
      word,
      box: turns === 1 ? { x: y, y: 1 - x - width, ...turned } : { x: 1 - y - height, y: x, ...turned },
    };
  });
  return inReadingOrder(upright).map(({ word }) => word);
}

function characterCount(words: readonly Word[]): number {
  return words.reduce((sum, word) => sum + lettersIn(word.text), 0);
}

/** Reads page `number` (from 1). Rejects with ThreadError or AppError `unreadable_file` for a page that is broken. */
export async function readPdfPage(
  thread: PdfThread,
  number: number,
  signal: AbortSignal,
  { reader, limits }: PageReading,
): Promise<Page> {
  // A page whose text defeats pdf.js may still be rendered by PDFium.
  const text: PdfPageText | undefined = await twice(signal, isCrash, () => thread.text(number, signal)).catch(
    (error: unknown) => {
      if (error instanceof ThreadError && !isCrash(error)) return undefined;
      throw error;
    },
  );
  // And one that defeats PDFium may still have its text: only when the picture is needed is that an error.
  let blind: ThreadError | undefined;
  const looked: PdfPageLook | undefined =
    text &&
    (await thread.look(number, signal).catch((error: unknown) => {
      if (signal.aborted || !(error instanceof ThreadError)) throw error;
      blind = error;
      return undefined;
    }));
  const look = text && looked && placeLook(looked, text);
  const sorted = sortLayer(text ? toWords(text) : [], look);

  const page = (provider: Page['provider'], words: Word[], image?: PageImage): Page => ({
    number,
    widthPoints: text?.width ?? ((image?.width ?? 0) * 72) / (image?.dpi ?? 72),
    heightPoints: text?.height ?? ((image?.height ?? 0) * 72) / (image?.dpi ?? 72),
    provider,
    ...(provider === 'text-layer' && sorted.turns > 0 && { turnedDegrees: 90 * sorted.turns }),
    words: provider === 'text-layer' ? alongLines(words, sorted.turns) : words,
    confidence: meanConfidence(words),
  });

  const sparse = characterCount(sorted.believed) + characterCount(sorted.pale) < SPARSE_CHARACTERS;
  const pictures = text && look ? pictureAreas(look, text, sparse) : [];
  const isText = !sparse && pictures.length === 0 && garbledArea(sorted.garbled).length === 0;
  if (isText && sorted.pale.length === 0) return page('text-layer', sorted.believed);
  if (blind?.kind === TOO_MUCH_MEMORY) throw blind;

  // To see whether white letters stand on a dark ground takes less than to read.
  const rendering = {
    dpi: isText && sorted.believed.length > 0 ? CONTRAST_DPI : limits.renderDpi,
    maxPixels: limits.maxOcrPixels,
  };
  const image = await twice(
    signal,
    (error) => error.kind !== TOO_MUCH_MEMORY,
    () => thread.render(number, rendering, signal),
  );
  // A page that the page tree counts but does not have is rendered as nothing.
  if (isEmpty(image)) throw new AppError('unreadable_file', { page: number });
  const shown = sorted.pale.filter((word) => hasContrast(image, word.box));
  const believed = shown.length > 0 ? inReadingOrder([...sorted.believed, ...shown]) : sorted.believed;
  if (isText && believed.length > 0) return page('text-layer', believed, image);
  if (believed.length === 0) {
    if (inkIn(image, WHOLE) < BLANK_INK) return page('text-layer', [], image);
    const seen = await reader.read(image, signal);
    const { turnedDegrees } = seen;
    return { ...page(seen.provider, seen.words, image), ...(turnedDegrees !== 0 && { turnedDegrees }) };
  }

  const rest = withoutWords(image, believed);
  let provider: Page['provider'] = 'text-layer';
  let turnedDegrees = 0;
  const seen: Word[] = [];
  for (const area of areasToRead(rest, pictures, sorted, sparse)) {
    const part = cutOut(rest, area);
    const reading = await reader.read(part.image, signal);
    provider = reading.provider;
    turnedDegrees = reading.turnedDegrees;
    seen.push(...part.putBack(reading.words));
  }
  if (seen.length === 0) return page('text-layer', believed, image);
  const ocrLeads = characterCount(seen) > characterCount(believed);
  // Each word says who read it where that is not who read most of the page.
  const words = together(
    ocrLeads ? believed.map((word) => ({ ...word, provider: 'text-layer' as const })) : believed,
    ocrLeads ? seen : seen.map((word) => ({ ...word, provider })),
  );
  if (!ocrLeads) return page('text-layer', words, image);
  return { ...page(provider, words, image), ...(turnedDegrees !== 0 && { turnedDegrees }) };
}
