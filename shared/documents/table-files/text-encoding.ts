/** Which encoding a text file without a declaration has, told from its bytes; and the decoding of a bad line. */

export type TextEncoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** Enough characters beyond ASCII to decide by; fewer may be damage. */
const TELLING_SEQUENCES = 32;

/** So many first bytes tell UTF-16. */
const UTF16_WINDOW = 512;

/** The encoding that a byte order mark tells, and how many bytes the mark takes. */
export function byteOrderMark(bytes: Uint8Array): { encoding: TextEncoding; bytes: number } | undefined {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return { encoding: 'utf-8', bytes: 3 };
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', bytes: 2 };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', bytes: 2 };
  return undefined;
}

/** UTF-16 without a mark: in Western text every other byte is zero. */
export function unmarkedUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const units = Math.min(bytes.length, UTF16_WINDOW) >> 1;
  let [even, odd] = [0, 0];
  for (let unit = 0; unit < units; unit++) {
    if (bytes[2 * unit] === 0) even++;
    if (bytes[2 * unit + 1] === 0) odd++;
  }
  if (units < 2) return undefined;
  if (odd * 2 > units && even * 8 < units) return 'utf-16le';
  if (even * 2 > units && odd * 8 < units) return 'utf-16be';
  return undefined;
}

/**
 * Weighs what bytes beyond ASCII say: well-formed UTF-8 sequences hardly ever come about by chance, and in UTF-8 a
 * byte that belongs to none is damage. A sequence that the end of some bytes cuts off counts as nothing.
 */
export class EncodingEvidence {
  #sequences = 0;
  #strays = 0;

  add(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at++) {
      if (bytes[at]! < 0x80) continue;
      const length = sequenceLength(bytes, at);
      if (at + Math.abs(length) > bytes.length) return;
      if (length > 0) {
        this.#sequences++;
        at += length - 1;
      } else this.#strays++;
    }
  }

  /** Whether more of the file would hardly change the verdict. */
  get isEnough(): boolean {
    const [less, more] = [this.#sequences, this.#strays].sort((a, b) => a - b) as [number, number];
    return more >= TELLING_SEQUENCES && more >= 4 * less;
  }

  get verdict(): 'utf-8' | 'windows-1252' {
    return this.#sequences > 0 && this.#sequences >= this.#strays ? 'utf-8' : 'windows-1252';
  }
}

/** Bytes of the UTF-8 sequence that starts here (Unicode 3.9, table 3-7), or −1 for a byte that starts none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  const length =
    lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : -1;
  for (let n = 1; n < length && at + n < bytes.length; n++) {
    if ((bytes[at + n]! & 0xc0) !== 0x80) return -1;
  }
  const second = bytes[at + 1] ?? 0x80;
  const tooLong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
  const noCharacter = (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f);
  return tooLong || noCharacter ? -1 : length;
}

/** Windows-1252 where it differs from Latin-1: 0x80 to 0x9F; undefined ones stay control characters (WHATWG). */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';

/** Decodes Windows-1252, of which Latin-1's letters are a part. Any bytes are some text in it. */
export function decodeWindows1252(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, (char) => WINDOWS_1252[char.charCodeAt(0) - 0x80]!);
}

/**
 * UTF-16 as UTF-8, so that what follows has only bytes of one kind to look at. Half a surrogate pair becomes 0xFF,
 * which UTF-8 never has: its line is then seen to be damaged.
 */
export function utf16ToUtf8(bytes: Buffer, encoding: 'utf-16le' | 'utf-16be'): Buffer {
  const text = (encoding === 'utf-16be' ? Buffer.from(bytes).swap16() : bytes).toString('utf16le');
  if (text.isWellFormed()) return Buffer.from(text, 'utf8');
  const parts = text.split(/([\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff])/);
  return Buffer.concat(
    parts.map((part, index) => (index % 2 === 1 ? Buffer.from([0xff]) : Buffer.from(part, 'utf8'))),
  );
}
