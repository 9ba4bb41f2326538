/**
 * A `DocumentReading` without engines, for tests of what happens around reading. A document is written as
 * `%PDF-` and a line of JSON: what to answer on opening, and each page's text. It passes `reading-cases.ts`.
 */
import { AppError, type ErrorCode } from '../../shared/contract/app-error.ts';
import type { DocumentReading } from '../../shared/contract/reading.ts';
import type { XmlFile } from '../../shared/domain/einvoice/xml-element.ts';
import type { Page } from '../../shared/domain/page/page.ts';

interface Script {
  pages: string[];
  /** Refused on opening with this code. */
  refused?: ErrorCode;
  warnings?: string[];
  /** The e-invoices that it carries. */
  xml?: XmlFile[];
  /** Hash of the first page's picture. */
  picture?: string;
}

export interface ScriptedReading extends DocumentReading {
  /** Numbers of the pages read so far, by whichever document. */
  readonly pagesRead: number[];
  /** Documents opened and not closed. */
  readonly openDocuments: number;
}

/** The bytes of a document that reads as this. */
export function scriptedDocument(pages: string[], options: Omit<Script, 'pages'> = {}): Uint8Array {
  return Buffer.from(`%PDF-\n${JSON.stringify({ pages, ...options } satisfies Script)}`);
}

function pageOf(text: string, number: number): Page {
  const words = text.split(' ').map((word, index) => ({
    text: word,
    box: { x: 0.05 + 0.1 * (index % 9), y: 0.05 + 0.03 * Math.floor(index / 9), width: 0.08, height: 0.02 },
    confidence: 1,
  }));
  return { number, widthPoints: 595, heightPoints: 842, provider: 'text-layer', words, confidence: 1 };
}

/** @param beforePage called before each page is given; what it throws, reading the page throws. */
export function scriptedReading(
  beforePage: (number: number) => Promise<void> | void = () => {},
  version = 'scripted-1',
): ScriptedReading {
  const pagesRead: number[] = [];
  let openDocuments = 0;
  return {
    version,
    pagesRead,
    get openDocuments() {
      return openDocuments;
    },
    async open(bytes) {
      const [head, body] = Buffer.from(bytes).toString().split('\n');
      if (head !== '%PDF-' || body === undefined) throw new AppError('unreadable_file');
      const script: Script = JSON.parse(body);
      if (script.refused) throw new AppError(script.refused);
      openDocuments++;
      let isOpen = true;
      return {
        format: 'pdf',
        pageCount: script.pages.length,
        warnings: (script.warnings ?? []).map((code) => ({ code })),
        async readPage(number) {
          const text = script.pages[number - 1];
          if (text === undefined) throw new AppError('not_found', { page: number });
          await beforePage(number);
          pagesRead.push(number);
          return pageOf(text, number);
        },
        async readXml() {
          return script.xml ?? [];
        },
        async pictureHash() {
          return script.picture ?? null;
        },
        async close() {
          if (isOpen) openDocuments--;
          isOpen = false;
        },
      };
    },
  };
}
