/**
 * What a file is, by its content alone: names and declared types lie. Pure and without native imports, so
 * that the API bundles, which only accept or refuse a file, stay small.
 */
import { AppError } from '../../contract/app-error.ts';
import { isTable } from './table-text.ts';

/** Formats that are read page by page and extracted. */
export type DocumentFormat = 'pdf' | 'png' | 'jpeg' | 'tiff' | 'webp' | 'xml';

/** Formats of tables, which are imported row by row: fax logs. */
export type RecordFormat = 'csv' | 'xlsx';

/** The formats that can be opened. */
export type Format = DocumentFormat | RecordFormat;

const CONTENT_TYPES: Record<Format, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpeg: 'image/jpeg',
  tiff: 'image/tiff',
  webp: 'image/webp',
  xml: 'application/xml',
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The media type under which a file of this format is stored and served. */
export function contentType(format: Format): string {
  return CONTENT_TYPES[format];
}

/** Whether a file of this format is imported row by row rather than read page by page. */
export function isRecordFile(format: string): format is RecordFormat {
  return format === 'csv' || format === 'xlsx';
}

/** So many first bytes of a file tell its format; more tell nothing else. */
export const SNIFFED_BYTES = 65_536;

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
  const controls = text.match(/[\0-\x08\x0e-\x1f]/g)?.length ?? 0;
  const firstLine = /^[^\r\n]*/.exec(text)![0];
  // A few in a long text are damage, which costs rows and not the file.
  if (text === '' || controls * 200 > text.length || /[\0-\x08\x0e-\x1f]/.test(firstLine)) return 'unknown';
  return isTable(text) ? 'csv' : 'text';
}

/** Parts that any Office Open XML package may begin with, and by which a workbook's are told (ECMA-376 part 2). */
const PACKAGE_PART = /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|customXml\/)/i;
const WORKBOOK_PART = /^\/?xl\//i;

/**
 * Whether a zip's first entries look like a workbook's, by their local headers (APPNOTE.TXT 4.3.7). One that shows
 * only the parts that all office packages have may be one: its reader will tell.
 */
function isWorkbook(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, SNIFFED_BYTES));
  let mayBe = false;
  let at = 0;
  while (at >= 0 && at + 30 <= view.byteLength && view.getUint32(at, true) === 0x04034b50) {
    const [nameLength, extraLength] = [view.getUint16(at + 26, true), view.getUint16(at + 28, true)];
    const name = latin1(bytes, at + 30, at + 30 + nameLength).replaceAll('\\', '/');
    if (WORKBOOK_PART.test(name)) return true;
    if (!PACKAGE_PART.test(name)) return false;
    mayBe = true;
    const data = at + 30 + nameLength + extraLength;
    const sizeFollows = (view.getUint16(at + 6, true) & 0x8) !== 0;
    at = sizeFollows ? nextEntry(bytes, data) : data + view.getUint32(at + 18, true);
  }
  return mayBe;
}

/** Where the next local header starts, or −1: an entry whose size follows its data does not tell. */
function nextEntry(bytes: Uint8Array, from: number): number {
  const end = Math.min(bytes.length, SNIFFED_BYTES) - 3;
  for (let at = from; at < end; at++) {
    if (bytes[at] === 0x50 && bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4) return at;
  }
  return -1;
}

/** Programs start with two letters that text may start with too; their headers hold zeros (PE format). */
function isProgram(head: string): boolean {
  return head.startsWith('MZ') && /[\0-\x08\x0e-\x1f]/.test(head.slice(0, 64));
}

/**
 * The format of a file by its first bytes; `SNIFFED_BYTES` of them are enough. Throws AppError `empty_file` for zero
 * bytes and `unsupported_format` with `{detected}` ('zip', 'exe', 'text', 'html', 'unknown' …) for anything
 * unreadable. Says nothing about whether the rest of the file is sound.
 */
export function sniff(bytes: Uint8Array): Format {
  if (bytes.length === 0) throw new AppError('empty_file');
  const head = latin1(bytes, 0, PDF_HEADER_WINDOW + 5);
  const match = SIGNATURES.find(([, signature, offset = 0]) => head.startsWith(signature, offset))?.[0];
  // Before the search for a PDF header: a zip may hold a PDF within its first kilobyte.
  if (match === 'zip' && isWorkbook(bytes)) return 'xlsx';
  if (match !== undefined) {
    if (match in CONTENT_TYPES) return match as Format;
    throw new AppError('unsupported_format', { detected: match });
  }
  if (isProgram(head)) throw new AppError('unsupported_format', { detected: 'exe' });
  const pdfAt = head.indexOf('%PDF-');
  if (pdfAt >= 0 && pdfAt <= PDF_HEADER_WINDOW) return 'pdf';
  const text = decodeStart(bytes);
  const root = xmlRoot(text);
  if (root === 'html' || root === 'svg') throw new AppError('unsupported_format', { detected: root });
  if (root !== undefined) return 'xml';
  const detected = detectText(text);
  if (detected === 'csv') return detected;
  throw new AppError('unsupported_format', { detected });
}

/**
 * As `sniff`, for what reads pages: tables are refused as well, with AppError `unsupported_format` ({detected: 'csv'}
 * or 'xlsx').
 */
export function sniffDocument(bytes: Uint8Array): DocumentFormat {
  const format = sniff(bytes);
  if (isRecordFile(format)) throw new AppError('unsupported_format', { detected: format });
  return format;
}
