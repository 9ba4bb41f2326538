/** The data of an archive's entry, unfolded as it streams in, within a limit and held against its checksum. */
import { pipeline, Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { AppError } from '../../contract/app-error.ts';
import { unreadable } from './limits.ts';
import type { TableSource } from './table-source.ts';
import type { ZipEntry } from './zip-directory.ts';

const LOCAL = 0x04034b50;
const LOCAL_BYTES = 30;
const INFLATED_CHUNK_BYTES = 65_536;

/** The packed data, without the header before it and what may stand behind it. */
async function* packedData(source: TableSource, entry: ZipEntry): AsyncGenerator<Uint8Array> {
  if (entry.start + LOCAL_BYTES + entry.packedBytes > entry.end) throw unreadable('zip_damaged');
  let header: Buffer | undefined = Buffer.alloc(0);
  let left = entry.packedBytes;
  let skip = 0;
  for await (const chunk of source.read(entry.start, entry.end)) {
    let data: Uint8Array = chunk;
    if (header) {
      header = Buffer.concat([header, chunk]);
      if (header.length < LOCAL_BYTES) continue;
      if (header.readUInt32LE(0) !== LOCAL) throw unreadable('zip_damaged');
      skip = LOCAL_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
      data = header;
      header = undefined;
    }
    const skipped = Math.min(skip, data.length);
    skip -= skipped;
    data = data.subarray(skipped, skipped + left);
    left -= data.length;
    if (data.length > 0) yield data;
  }
  if (left > 0) throw unreadable('zip_damaged');
}

/**
 * An entry's bytes. What comes before a fault is found is given all the same.
 * @throws AppError `encrypted_document`; `unreadable_file` ({reason}): `zip_damaged`, `zip_compression` for a method
 *   other than deflate, `too_much_data` ({limit_bytes}) for more than `limitBytes`, claimed or real. Errors of the
 *   source are passed on.
 */
export async function* readZipEntry(
  source: TableSource,
  entry: ZipEntry,
  limitBytes: number,
): AsyncGenerator<Buffer> {
  if (entry.isEncrypted) throw new AppError('encrypted_document');
  if (entry.method !== 0 && entry.method !== 8) throw unreadable('zip_compression');
  if (entry.sizeBytes > limitBytes) throw unreadable('too_much_data', { limit_bytes: limitBytes });
  const packed = packedData(source, entry);
  let [sizeBytes, crc] = [0, 0];
  for await (const chunk of entry.method === 0 ? packed : inflated(packed)) {
    sizeBytes += chunk.length;
    // A bomb shows as soon as it unfolds to more than it said.
    if (sizeBytes > entry.sizeBytes) throw unreadable('zip_damaged');
    crc = crc32(chunk, crc);
    yield Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length);
  }
  if (sizeBytes !== entry.sizeBytes || crc !== entry.crc) throw unreadable('zip_damaged');
}

async function* inflated(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: INFLATED_CHUNK_BYTES });
  // Ends either side when the other does; errors come out of the iteration below.
  pipeline(Readable.from(packed), inflate, () => {});
  try {
    for await (const chunk of inflate) yield chunk as Buffer;
  } catch (error) {
    if (String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw unreadable('zip_damaged');
    throw error;
  }
}
