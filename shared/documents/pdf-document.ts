/** A PDF: opening it, and its pages one after another. */
import { AppError } from '../contract/app-error.ts';
import type { Page } from '../domain/page/page.ts';
import { ThreadError } from '../ocr/call-thread.ts';
import { isEmpty } from '../ocr/page-image.ts';
import type { PageReader } from '../ocr/page-reader.ts';
import { describeAttachment } from './attachments.ts';
import { checkPages, type ReadingLimits, withinTime } from './limits.ts';
import type { DocumentWarning, OpenDocument } from './open-document.ts';
import { isCrash, readPdfPage, twice } from './pdf-page.ts';
import { acquirePdfThread } from './pdf-thread.ts';
import { pictureHash } from './picture-hash.ts';
import { readXmlFile } from './xml/xml-document.ts';

export interface OpenWith {
  reader: PageReader;
  limits: ReadingLimits;
  signal: AbortSignal | undefined;
}

/** Density at which a page is drawn to be recognised, not read. */
const HASH_DPI = 75;
/** A sound file ends with a cross-reference table's place; where that is missing, the end is. */
const TAIL_BYTES = 65_536;

function unreadable(cause: unknown, page?: number): unknown {
  if (!(cause instanceof ThreadError)) return cause;
  if (cause.kind === 'PasswordException') return new AppError('encrypted_document', undefined, { cause });
  return new AppError('unreadable_file', page === undefined ? undefined : { page }, { cause });
}

/** Whether the end of the file is missing. Readers can often rebuild the rest, and pages would be lost unseen. */
function isCutOff(bytes: Uint8Array): boolean {
  const tail = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES)));
  return !tail.includes('%%EOF') && !tail.includes('startxref');
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
    if (attachments.some((one) => !one.isInvoiceXml)) warnings.push({ code: 'pdf_embedded_file' });
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
        return attachments.flatMap((attachment, index) =>
          attachment.isInvoiceXml ? [readXmlFile(facts.attachments[index]!.content, attachment.name)] : [],
        );
      },
      pictureHash() {
        const hash = async (): Promise<string | null> => {
          if (closed) return null;
          const rendering = { dpi: HASH_DPI, maxPixels: limits.maxOcrPixels };
          return withinTime(limits.pageTimeoutSeconds, undefined, async (signal) => {
            const image = await thread.render(1, rendering, signal);
            return isEmpty(image) ? null : pictureHash(image);
          }).catch(() => null);
        };
        const result = line.then(hash);
        line = result;
        return result;
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
