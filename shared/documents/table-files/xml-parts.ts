/** Parts of a workbook, given to a handler as they unfold. */
import { StringDecoder } from 'node:string_decoder';
import type { TableSource } from './table-source.ts';
import { byteOrderMark } from './text-encoding.ts';
import { type XmlHandler, XmlTokens } from './xml-tokens.ts';
import type { ZipEntry } from './zip-directory.ts';
import { readZipEntry } from './zip-entry.ts';

/** Text of bytes in UTF-8, or in UTF-16 where a mark says so (ECMA-376 part 2 allows no other). */
class PartDecoder {
  #decode: ((bytes: Buffer) => string) | undefined;

  decode(bytes: Buffer): string {
    if (this.#decode) return this.#decode(bytes);
    const mark = byteOrderMark(bytes);
    if (mark && mark.encoding !== 'utf-8') {
      const decoder = new TextDecoder(mark.encoding);
      this.#decode = (piece) => decoder.decode(piece, { stream: true });
      return this.#decode(bytes);
    }
    const decoder = new StringDecoder('utf8');
    this.#decode = (piece) => decoder.write(piece);
    return this.#decode(bytes.subarray(mark?.bytes ?? 0));
  }
}

/**
 * Gives a part's tags to the handler, and a turn to whoever iterates after each piece of it.
 * @throws AppError as `readZipEntry` and `XmlTokens` do.
 */
export async function* readXmlPart(
  source: TableSource,
  entry: ZipEntry,
  limitBytes: number,
  handler: XmlHandler,
): AsyncGenerator<void> {
  const tokens = new XmlTokens(handler);
  const decoder = new PartDecoder();
  for await (const bytes of readZipEntry(source, entry, limitBytes)) {
    tokens.push(decoder.decode(bytes));
    yield;
  }
  tokens.end();
}

/** The same for a part that is wanted as a whole. */
export async function readWholeXmlPart(
  source: TableSource,
  entry: ZipEntry,
  limitBytes: number,
  handler: XmlHandler,
): Promise<void> {
  for await (const _ of readXmlPart(source, entry, limitBytes, handler));
}
