/** Reading as the pipeline sees it: the native engines stand behind this, in `shared/documents` and `shared/ocr`. */
import type { XmlFile } from '../domain/einvoice/xml-element.ts';
import type { Page } from '../domain/page/page.ts';

export interface OpenedDocument {
  readonly format: string;
  readonly pageCount: number;
  /** Things worth telling about the file itself: `pdf_javascript`, `pdf_embedded_file` … */
  readonly warnings: readonly { code: string }[];
  /** Page `number` (from 1). Throws AppError `unreadable_file`. */
  readPage(number: number, signal?: AbortSignal): Promise<Page>;
  /** The e-invoice that the document is, or those embedded in it. Never throws for what these hold. */
  readXml(): Promise<readonly XmlFile[]>;
  /** A hash of how the first page looks, to find the same sheet in another file; null where there is nothing to see. */
  pictureHash(): Promise<string | null>;
  close(): Promise<void>;
}

export interface DocumentReading {
  /** Changes whenever pages read before would now be read differently; part of the page cache's key. */
  readonly version: string;
  /** Throws AppError `unreadable_file`, `encrypted_document`, `too_many_pages`, `image_too_large` … */
  open(bytes: Uint8Array): Promise<OpenedDocument>;
}
