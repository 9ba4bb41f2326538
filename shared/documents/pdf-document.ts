/** A PDF: its text layer where that can be believed, else its picture read by OCR, page by page. */
import { AppError } from '../contract/app-error.ts';
import type { Page, Word } from '../domain/page/page.ts';
import { ThreadError } from '../ocr/call-thread.ts';
import { isEmpty, type PageImage } from '../ocr/page-image.ts';
import type { PageReader } from '../ocr/page-reader.ts';
import { horizontalOverlap, inReadingOrder, meanConfidence, verticalOverlap } from '../ocr/reading-order.ts';
import { describeAttachment } from './attachments.ts';
import { checkPages, type ReadingLimits, withinTime } from './limits.ts';
import type { DocumentWarning, OpenDocument } from './open-document.ts';
import { judgeText, toWords } from './pdf-text.ts';
import { acquirePdfThread, type PdfPageText, type PdfThread, TOO_MUCH_MEMORY } from './pdf-thread.ts';

export interface OpenWith {
  reader: PageReader;
  limits: ReadingLimits;
  signal: AbortSignal | undefined;
}

/** A text layer with fewer letters and digits may be a header stamped on a scan: the picture is looked at too. */
const SPARSE_CHARACTERS = 400;
/** Share of dark pixels outside the text layer's words from which on there is something else to read. */
const UNEXPLAINED_INK = 0.004;
/** A page with less ink than this is blank; OCR would only read dust. */
const BLANK_INK = 0.0002;
/** A sound file ends with a cross-reference table's place; where that is missing, the end is. */
const TAIL_BYTES = 65_536;

function unreadable(cause: unknown, page?: number): unknown {
  if (!(cause instanceof ThreadError)) return cause;
  if (cause.kind === 'PasswordException') return new AppError('encrypted_document', undefined, { cause });
  return new AppError('unreadable_file', page === undefined ? undefined : { page }, { cause });
}

/**
 * Runs `work`, and once again if something in the thread failed: the thread may have been damaged by documents
 * before this one, or the machine been short of memory for a moment. Only what fails twice is the document's fault.
 */
async function twice<T>(
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

const isCrash = (error: ThreadError): boolean => error.kind === 'crashed';

/** Whether the end of the file is missing. Readers can often rebuild the rest, and pages would be lost unseen. */
function isCutOff(bytes: Uint8Array): boolean {
  const tail = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES)));
  return !tail.includes('%%EOF') && !tail.includes('startxref');
}

/** Share of the page's pixels that are dark and outside every word's box, with a rim for the box's guesswork. */
function inkOutside(image: PageImage, words: readonly Word[]): number {
  const covered = new Uint8Array(image.width * image.height);
  for (const { box } of words) {
    const rim = box.height * 0.3;
    const [left, right] = [(box.x - rim) * image.width, (box.x + box.width + rim) * image.width];
    const [top, bottom] = [(box.y - rim) * image.height, (box.y + box.height + rim) * image.height];
    for (let y = Math.max(0, Math.floor(top)); y < Math.min(image.height, bottom); y++) {
      covered.fill(
        1,
        y * image.width + Math.max(0, Math.floor(left)),
        y * image.width + Math.min(image.width, Math.ceil(right)),
      );
    }
  }
  let dark = 0;
  for (let i = 0; i < covered.length; i++) if (covered[i] === 0 && image.pixels[i]! < 128) dark++;
  return dark / covered.length;
}

/** What OCR saw beside the text layer. */
function addUncovered(layer: readonly Word[], seen: readonly Word[]): Word[] {
  const added = seen.filter(
    (word) =>
      !layer.some(
        ({ box }) => verticalOverlap(box, word.box) > 0.3 && horizontalOverlap(box, word.box) > 0.3,
      ),
  );
  return inReadingOrder([...layer, ...added]);
}

async function readPdfPage(
  thread: PdfThread,
  number: number,
  signal: AbortSignal,
  options: OpenWith,
): Promise<Page> {
  const { reader, limits } = options;
  // A page whose text defeats pdf.js may still be rendered by PDFium.
  const text: PdfPageText | undefined = await twice(signal, isCrash, () => thread.text(number, signal)).catch(
    (error: unknown) => {
      if (error instanceof ThreadError && !isCrash(error)) return undefined;
      throw error;
    },
  );
  const layer = text === undefined ? [] : toWords(text);
  const quality = judgeText(layer);
  const page = (provider: Page['provider'], words: Word[], image?: PageImage): Page => ({
    number,
    widthPoints: text?.width ?? ((image?.width ?? 0) * 72) / (image?.dpi ?? 72),
    heightPoints: text?.height ?? ((image?.height ?? 0) * 72) / (image?.dpi ?? 72),
    provider,
    words,
    confidence: meanConfidence(words),
  });
  if (quality.usable && quality.characters >= SPARSE_CHARACTERS) return page('text-layer', layer);

  const rendering = { dpi: limits.renderDpi, maxPixels: limits.maxOcrPixels };
  const image = await twice(
    signal,
    (error) => error.kind !== TOO_MUCH_MEMORY,
    () => thread.render(number, rendering, signal),
  );
  // A page that the page tree counts but does not have is rendered as nothing.
  if (isEmpty(image)) throw new AppError('unreadable_file', { page: number });
  const believed = quality.usable ? layer : [];
  const ink = inkOutside(image, believed);
  if (ink < (believed.length > 0 ? UNEXPLAINED_INK : BLANK_INK)) return page('text-layer', believed, image);
  const seen = await reader.read(image, signal);
  const characters = judgeText(seen.words).characters;
  if (believed.length === 0) return page(seen.provider, seen.words, image);
  return page(
    characters > quality.characters ? seen.provider : 'text-layer',
    addUncovered(believed, seen.words),
    image,
  );
}

/** Opens a PDF in a thread of its own; see `openDocument` for what is thrown. */
export async function openPdf(bytes: Uint8Array, options: OpenWith): Promise<OpenDocument> {
  const { limits } = options;
  if (isCutOff(bytes)) throw new AppError('unreadable_file');
  const thread = await acquirePdfThread(options.signal);
  try {
    const facts = await withinTime(limits.openTimeoutSeconds, options.signal, (signal) =>
      twice(signal, isCrash, () => thread.open(bytes, limits.maxPages, signal)),
    );
    checkPages(facts.pageCount, limits);
    if (facts.pageCount < 1) throw new AppError('unreadable_file');
    const attachments = facts.attachments.map(({ name, content }) => describeAttachment(name, content));
    const warnings: DocumentWarning[] = [];
    if (facts.javascript) warnings.push({ code: 'pdf_javascript' });
    if (attachments.length > 0) warnings.push({ code: 'pdf_embedded_file' });
    let closed = false;
    // The thread holds one document and answers one call after another; pages asked for together wait in line.
    let line: Promise<unknown> = Promise.resolve();
    return {
      format: 'pdf',
      pageCount: facts.pageCount,
      attachments,
      warnings,
      readPage(number, signal) {
        const read = async (): Promise<Page> => {
          if (closed || !Number.isInteger(number) || number < 1 || number > facts.pageCount) {
            throw new AppError('not_found', { page: number });
          }
          return withinTime(limits.pageTimeoutSeconds, signal, (during) =>
            readPdfPage(thread, number, during, options),
          ).catch((error: unknown) => {
            throw unreadable(error, number);
          });
        };
        const result = line.then(read);
        line = result.catch(() => {});
        return result;
      },
      async readAttachment(index) {
        const attachment = facts.attachments[index];
        if (attachment === undefined) throw new AppError('not_found', { attachment: index });
        return attachment.content;
      },
      async readXml() {
        return [];
      },
      async close() {
        if (closed) return;
        closed = true;
        await thread.close();
      },
    };
  } catch (error) {
    await thread.close();
    throw unreadable(error);
  }
}
