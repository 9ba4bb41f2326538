/** How a picture of a page becomes words by default: which engines, what is done to the picture, and how they agree. */
import type { Provider, Word } from '../domain/page/page.ts';
import type { OcrEngine } from './engine.ts';
import { mergeWords } from './merge.ts';
import type { PageImage } from './page-image.ts';
import { createPpocr } from './ppocr.ts';
import { inReadingOrder } from './reading-order.ts';
import { straighten } from './straighten.ts';
import { createTesseract } from './tesseract.ts';

export interface PageReading {
  provider: Provider;
  /** In reading order, boxes 0–1 of the picture given. */
  words: Word[];
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

/**
 * Both engines side by side on the straightened page, merged. Should one fail, the other's reading stands; when
 * both do, the first one's error is thrown. Reported as PP-OCR's, which leads.
 */
export function createMergedReader(
  engines: { ppocr: OcrEngine; tesseract: OcrEngine } = {
    ppocr: createPpocr(),
    tesseract: createTesseract(),
  },
): PageReader {
  const { ppocr, tesseract } = engines;
  return {
    version: 'merged-3',
    async read(image, signal) {
      const straight = await straighten(image);
      const [a, b] = await Promise.allSettled([
        ppocr.recognize(straight.image, signal),
        tesseract.recognize(straight.image, signal),
      ]);
      signal?.throwIfAborted();
      if (a.status === 'rejected' && b.status === 'rejected') throw a.reason;
      if (a.status === 'rejected' && b.status === 'fulfilled') {
        return { provider: 'tesseract', words: straight.putBack(b.value.words) };
      }
      const first = a.status === 'fulfilled' ? a.value.words : [];
      const words = b.status === 'fulfilled' ? mergeWords(b.value.words, first) : first;
      return { provider: 'ppocr', words: straight.putBack(words) };
    },
    async warm() {
      await Promise.all([ppocr.warm(), tesseract.warm()]);
    },
    async close() {
      await Promise.all([ppocr.close(), tesseract.close()]);
    },
  };
}

/** One engine alone on the straightened page. */
export function createSingleReader(engine: OcrEngine): PageReader {
  return {
    version: `${engine.id}-1`,
    async read(image, signal) {
      const straight = await straighten(image);
      const { words } = await engine.recognize(straight.image, signal);
      return { provider: engine.id, words: inReadingOrder(straight.putBack(words)) };
    },
    warm: () => engine.warm(),
    close: () => engine.close(),
  };
}
