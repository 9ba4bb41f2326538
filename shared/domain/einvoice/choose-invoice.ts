/** Which of the XML files of a document is its invoice. */
import { type EInvoice, PROFILES } from './model.ts';
import { readInvoice } from './read-invoice.ts';
import type { XmlFile } from './xml-element.ts';

export interface ChosenInvoice {
  /** Null where none could be read. */
  invoice: EInvoice | null;
  /** Safe name of the embedded file; null when the document is the XML itself, or there is none. */
  name: string | null;
  /** Files that were to hold an invoice and cannot be read. */
  unreadable: (string | null)[];
  /** Other embedded invoices that bear another number. */
  others: string[];
}

/** The name that the embedded file must have (Factur-X 1.0 §6.2, ZUGFeRD 1 and 2, XRechnung in a PDF). */
const PRESCRIBED_NAMES = ['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml'];

/**
 * Takes the file with the prescribed name, else the one that promises most of the standard, else the first. A
 * second file that tells of the same invoice (one profile for each reader) is no ambiguity.
 */
export function chooseInvoice(files: readonly XmlFile[]): ChosenInvoice {
  const read = files.map((file) => ({ name: file.name, invoice: file.root && readInvoice(file.root) }));
  const unreadable = read.filter(({ invoice }) => invoice === null).map(({ name }) => name);
  const readable = read.flatMap(({ name, invoice }) => (invoice ? [{ name, invoice }] : []));
  const rank = ({ name, invoice }: { name: string | null; invoice: EInvoice }): number => {
    const isPrescribed = name === null || PRESCRIBED_NAMES.includes(name.toLowerCase());
    return (isPrescribed ? PROFILES.length : 0) + PROFILES.indexOf(invoice.profile);
  };
  const [best, ...rest] = readable.sort((a, b) => rank(b) - rank(a));
  if (!best) return { invoice: null, name: null, unreadable, others: [] };
  const others = rest.filter(({ invoice }) => invoice.number !== best.invoice.number);
  return { ...best, unreadable, others: others.map(({ name }) => name ?? '') };
}
