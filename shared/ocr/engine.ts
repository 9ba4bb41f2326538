/** What an OCR engine is, whoever makes it. */
import type { Provider, Word } from '../domain/page/page.ts';
import type { PageImage } from './page-image.ts';

export interface OcrResult {
  /** In reading order, boxes 0–1 of the image given. */
  words: Word[];
}

export interface OcrEngine<R extends OcrResult = OcrResult> {
  readonly id: Provider;
  /**
   * The words in a picture; none for a blank one. Calls may overlap: an engine bounds by itself how many it
   * works on at once. Rejects with the signal's reason when it fires, with AppError `model_not_loaded` when
   * the engine cannot start, and with whatever defeated it otherwise; it is usable again afterwards.
   */
  recognize(image: PageImage, signal?: AbortSignal): Promise<R>;
  /** Starts what `recognize` would otherwise start when first called. */
  warm(): Promise<void>;
  /** Ends threads and frees memory. The engine starts again if it is used again. */
  close(): Promise<void>;
}
