/** By which memories are looked for before a document is extracted. */
import { chooseInvoice } from '../../einvoice/choose-invoice.ts';
import { recordOfInvoice } from '../../einvoice/record.ts';
import type { XmlFile } from '../../einvoice/xml-element.ts';
import type { Page } from '../../page/page.ts';
import { readSheet } from '../sheet.ts';
import { sellerKeys, supplierKeys } from './supplier-keys.ts';

/** Pages at either end of a file that are looked at: of many invoices the first and last ones are recognised. */
const PAGES_OF_NAMES = 5;

/** The keys of everyone whom a document's e-invoice and pages name; at most 84. */
export function documentKeys({ pages, xml }: { pages: readonly Page[]; xml: readonly XmlFile[] }): string[] {
  const { invoice } = chooseInvoice(xml);
  const stated = invoice ? sellerKeys(recordOfInvoice(invoice).fields) : [];
  const ends =
    pages.length <= 2 * PAGES_OF_NAMES
      ? pages
      : [...pages.slice(0, PAGES_OF_NAMES), ...pages.slice(-PAGES_OF_NAMES)];
  return [...new Set([...stated, ...supplierKeys(readSheet(ends))])];
}
