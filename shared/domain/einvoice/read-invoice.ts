/** XML to the model, whichever of the known syntaxes it is written in. Pure and total. */
import { ofCii } from './cii.ts';
import type { EInvoice } from './model.ts';
import { ofNamespaces } from './read-element.ts';
import { ofUbl } from './ubl.ts';
import type { XmlElement } from './xml-element.ts';

const UBL = 'urn:oasis:names:specification:ubl:schema:xsd:';

/** Root elements that are invoices, by namespace and local name, with the namespaces of what they hold. */
const INVOICES: readonly {
  root: RegExp;
  read: (root: XmlElement) => EInvoice;
  isOwn: (namespace: string) => boolean;
}[] = [
  {
    root: /^urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:\d+ CrossIndustryInvoice$/,
    read: ofCii,
    isOwn: (namespace) => namespace.startsWith('urn:un:unece:uncefact:data:'),
  },
  {
    // ZUGFeRD 1.
    root: /^urn:ferd:\S+ CrossIndustryDocument$/,
    read: ofCii,
    isOwn: (namespace) =>
      namespace.startsWith('urn:un:unece:uncefact:data:') || namespace.startsWith('urn:ferd:'),
  },
  {
    root: new RegExp(`^${UBL}(Invoice|CreditNote)-2 \\1$`),
    read: ofUbl,
    isOwn: (namespace) =>
      namespace === `${UBL}CommonAggregateComponents-2` || namespace === `${UBL}CommonBasicComponents-2`,
  },
];

function kindOf({ namespace, name }: XmlElement): (typeof INVOICES)[number] | undefined {
  return INVOICES.find(({ root }) => root.test(`${namespace} ${name}`));
}

/** The invoice within the envelope that the Peppol network sends it in, if it is in one. */
function unwrapped(root: XmlElement): XmlElement {
  if (root.name !== 'StandardBusinessDocument') return root;
  return root.children.find((child) => kindOf(child)) ?? root;
}

/** Whether a root element is one of an invoice that can be read. */
export function isInvoiceRoot(root: XmlElement): boolean {
  return kindOf(unwrapped(root)) !== undefined;
}

/** The invoice; null for XML of any other kind. */
export function readInvoice(root: XmlElement): EInvoice | null {
  const inner = unwrapped(root);
  const kind = kindOf(inner);
  return kind ? kind.read(ofNamespaces(inner, kind.isOwn)) : null;
}
