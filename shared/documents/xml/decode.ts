/** The text of an XML file in whichever encoding it says, or shows, that it has (XML 1.0, appendix F). */
import { AppError } from '../../contract/app-error.ts';

/** How far into the file its declaration is looked for. */
const DECLARATION_WINDOW = 256;

/** The encoding that a byte order mark or the zero bytes beside a first `<` tell; null for one byte a character. */
function unicodeForm(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [a, b] = bytes;
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le';
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be';
  return null;
}

/** What the declaration names, in lower case; null when it names nothing. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, DECLARATION_WINDOW));
  return (
    /^\s*(?:ï»¿)?<\?xml[^>]*?\bencoding\s*=\s*["']([\w.:-]+)["']/.exec(start)?.[1]?.toLowerCase() ?? null
  );
}

/**
 * Decodes an XML file; the byte order mark is left out. A declaration that the bytes contradict is put right where
 * only one reading makes sense: programs that write text in memory leave `utf-16` in files that are UTF-8, and
 * `UTF-8` in files that are Windows-1252.
 * Throws AppError `unreadable_file` ({reason: 'encoding'}) for an encoding that is not known or not kept to.
 */
export function decodeXml(bytes: Uint8Array): string {
  const form = unicodeForm(bytes);
  if (form) return decoded(bytes, form);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const declared = hasMark ? 'utf-8' : (declaredEncoding(bytes) ?? 'utf-8');
  if (/^(?:utf-?8|utf-?16.*|ucs-?2|us-ascii|ascii)$/.test(declared)) {
    try {
      return decoded(bytes, 'utf-8');
    } catch {
      return decoded(bytes, 'windows-1252');
    }
  }
  return decoded(bytes, declared);
}

function decoded(bytes: Uint8Array, encoding: string): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('unreadable_file', { reason: 'encoding' });
  }
}
