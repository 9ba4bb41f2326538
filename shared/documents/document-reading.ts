/** Reading as the pipeline asks for it: the contract's `DocumentReading` over `openDocument`. */
import type { DocumentReading } from '../contract/reading.ts';
import { defaultReader, type OpenOptions, openDocument } from './open-document.ts';

/** Counts how often the way from file to words changed, apart from the engines' own versions. */
const READING_VERSION = 2;

/** The service for handlers. Options hold for every document opened through it. */
export function createDocumentReading(options: OpenOptions = {}): DocumentReading {
  return {
    get version() {
      return `${READING_VERSION}-${(options.reader ?? defaultReader()).version}`;
    },
    open: (bytes) => openDocument(bytes, options),
  };
}
