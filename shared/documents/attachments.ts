/** Files embedded in a PDF: listed, never written anywhere, and never trusted for their names. */

export interface Attachment {
  /** Made safe to show and log: no path, no control characters, at most 120 characters, never empty. */
  name: string;
  sizeBytes: number;
  /** Whether this is the invoice's own data (Factur-X, ZUGFeRD, XRechnung; CII or UBL). */
  isInvoiceXml: boolean;
}

/** The names that the e-invoice standards prescribe (Factur-X 1.0 §6.2, ZUGFeRD 1 and 2, XRechnung). */
const INVOICE_NAMES: ReadonlySet<string> = new Set(['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml']);

/** Namespaces of CII, of ZUGFeRD 1 and of UBL: what holds one of them is an invoice whatever its file is called. */
const INVOICE_NAMESPACE =
  /urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:\d|urn:ferd:CrossIndustryDocument|urn:oasis:names:specification:ubl:schema:xsd:(?:Invoice|CreditNote)-2/;

/** Root elements of CII and UBL invoices and of ZUGFeRD 1. */
const INVOICE_ROOT = /<(?:[\w.-]+:)?(?:CrossIndustryInvoice|CrossIndustryDocument|Invoice|CreditNote)[\s>]/;

/** An embedded file's name with everything removed that could mislead a program or a person. */
export function safeName(name: string): string {
  const base = name.replaceAll('\\', '/').split('/').at(-1)!;
  // Controls, and the bidirectional marks that make `gpj.exe` read `exe.jpg`.
  const clean = base.replace(/[\0-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '').trim();
  const short = Array.from(clean).slice(0, 120).join('');
  return short === '' || /^\.+$/.test(short) ? 'unnamed' : short;
}

/** What is told of an embedded file; `content` is only looked at, at its start. */
export function describeAttachment(name: string, content: Uint8Array): Attachment {
  const safe = safeName(name);
  const isXml = safe.toLowerCase().endsWith('.xml');
  // UTF-16 keeps its letters when its zero bytes are left out.
  const head = new TextDecoder('latin1').decode(content.subarray(0, 8192)).replaceAll('\0', '');
  return {
    name: safe,
    sizeBytes: content.byteLength,
    isInvoiceXml:
      (isXml && (INVOICE_NAMES.has(safe.toLowerCase()) || INVOICE_ROOT.test(head))) ||
      (/^[^<]{0,8}</.test(head) && INVOICE_NAMESPACE.test(head)),
  };
}
