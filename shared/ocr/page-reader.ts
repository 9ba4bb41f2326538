/** How a picture of a page becomes words by default: which engines, what is done to the picture, and how they agree. */
import type { Provider, Word } from '../domain/page/page.ts';
import type { OcrEngine } from './engine.ts';
import { disputedStretches, mergeWords } from './merge.ts';
import { type PageImage, resize } from './page-image.ts';
import { createPpocr, type PpocrEngine } from './ppocr.ts';
import { inReadingOrder } from './reading-order.ts';
import { straighten, turnBack } from './straighten.ts';
import { createTesseract } from './tesseract.ts';
import { textHeight } from './text-height.ts';

export interface PageReading {
  provider: Provider;
  /** In reading order, boxes 0–1 of the picture given. */
  words: Word[];
  /** Degrees clockwise by which the text is turned on the picture given; see Page. */
  turnedDegrees: number;
}

export interface PageReader {
  /** Changes whenever the same picture would be read differently; part of what cached pages are filed under. */
  readonly version: string;
  /** Words of a picture. Rejects like OcrEngine.recognize. */
  read(image: PageImage, signal?: AbortSignal): Promise<PageReading>;
  /** Starts the engines, so that the first page need not wait for them. */
  warm(): Promise<void>;
  close(): Promise<void>;
}

/** How long Tesseract may go on after PP-OCR is done: this long, or this many times as long as PP-OCR took. */
const PATIENCE_MS = 6_000;
const PATIENCE = 2;
/** And on a page where PP-OCR found no line of text. */
const PATIENCE_WITHOUT_LINES_MS = 1_000;

/** Height of an x, in pixels, from which on Tesseract gains nothing by more, and what a page is never shrunk below. */
const READABLE_PRINT = 14;
const SMALLEST_SHARE = 0.5;
/** A page of more dots than both is shrunk before its print is looked at: an A4 sheet at 200 dpi has as many. */
const ENOUGH_DPI = 200;
const ENOUGH_PIXELS = 3_800_000;
/** Less than this blurs, and saves nothing. */
const WORTH_SHRINKING = 0.9;

/**
 * Both engines side by side on the page turned upright and straightened, merged; where they read a figure or a word
 * differently, PP-OCR's other network is asked about those lines. Should one engine fail, the other's reading stands;
 * when both do, the first one's error is thrown. Reported as PP-OCR's, which leads.
 */
export function createMergedReader(
  engines: { ppocr: PpocrEngine; tesseract: OcrEngine } = {
    ppocr: createPpocr(),
    // Its part here is accents, spaces and the euro sign. A second language costs half as much time again and,
    // measured beside PP-OCR, changes nothing.
    tesseract: createTesseract({ languages: ['fra'] }),
  },
): PageReader {
  const { ppocr, tesseract } = engines;

  async function readUpright(
    image: PageImage,
    signal: AbortSignal | undefined,
    mayBeTurned: boolean,
  ): Promise<PageReading> {
    const straight = await straighten(image);
    const level = straight.image;
    const started = performance.now();
    const asTesseract = new AbortController();
    const tesseractSignal = signal ? AbortSignal.any([signal, asTesseract.signal]) : asTesseract.signal;
    const second = settled(forTesseract(level).then((page) => tesseract.recognize(page, tesseractSignal)));
    const looked = await settled(ppocr.look(level, signal));
    if (mayBeTurned && 'value' in looked && looked.value.turns !== 0) {
      // Tesseract, started in the hope that the page is upright, is reading nonsense.
      asTesseract.abort();
      await second;
      const upright = await turnBack(image, looked.value.turns);
      const reading = await readUpright(upright.image, signal, false);
      return {
        ...reading,
        words: upright.putBack(reading.words),
        turnedDegrees: upright.degrees + reading.turnedDegrees,
      };
    }
    const first = await settled(
      'value' in looked
        ? ppocr.readLines(level, looked.value.lines, 'latin', signal)
        : Promise.reject(looked.reason),
    );
    // Noise of a bad fax line keeps Tesseract busy for minutes, in which PP-OCR long saw that nothing is there.
    const patienceMs =
      'value' in looked && looked.value.lines.length === 0
        ? PATIENCE_WITHOUT_LINES_MS
        : Math.max(PATIENCE_MS, PATIENCE * (performance.now() - started));
    const giveUp = 'value' in first ? setTimeout(() => asTesseract.abort(), patienceMs) : undefined;
    const third = await second;
    clearTimeout(giveUp);
    signal?.throwIfAborted();
    const answer = (provider: Provider, words: readonly Word[]): PageReading => ({
      provider,
      words: straight.putBack(words),
      turnedDegrees: straight.degrees,
    });
    if ('reason' in first) {
      if ('reason' in third) throw first.reason;
      return answer('tesseract', third.value.words);
    }
    if ('reason' in third || !('value' in looked)) return answer('ppocr', mergeWords([], first.value));
    const disputed = disputedStretches(third.value.words, first.value, looked.value.lines, level);
    const judged = await settled(ppocr.readLines(level, disputed, 'english', signal));
    signal?.throwIfAborted();
    const words = mergeWords(third.value.words, first.value, 'value' in judged ? judged.value : []);
    return answer('ppocr', words);
  }

  return {
    version: 'merged-5',
    read: (image, signal) => readUpright(image, signal, true),
    async warm() {
      await Promise.all([ppocr.warm(), tesseract.warm()]);
    },
    async close() {
      await Promise.all([ppocr.close(), tesseract.close()]);
    },
  };
}

/** The page at the size at which Tesseract reads no worse, and faster. Its words' places are shares of either. */
async function forTesseract(image: PageImage): Promise<PageImage> {
  const pixels = image.width * image.height;
  // First by size alone: the height of print cannot be told from paper of which every fibre is seen.
  const bySize = Math.max(ENOUGH_DPI / image.dpi, Math.sqrt(ENOUGH_PIXELS / pixels));
  const page = bySize < WORTH_SHRINKING ? await resize(image, bySize) : image;
  const byPrint = Math.max(SMALLEST_SHARE, READABLE_PRINT / (textHeight(page) ?? READABLE_PRINT));
  return byPrint < WORTH_SHRINKING ? resize(page, byPrint) : page;
}

/** A promise that never rejects, so that it may be left waiting. */
function settled<T>(promise: Promise<T>): Promise<{ value: T } | { reason: unknown }> {
  return promise.then(
    (value) => ({ value }),
    (reason: unknown) => ({ reason }),
  );
}

/** One engine alone on the straightened page. */
export function createSingleReader(engine: OcrEngine): PageReader {
  return {
    version: `${engine.id}-2`,
    async read(image, signal) {
      const straight = await straighten(image);
      const { words } = await engine.recognize(straight.image, signal);
      return {
        provider: engine.id,
        words: straight.putBack(inReadingOrder(words)),
        turnedDegrees: straight.degrees,
      };
    },
    warm: () => engine.warm(),
    close: () => engine.close(),
  };
}
