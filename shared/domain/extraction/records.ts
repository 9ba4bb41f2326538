/**
 * A document that was read to its records. The one way from pages and embedded data to what is stored or printed,
 * for the pipeline and the command line alike. Pure and total.
 */
import type { XmlFile } from '../einvoice/xml-element.ts';
import type { Page } from '../page/page.ts';
import { type ExtractOptions, extract } from './extract.ts';
import { fileChecks } from './file-checks.ts';
import type { Extraction } from './result.ts';

/** What reading a document gave. */
export interface ReadDocument {
  /** Every page, in order. */
  pages: readonly Page[];
  /** The e-invoice that the document is, or those that it carries; empty for most. */
  xml: readonly XmlFile[];
  /** Things worth telling about the file itself. */
  warnings: readonly { code: string }[];
}

export interface RecordOptions extends ExtractOptions {
  /** Reads the pages alone, as though a PDF carried no e-invoice. */
  ignoreEmbeddedXml?: boolean;
}

/** One invoice of a document, and the pages that it takes up. */
export interface ExtractedRecord {
  /** From 1, both inclusive. */
  pages: { from: number; to: number };
  extraction: Extraction;
}

/** The records of a document in the order of their pages; at least one, whatever was read. */
export function recordsOf(
  document: ReadDocument,
  options: RecordOptions = {},
): [ExtractedRecord, ...ExtractedRecord[]] {
  const extraction = extract([...document.pages], options);
  const checks = [...extraction.checks, ...fileChecks(document.warnings)];
  return [
    { pages: { from: 1, to: Math.max(1, document.pages.length) }, extraction: { ...extraction, checks } },
  ];
}
