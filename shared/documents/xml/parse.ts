/**
 * XML bytes to the small tree that the mappings read. Nothing outside the file is ever looked at: a document type
 * is refused, so there are no entities but the five of XML, and bounds hold before the parser is asked.
 */
import { XmlElement as ParsedElement, parseXml as parse, XmlText } from '@rgrove/parse-xml';
import { AppError } from '../../contract/app-error.ts';
import type { XmlElement } from '../../domain/einvoice/xml-element.ts';
import { decodeXml } from './decode.ts';

/** What an XML file may cost before it is refused. */
export interface XmlLimits {
  /** Attachments lie inside as base64, so this is well above any invoice's own data. */
  bytes: number;
  depth: number;
  elements: number;
  attributesPerElement: number;
  /** Characters of one element's text that are kept; what is longer is an attachment. */
  text: number;
}

export const XML_LIMITS: Readonly<XmlLimits> = {
  bytes: 32 * 1024 * 1024,
  depth: 64,
  elements: 500_000,
  attributesPerElement: 64,
  text: 32_768,
};

/**
 * Parses a whole XML file. Throws AppError `unreadable_file`, its `reason` one of `encoding`, `too_large`,
 * `document_type`, `too_deep`, `too_many_elements`, `too_many_attributes`, `not_well_formed` or `namespace`.
 */
export function parseXml(bytes: Uint8Array, limits: Readonly<XmlLimits> = XML_LIMITS): XmlElement {
  if (bytes.byteLength > limits.bytes) throw refused('too_large');
  const text = decodeXml(bytes);
  checkBounds(text, limits);
  let root: ParsedElement | null;
  try {
    root = parse(text).root;
  } catch {
    // The parser's own error holds an excerpt of the document, which no log may show.
    throw refused('not_well_formed');
  }
  if (!root) throw refused('not_well_formed');
  return converted(root, { '': '', xml: 'http://www.w3.org/XML/1998/namespace' }, limits);
}

function refused(reason: string): AppError {
  return new AppError('unreadable_file', { reason });
}

/**
 * Counts tags from left to right, without recursion, before the recursive parser sees them. Wherever this and the
 * parser could disagree the text is not well-formed, and the parser refuses it.
 */
function checkBounds(text: string, limits: Readonly<XmlLimits>): void {
  let depth = 0;
  let elements = 0;
  const after = (end: string, from: number): number => {
    const at = text.indexOf(end, from);
    if (at < 0) throw refused('not_well_formed');
    return at + end.length;
  };
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) at = after('-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) at = after(']]>', at);
    else if (text.startsWith('<!', at)) throw refused('document_type');
    else if (text.startsWith('<?', at)) at = after('?>', at);
    else if (text.startsWith('</', at)) {
      depth--;
      at = after('>', at);
    } else {
      if (++elements > limits.elements) throw refused('too_many_elements');
      if (++depth > limits.depth) throw refused('too_deep');
      at = endOfTag(text, at + 1, limits, after);
      if (text[at - 2] === '/') depth--;
    }
  }
}

/** The place after a start tag's `>`, which attribute values may also hold. */
function endOfTag(
  text: string,
  from: number,
  limits: Readonly<XmlLimits>,
  after: (end: string, from: number) => number,
): number {
  const stop = /[>"']/g;
  stop.lastIndex = from;
  for (let attributes = 0; ; attributes++) {
    if (attributes > limits.attributesPerElement) throw refused('too_many_attributes');
    const found = stop.exec(text);
    if (!found) throw refused('not_well_formed');
    if (found[0] === '>') return found.index + 1;
    stop.lastIndex = after(found[0], found.index + 1);
  }
}

type Namespaces = Readonly<Record<string, string>>;

/** Prefixes resolved (Namespaces in XML 1.0), mixed content joined, long texts cut. */
function converted(element: ParsedElement, outer: Namespaces, limits: Readonly<XmlLimits>): XmlElement {
  const inner: Record<string, string> = Object.assign(Object.create(null), outer);
  const attributes: Record<string, string> = Object.create(null);
  for (const [name, value] of Object.entries(element.attributes)) {
    if (name === 'xmlns') inner[''] = value;
    else if (name.startsWith('xmlns:')) inner[name.slice(6)] = value;
    else if (!name.includes(':')) attributes[name] = value.trim();
  }
  const [prefix, name] = element.name.includes(':') ? element.name.split(':', 2) : ['', element.name];
  const namespace = inner[prefix!];
  if (namespace === undefined || !name) throw refused('namespace');
  let text = '';
  const children: XmlElement[] = [];
  for (const child of element.children) {
    if (child instanceof XmlText) text += child.text.slice(0, limits.text);
    else if (child instanceof ParsedElement) children.push(converted(child, inner, limits));
  }
  return { name, namespace, attributes, children, text: text.slice(0, limits.text).trim() };
}
