/** Pictures: PNG, JPEG, WebP and TIFF of one or many pages, always read by OCR. */
import sharp from 'sharp';
import { AppError } from '../contract/app-error.ts';
import type { DocumentFormat } from '../domain/document/format.ts';
import type { Page } from '../domain/page/page.ts';
import { ThreadError } from '../ocr/call-thread.ts';
import { fromSharp, type PageImage } from '../ocr/page-image.ts';
import { meanConfidence } from '../ocr/reading-order.ts';
import { checkPages, checkPixels, type ReadingLimits, withinTime } from './limits.ts';
import type { DocumentWarning, OpenDocument } from './open-document.ts';
import type { OpenWith } from './pdf-document.ts';
import { pictureHash } from './picture-hash.ts';
import { isFlat, salvagePicture, whitenLostRows } from './salvage-picture.ts';
import { readTiffDirectory, repairTiff, squarePixels } from './tiff.ts';

/** One page as its header describes it; sizes are those of the page as seen, with square pixels. */
interface Sheet {
  /** Which of the file's pictures it is, from 0. */
  index: number;
  width: number;
  height: number;
  dpi: number | undefined;
}

/** What JPEG decoders give for rows that they have no data for, and the share of a page that is no accident. */
const JPEG_FILL = 128;
const LOST_ROWS = 0.05;

/** Densities that programs write when they know none. */
const NOMINAL_DPI: ReadonlySet<number> = new Set([72, 96]);

/**
 * The density of a page whose file does not say: that at which it would be as wide as an A4 sheet if it has
 * such a shape, else a scanner's usual 200.
 */
function guessDpi(width: number, height: number): number {
  const ratio = Math.max(width, height) / Math.min(width, height);
  return ratio > 1.2 && ratio < 1.55 ? Math.min(width, height) / 8.27 : 200;
}

interface Opened {
  sheets: Sheet[];
  damaged: boolean;
  /** The file, mended where its directories promise more than it holds. */
  bytes: Uint8Array;
}

function sheetsOfTiff(bytes: Uint8Array, limits: ReadingLimits): Opened {
  const { pages, incomplete, repairs } = readTiffDirectory(bytes, limits.maxPages + 1);
  checkPages(pages.length, limits);
  const sheets = pages.map((page) => {
    checkPixels(page.width, page.height, limits);
    const square = squarePixels(page);
    checkPixels(square.width, square.height, limits);
    const turned = page.orientation >= 5;
    return {
      index: page.index,
      width: turned ? square.height : square.width,
      height: turned ? square.width : square.height,
      dpi: square.dpi,
    };
  });
  return { sheets, damaged: incomplete, bytes: repairTiff(bytes, repairs) };
}

async function sheetOfPicture(
  bytes: Uint8Array,
  format: DocumentFormat,
  limits: ReadingLimits,
): Promise<Sheet> {
  const whole = format === 'webp' ? await salvagePicture(bytes, format) : bytes;
  // Reads the header only.
  const { autoOrient, density } = await sharp(whole, { limitInputPixels: false, failOn: 'none' })
    .metadata()
    .catch((cause: unknown) => {
      throw new AppError('unreadable_file', undefined, { cause });
    });
  checkPixels(autoOrient.width, autoOrient.height, limits);
  return { index: 0, width: autoOrient.width, height: autoOrient.height, dpi: density };
}

/** Decodes one sheet: as it should be, else what is left of it. Refuses one of which nothing can be seen. */
async function decode(
  bytes: Uint8Array,
  sheet: Sheet,
  format: DocumentFormat,
  limits: ReadingLimits,
): Promise<{ image: PageImage; damaged: boolean }> {
  const shrink = Math.min(1, Math.sqrt(limits.maxOcrPixels / (sheet.width * sheet.height)));
  const width = Math.max(1, Math.round(sheet.width * shrink));
  const height = Math.max(1, Math.round(sheet.height * shrink));
  const known =
    sheet.dpi !== undefined &&
    sheet.dpi >= 50 &&
    sheet.dpi <= 2400 &&
    !NOMINAL_DPI.has(Math.round(sheet.dpi));
  const dpi = known ? sheet.dpi! : guessDpi(sheet.width, sheet.height);
  const run = (from: Uint8Array, failOn: 'truncated' | 'none'): Promise<PageImage> =>
    fromSharp(
      sharp(from, { page: sheet.index, failOn, limitInputPixels: limits.maxPixelsPerPage, autoOrient: true })
        .timeout({ seconds: Math.ceil(limits.pageTimeoutSeconds) })
        .flatten({ background: '#ffffff' })
        .resize(width, height, { fit: 'fill' })
        .greyscale(),
      dpi * shrink,
    );
  try {
    const image = await run(bytes, 'truncated');
    // A JPEG that goes wrong in the middle is decoded without a word, grey from there on.
    return { image, damaged: format === 'jpeg' && whitenLostRows(image, JPEG_FILL) > LOST_ROWS };
  } catch (error) {
    const left = await salvagePicture(bytes, format);
    if (left === undefined) throw error;
    const image = await run(left, 'none');
    whitenLostRows(image);
    if (isFlat(image)) throw error;
    return { image, damaged: true };
  }
}

/** Opens a picture by its header; pixels are decoded page by page. See `openDocument` for what is thrown. */
export async function openImage(
  bytes: Uint8Array,
  format: DocumentFormat,
  options: OpenWith,
): Promise<OpenDocument> {
  const { reader, limits } = options;
  const opened =
    format === 'tiff'
      ? sheetsOfTiff(bytes, limits)
      : await withinTime(limits.openTimeoutSeconds, options.signal, async () => ({
          sheets: [await sheetOfPicture(bytes, format, limits)],
          damaged: false,
          bytes,
        }));
  const { sheets } = opened;
  const warnings: DocumentWarning[] = opened.damaged ? [{ code: 'damaged_file' }] : [];

  /** Kept to be recognised by, once it was read. */
  let firstPage: PageImage | undefined;

  async function imageOf(number: number, sheet: Sheet): Promise<PageImage> {
    const { image, damaged } = await decode(opened.bytes, sheet, format, limits).catch((cause: unknown) => {
      throw cause instanceof AppError ? cause : new AppError('unreadable_file', { page: number }, { cause });
    });
    if (number === 1) firstPage = image;
    if (damaged && warnings.length === 0) warnings.push({ code: 'damaged_file' });
    return image;
  }

  async function read(number: number, sheet: Sheet, signal: AbortSignal): Promise<Page> {
    const image = await imageOf(number, sheet);
    const { provider, words, turnedDegrees } = await reader.read(image, signal).catch((cause: unknown) => {
      // Engines that fail at a picture do so in a fresh thread too: it is the picture.
      throw cause instanceof ThreadError
        ? new AppError('unreadable_file', { page: number }, { cause })
        : cause;
    });
    return {
      number,
      widthPoints: (image.width / image.dpi) * 72,
      heightPoints: (image.height / image.dpi) * 72,
      provider,
      ...(turnedDegrees !== 0 && { turnedDegrees }),
      words,
      confidence: meanConfidence(words),
    };
  }

  return {
    format,
    pageCount: sheets.length,
    attachments: [],
    warnings,
    async readPage(number, signal) {
      const sheet = sheets[number - 1];
      if (sheet === undefined) throw new AppError('not_found', { page: number });
      return withinTime(limits.pageTimeoutSeconds, signal, (during) => read(number, sheet, during));
    },
    async readAttachment(index) {
      throw new AppError('not_found', { attachment: index });
    },
    async readXml() {
      return [];
    },
    async pictureHash() {
      const [sheet] = sheets;
      if (sheet === undefined) return null;
      return withinTime(limits.pageTimeoutSeconds, undefined, async () =>
        pictureHash(firstPage ?? (await imageOf(1, sheet))),
      ).catch(() => null);
    },
    async close() {
      firstPage = undefined;
    },
  };
}
