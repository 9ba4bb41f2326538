/** An e-invoice as a document: its data, and a page that nobody sees. */
import { AppError } from '../../contract/app-error.ts';
import { isInvoiceRoot } from '../../domain/einvoice/read-invoice.ts';
import type { XmlFile } from '../../domain/einvoice/xml-element.ts';
import type { OpenDocument } from '../open-document.ts';
import { parseXml } from './parse.ts';

/** An embedded file parsed; its root is null when it cannot be. */
export function readXmlFile(bytes: Uint8Array, name: string): XmlFile {
  try {
    return { name, root: parseXml(bytes) };
  } catch (error) {
    if (error instanceof AppError) return { name, root: null };
    throw error;
  }
}

/**
 * Opens a file that is XML. Throws AppError `unreadable_file` ({reason}) for XML that is broken or out of bounds,
 * and `unsupported_format` ({detected: 'xml', root}) for XML that is no invoice.
 */
export function openXml(bytes: Uint8Array): OpenDocument {
  const root = parseXml(bytes);
  if (!isInvoiceRoot(root)) {
    throw new AppError('unsupported_format', { detected: 'xml', root: root.name.slice(0, 64) });
  }
  return {
    format: 'xml',
    pageCount: 1,
    attachments: [],
    warnings: [],
    async readPage(number) {
      if (number !== 1) throw new AppError('not_found', { page: number });
      return { number: 1, widthPoints: 595, heightPoints: 842, provider: 'xml', words: [], confidence: 0 };
    },
    async readAttachment(index) {
      throw new AppError('not_found', { attachment: index });
    },
    async readXml() {
      return [{ name: null, root }];
    },
    async pictureHash() {
      return null;
    },
    async close() {},
  };
}
