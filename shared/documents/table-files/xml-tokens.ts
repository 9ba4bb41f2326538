/**
 * XML as it streams in, a tag at a time: a sheet of half a gigabyte is never held. It knows what Office Open XML needs
 * and no more. There are no document type declarations in it (ECMA-376 part 2, 6.2.5), so nothing can be made to grow
 * by entities of its own.
 */
import { unreadable, XML_TOKEN_LIMIT } from './limits.ts';

export interface XmlHandler {
  /** Names are without their prefixes. */
  open(name: string, attribute: (name: string) => string | undefined): void;
  close(name: string): void;
  /** Whether text is wanted now; most of it is blanks between tags, and decoding it would cost. */
  readonly wantsText: boolean;
  text(text: string): void;
  /**
   * May take a whole element that it knows by its letters, which is far quicker than tag by tag: millions are alike.
   * Answers the place behind it, or −1 when it is anything else or not all there; then it is read tag by tag.
   */
  whole?(text: string, start: number): number;
}

const [SPACE, QUOTE, APOSTROPHE, SLASH, COLON, EQUALS, GREATER] = [0x20, 0x22, 0x27, 0x2f, 0x3a, 0x3d, 0x3e];
const [EXCLAMATION, QUESTION, LETTER_X] = [0x21, 0x3f, 0x78];

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text with its references replaced. Ones that are not known stay as they are. */
export function unescaped(text: string): string {
  const plain = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
  if (!plain.includes('&')) return plain;
  return plain.replace(/&(?:#x([0-9a-fA-F]{1,8})|#(\d{1,8})|([a-z]{2,4}));/g, (whole, hex, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

export class XmlTokens {
  readonly #handler: XmlHandler;
  #rest = '';
  #depth = 0;
  #hasRoot = false;
  /** Attributes of the tag at hand: names and values in turn. */
  readonly #attributes: string[] = [];
  #attributeCount = 0;
  readonly #attribute = (name: string): string | undefined => {
    for (let at = 0; at < this.#attributeCount; at += 2) {
      if (this.#attributes[at] === name) return unescaped(this.#attributes[at + 1]!);
    }
    return undefined;
  };

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /**
   * Takes the next piece of the document.
   * @throws AppError `unreadable_file` ({reason}): `xml_damaged`, `xml_doctype`, or `xml_too_long` for a tag or a text
   *   beyond `XML_TOKEN_LIMIT` letters.
   */
  push(piece: string): void {
    const text = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    for (;;) {
      const tag = text.indexOf('<', at);
      if (tag < 0) break;
      if (tag > at && this.#handler.wantsText) this.#handler.text(unescaped(text.slice(at, tag)));
      const whole = this.#handler.whole?.(text, tag) ?? -1;
      const end = whole >= 0 ? whole : this.#tag(text, tag);
      if (end < 0) {
        at = tag;
        break;
      }
      at = end;
    }
    this.#rest = at === text.length ? '' : text.slice(at);
    if (this.#rest.length > XML_TOKEN_LIMIT) throw unreadable('xml_too_long', { limit: XML_TOKEN_LIMIT });
  }

  /** The document is over. Throws AppError `unreadable_file` ({reason: 'xml_damaged'}) when it should go on. */
  end(): void {
    if (this.#depth !== 0 || !this.#hasRoot || this.#rest.trim() !== '') throw unreadable('xml_damaged');
  }

  /** Reads the tag that starts here; the place behind it, or −1 when it is not all there yet. */
  #tag(text: string, start: number): number {
    const first = text.charCodeAt(start + 1);
    if (first === SLASH) {
      const end = text.indexOf('>', start);
      if (end < 0) return -1;
      if (--this.#depth < 0) throw unreadable('xml_damaged');
      this.#handler.close(closedName(text, start + 2, end));
      return end + 1;
    }
    if (first === EXCLAMATION || first === QUESTION) return this.#special(text, start);
    return this.#element(text, start);
  }

  #element(text: string, start: number): number {
    const length = text.length;
    let at = start + 1;
    let nameStart = at;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code <= SPACE || code === GREATER || code === SLASH) break;
      if (code === COLON) nameStart = at + 1;
    }
    const name = text.slice(nameStart, at);
    this.#attributeCount = 0;
    for (;;) {
      while (at < length && text.charCodeAt(at) <= SPACE) at++;
      if (at >= length) return -1;
      const code = text.charCodeAt(at);
      if (code === GREATER || code === SLASH) break;
      at = this.#readAttribute(text, at);
      if (at < 0) return -1;
    }
    const isEmpty = text.charCodeAt(at) === SLASH;
    if (isEmpty && at + 1 >= length) return -1;
    if (name === '' || (isEmpty && text.charCodeAt(at + 1) !== GREATER)) throw unreadable('xml_damaged');
    this.#hasRoot = true;
    this.#handler.open(name, this.#attribute);
    if (isEmpty) {
      this.#handler.close(name);
      return at + 2;
    }
    this.#depth++;
    return at + 1;
  }

  /** Notes the attribute that starts here; the place behind it, or −1 when it is not all there yet. */
  #readAttribute(text: string, start: number): number {
    const length = text.length;
    let at = start;
    let nameStart = start;
    for (; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code === EQUALS || code <= SPACE) break;
      if (code === COLON) nameStart = at + 1;
      if (code === GREATER || code === QUOTE) throw unreadable('xml_damaged');
    }
    const nameEnd = at;
    while (at < length && text.charCodeAt(at) <= SPACE) at++;
    if (at >= length) return -1;
    if (text.charCodeAt(at) !== EQUALS) throw unreadable('xml_damaged');
    at++;
    while (at < length && text.charCodeAt(at) <= SPACE) at++;
    if (at >= length) return -1;
    const quote = text.charCodeAt(at);
    if (quote !== QUOTE && quote !== APOSTROPHE) throw unreadable('xml_damaged');
    const end = text.indexOf(quote === QUOTE ? '"' : "'", at + 1);
    if (end < 0) return -1;
    // Declarations of prefixes are no attributes.
    if (text.charCodeAt(start) !== LETTER_X || !text.startsWith('xmlns', start)) {
      this.#attributes[this.#attributeCount++] = text.slice(nameStart, nameEnd);
      this.#attributes[this.#attributeCount++] = text.slice(at + 1, end);
    }
    return end + 1;
  }

  /** Comments, instructions and character data. */
  #special(text: string, start: number): number {
    // Enough letters to tell them apart.
    if (text.length < start + 9 && text.indexOf('>', start) < 0) return -1;
    if (text.startsWith('<!--', start)) return behind(text, '-->', start + 4);
    if (text.startsWith('<?', start)) return behind(text, '?>', start + 2);
    if (!text.startsWith('<![CDATA[', start)) {
      throw unreadable(text.startsWith('<!DOCTYPE', start) ? 'xml_doctype' : 'xml_damaged');
    }
    const end = text.indexOf(']]>', start);
    if (end < 0) return -1;
    if (this.#handler.wantsText) this.#handler.text(text.slice(start + 9, end));
    return end + 3;
  }
}

function behind(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

/** The name in a closing tag, between these places. */
function closedName(text: string, from: number, end: number): string {
  let [start, to] = [from, end];
  while (to > from && text.charCodeAt(to - 1) <= SPACE) to--;
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === COLON) start = at + 1;
  return text.slice(start, to);
}
