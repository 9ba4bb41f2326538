/** What a document may cost before it is refused, and the defaults of every limit. */
import { AppError } from '../contract/app-error.ts';

export interface ReadingLimits {
  /** More pages than this: `too_many_pages`. Default 500. */
  maxPages: number;
  /** Pixels of one page as its header claims them: beyond, `image_too_large`. Default 100 million. */
  maxPixelsPerPage: number;
  /** Pixels of a page as it is handed to OCR; larger ones are shrunk to it. Default 16 million (A4 at 400 dpi). */
  maxOcrPixels: number;
  /** Density at which PDF pages are rendered for OCR. Default 200. */
  renderDpi: number;
  /** Time to open a file, its table of contents included: beyond, `reading_gave_up`. Default 20. */
  openTimeoutSeconds: number;
  /** Time to read one page, OCR included: beyond, `reading_gave_up`. Default 60. */
  pageTimeoutSeconds: number;
}

export const DEFAULT_LIMITS: Readonly<ReadingLimits> = {
  maxPages: 500,
  maxPixelsPerPage: 100_000_000,
  maxOcrPixels: 16_000_000,
  renderDpi: 200,
  openTimeoutSeconds: 20,
  pageTimeoutSeconds: 60,
};

/**
 * Runs `work` with a signal that fires after `seconds` or with the caller's own, and settles as soon as it
 * fires even if `work` does not listen. Running out of time is AppError `reading_gave_up`; the caller's own
 * abort rejects with that signal's reason.
 */
export async function withinTime<T>(
  seconds: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  outer?.throwIfAborted();
  const controller = new AbortController();
  const onOuter = (): void => controller.abort(outer?.reason);
  outer?.addEventListener('abort', onOuter, { once: true });
  const timer = setTimeout(
    () => controller.abort(new AppError('reading_gave_up', { seconds })),
    seconds * 1000,
  );
  try {
    return await new Promise<T>((resolve, reject) => {
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason), { once: true });
      work(controller.signal).then(resolve, reject);
    });
  } finally {
    clearTimeout(timer);
    outer?.removeEventListener('abort', onOuter);
  }
}

/** Throws `image_too_large` with what was claimed and what is allowed. */
export function checkPixels(width: number, height: number, limits: ReadingLimits): void {
  if (width * height > limits.maxPixelsPerPage) {
    throw new AppError('image_too_large', { width, height, limit: limits.maxPixelsPerPage });
  }
}

/** Throws `too_many_pages` with what was found and what is allowed. */
export function checkPages(pages: number, limits: ReadingLimits): void {
  if (pages > limits.maxPages) throw new AppError('too_many_pages', { pages, limit: limits.maxPages });
}
