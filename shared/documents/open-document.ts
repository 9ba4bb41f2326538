/** Opening any file that can be read: one interface over PDF, pictures and XML, with limits that hold for all. */
import { type DocumentFormat, sniffDocument } from '../domain/document/format.ts';
import type { XmlFile } from '../domain/einvoice/xml-element.ts';
import type { Page } from '../domain/page/page.ts';
import { createMergedReader, type PageReader } from '../ocr/page-reader.ts';
import type { Attachment } from './attachments.ts';
import { openImage } from './image-document.ts';
import { DEFAULT_LIMITS, type ReadingLimits } from './limits.ts';
import { openPdf } from './pdf-document.ts';
import { openXml } from './xml/xml-document.ts';

/**
 * Things worth telling about a file. `pdf_javascript` and `pdf_embedded_file`: it carries them, and they are
 * neither run nor opened. `damaged_file`: parts are missing or broken, and what is there was read.
 */
export type DocumentWarning = { code: 'pdf_javascript' | 'pdf_embedded_file' | 'damaged_file' };

export interface OpenDocument {
  readonly format: DocumentFormat;
  readonly pageCount: number;
  /** Files embedded in a PDF; empty for other formats. */
  readonly attachments: readonly Attachment[];
  /** May grow while pages are read. */
  readonly warnings: readonly DocumentWarning[];
  /**
   * Page `number` (from 1). Throws AppError `unreadable_file` for a page that is broken, `image_too_large`,
   * `reading_gave_up` when its time runs out, `not_found` for a number that is none; and the signal's reason.
   */
  readPage(number: number, signal?: AbortSignal): Promise<Page>;
  /** The bytes of an embedded file, by its place in `attachments`. Throws AppError `not_found`. */
  readAttachment(index: number): Promise<Uint8Array>;
  /** The e-invoice that the document is, or those embedded in it, parsed. Never throws for what these hold. */
  readXml(): Promise<readonly XmlFile[]>;
  /** A hash of how the first page looks (`pictureHash`); null where there is nothing to see. Never throws. */
  pictureHash(): Promise<string | null>;
  /** Frees what the document holds. Must be called; calling again does nothing. */
  close(): Promise<void>;
}

export interface OpenOptions extends Partial<ReadingLimits> {
  /** Reads pictures of pages. Default: both local engines merged, kept warm for the process's lifetime. */
  reader?: PageReader;
  /** Ends the opening; pages take a signal of their own. */
  signal?: AbortSignal | undefined;
}

let sharedReader: PageReader | undefined;

/** The process's own reader, started when first used. */
export function defaultReader(): PageReader {
  sharedReader ??= createMergedReader();
  return sharedReader;
}

/** Ends the process's own reader, if it was ever started. */
export async function closeDefaultReader(): Promise<void> {
  const reader = sharedReader;
  sharedReader = undefined;
  await reader?.close();
}

/**
 * Opens a file by its content. Nothing in it is run, written or fetched. Throws AppError `empty_file`,
 * `unsupported_format` ({detected}), `encrypted_document`, `unreadable_file`, `too_many_pages` ({pages, limit}),
 * `image_too_large` ({width, height, limit}) or `reading_gave_up` ({seconds}).
 */
export async function openDocument(bytes: Uint8Array, options: OpenOptions = {}): Promise<OpenDocument> {
  const format = sniffDocument(bytes);
  if (format === 'xml') return openXml(bytes);
  const { reader = defaultReader(), signal, ...given } = options;
  const limits = { ...DEFAULT_LIMITS, ...given };
  return format === 'pdf'
    ? openPdf(bytes, { reader, limits, signal })
    : openImage(bytes, format, { reader, limits, signal });
}
