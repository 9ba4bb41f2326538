/**
 * What a file is, by its content alone: names and declared types lie. Pure and without native imports, so
 * that the API bundles, which only accept or refuse a file, stay small.
 */
import { AppError } from '../../contract/app-error.ts';

/** The formats that can be opened. */
export type Format = 'pdf' | 'png' | 'jpeg' | 'tiff' | 'webp' | 'xml';

const CONTENT_TYPES: Record<Format, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  tiff: 'image/tiff',
  webp: 'image/webp',
  xml: 'application/xml',
};

/** The media type under which a file of this format is stored and served. */
export function contentType(format: Format): string {
  return CONTENT_TYPES[format];
}

/** Readers look for the PDF header this far into the file (ISO 32000-1, implementation note 13). */
const PDF_HEADER_WINDOW = 1024;

/** How much of an XML or text file is looked at to find its root element. */
const TEXT_WINDOW = 4096;

/** Signatures at the very start. A format that we read maps to itself; anything else is named in the refusal. */
const SIGNATURES: readonly [name: string, signature: string, offset?: number][] = [
  ['png', '\x89PNG\r\n\x1a\n'],
  ['jpeg', '\xff\xd8\xff'],
  ['tiff', 'II*\0'],
  ['tiff', 'MM\0*'],
  ['tiff', 'II+\0'],
  ['tiff', 'MM\0+'],
  ['webp', 'WEBP', 8],
  ['zip', 'PK\x03\x04'],
  ['zip', 'PK\x05\x06'],
  ['exe', 'MZ'],
  ['elf', '\x7fELF'],
  ['gif', 'GIF8'],
  ['rar', 'Rar!\x1a\x07'],
  ['7z', '7z\xbc\xaf\x27\x1c'],
  ['gzip', '\x1f\x8b'],
  ['ole', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
  ['rtf', '{\\rtf'],
  ['postscript', '%!PS'],
  ['heif', 'ftyp', 4],
];

function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  for (const byte of bytes.subarray(start, end)) text += String.fromCharCode(byte);
  return text;
}

/** The start of a text file in whichever Unicode encoding its byte order mark or its zero bytes tell. */
function decodeStart(bytes: Uint8Array): string {
  const [a, b, c] = bytes;
  const head = bytes.subarray(0, TEXT_WINDOW - (TEXT_WINDOW % 2));
  const utf16 =
    (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff) || a === 0 || (b === 0 && a !== undefined);
  if (!utf16) return latin1(bytes, a === 0xef && b === 0xbb && c === 0xbf ? 3 : 0, TEXT_WINDOW);
  const bigEndian = a === 0xfe || a === 0;
  let text = '';
  for (let i = a === 0xff || a === 0xfe ? 2 : 0; i + 1 < head.length; i += 2) {
    text += String.fromCharCode(bigEndian ? (head[i]! << 8) | head[i + 1]! : (head[i + 1]! << 8) | head[i]!);
  }
  return text;
}

/** Local name of the root element if this is XML ('' when it lies beyond the window), else undefined. */
function xmlRoot(text: string): string | undefined {
  let rest = text.trimStart();
  if (!/^<(?:\?xml[\s?]|!--|!DOCTYPE\s|[A-Za-z_])/i.test(rest)) return undefined;
  for (;;) {
    const skipped = /^(?:<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(?:\[[\s\S]*?\]\s*)?>)\s*/i.exec(rest);
    if (!skipped) break;
    rest = rest.slice(skipped[0].length);
  }
  const root = /^<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)[\s/>]/.exec(rest);
  if (root) return root[1]!.toLowerCase();
  return /^<\?xml/i.test(text.trimStart()) ? '' : undefined;
}

function detectText(text: string): string {
  if (text === '' || /[\0-\x08\x0e-\x1f]/.test(text)) return 'unknown';
  const first = text.split(/\r?\n/, 1)[0]!;
  return (first.match(/[;,\t]/g)?.length ?? 0) >= 2 ? 'csv' : 'text';
}

/**
 * The format of a file by its first bytes. Throws AppError `empty_file` for zero bytes and
 * `unsupported_format` with `{detected}` ('zip', 'exe', 'csv', 'html', 'unknown' …) for anything unreadable.
 * Says nothing about whether the rest of the file is sound.
 */
export function sniff(bytes: Uint8Array): Format {
  if (bytes.length === 0) throw new AppError('empty_file');
  const head = latin1(bytes, 0, PDF_HEADER_WINDOW + 5);
  const match = SIGNATURES.find(([, signature, offset = 0]) => head.startsWith(signature, offset));
  // Before the search for a PDF header: a zip may hold a PDF within its first kilobyte.
  if (match) {
    if (match[0] in CONTENT_TYPES) return match[0] as Format;
    throw new AppError('unsupported_format', { detected: match[0] });
  }
  const pdfAt = head.indexOf('%PDF-');
  if (pdfAt >= 0 && pdfAt <= PDF_HEADER_WINDOW) return 'pdf';
  const text = decodeStart(bytes);
  const root = xmlRoot(text);
  if (root === 'html' || root === 'svg') throw new AppError('unsupported_format', { detected: root });
  if (root !== undefined) return 'xml';
  throw new AppError('unsupported_format', { detected: detectText(text) });
}
