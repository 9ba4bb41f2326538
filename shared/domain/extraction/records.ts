/**
 * A document that was read to its records. The one way from pages and embedded data to what is stored or printed,
 * for the pipeline and the command line alike. Pure and total.
 */
import { chooseInvoice } from '../einvoice/choose-invoice.ts';
import { fileRemarks, invoiceRecord } from '../einvoice/invoice-record.ts';
import type { XmlFile } from '../einvoice/xml-element.ts';
import type { Page } from '../page/page.ts';
import { bounded } from './bounded.ts';
import { DEFAULT_THRESHOLD, weighed, withChecks } from './checks/review.ts';
import { type ExtractOptions, extract } from './extract.ts';
import { fileChecks } from './file-checks.ts';
import { changedAccount, memoryOfRecord } from './memory/changed-account.ts';
import type { Extraction } from './result.ts';
import { type PageGroup, splitPages } from './split/split-pages.ts';

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

/**
 * The records of a document in the order of their pages; at least one, whatever was read. Several where a file holds
 * several invoices one behind the other; an e-invoice and what shows it are one.
 */
export function recordsOf(
  document: ReadDocument,
  options: RecordOptions = {},
): [ExtractedRecord, ...ExtractedRecord[]] {
  const { confidenceThreshold: threshold = DEFAULT_THRESHOLD, ignoreEmbeddedXml, today } = options;
  const chosen = chooseInvoice(document.xml.filter(({ name }) => name === null || !ignoreEmbeddedXml));
  const { invoice } = chosen;
  const checks = [...fileRemarks(chosen), ...fileChecks(document.warnings)];
  if (!invoice) {
    const [first = { from: 0, to: document.pages.length }, ...further] = splitPages(document.pages);
    const recordOf = ({ from, to }: PageGroup): ExtractedRecord => ({
      pages: { from: from + 1, to: Math.max(1, to) },
      extraction: bounded(withChecks(extract(document.pages.slice(from, to), options), checks, threshold)),
    });
    return [recordOf(first), ...further.map(recordOf)];
  }

  const pages = { from: 1, to: Math.max(1, document.pages.length) };
  const seen = extract([...document.pages], options);
  const isHybrid = chosen.name !== null;
  const record = invoiceRecord(
    invoice,
    isHybrid ? { pages: document.pages, extraction: seen } : null,
    { today },
    threshold,
  );
  const { model_version } = seen;
  checks.push(...changedAccount(record.fields, memoryOfRecord(record.fields, options.memories ?? [])));
  const extraction = weighed({ ...record, checks: [...record.checks, ...checks], model_version }, threshold);
  return [{ pages, extraction: bounded(extraction) }];
}
