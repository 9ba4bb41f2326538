/** A ZIP archive, written as it is made (APPNOTE.TXT 6.3.10; without ZIP64, so for less than 4 GiB). */
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

export interface ZipEntry {
  name: string;
  content: Iterable<string> | AsyncIterable<string>;
}

const DEFLATED = 8;
/** Sizes and checksum follow the data instead of standing before them. */
const DESCRIPTOR_FOLLOWS = 1 << 3;
/** 1980-01-01, the first day that ZIP knows. */
const DAY = 33;

/**
 * `known` writes sizes before the data, as spreadsheet programs do: a whole compressed entry is then in memory;
 * `following` writes them after, as programs that stream do.
 */
export async function* zipStream(
  entries: readonly ZipEntry[],
  sizes: 'known' | 'following' = 'known',
): AsyncGenerator<Buffer> {
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, content } of entries) {
    const path = Buffer.from(name, 'utf8');
    const flags = sizes === 'following' ? DESCRIPTOR_FOLLOWS : 0;
    let checksum = 0;
    let size = 0;
    let packedSize = 0;
    const text = Readable.from(
      (async function* () {
        for await (const part of content) {
          const bytes = Buffer.from(part, 'utf8');
          checksum = crc32(bytes, checksum);
          size += bytes.length;
          yield bytes;
        }
      })(),
      { objectMode: false },
    );
    const packed = text.pipe(createDeflateRaw({ level: 1 }));
    const local = at;
    const localHeader = () => {
      const header = Buffer.alloc(30);
      header.writeUInt32LE(0x04034b50, 0);
      header.writeUInt16LE(20, 4);
      header.writeUInt16LE(flags, 6);
      header.writeUInt16LE(DEFLATED, 8);
      header.writeUInt16LE(DAY, 12);
      if (flags === 0) {
        header.writeUInt32LE(checksum, 14);
        header.writeUInt32LE(packedSize, 18);
        header.writeUInt32LE(size, 22);
      }
      header.writeUInt16LE(path.length, 26);
      return Buffer.concat([header, path]);
    };
    if (sizes === 'following') {
      yield localHeader();
      for await (const part of packed as AsyncIterable<Buffer>) {
        packedSize += part.length;
        yield part;
      }
      const descriptor = Buffer.alloc(16);
      descriptor.writeUInt32LE(0x08074b50, 0);
      descriptor.writeUInt32LE(checksum, 4);
      descriptor.writeUInt32LE(packedSize, 8);
      descriptor.writeUInt32LE(size, 12);
      yield descriptor;
      at += 30 + path.length + packedSize + 16;
    } else {
      const parts: Buffer[] = [];
      for await (const part of packed as AsyncIterable<Buffer>) parts.push(part);
      packedSize = parts.reduce((sum, part) => sum + part.length, 0);
      yield localHeader();
      yield* parts;
      at += 30 + path.length + packedSize;
    }
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    central.writeUInt16LE(20, 4);
    central.writeUInt16LE(20, 6);
    central.writeUInt16LE(flags, 8);
    central.writeUInt16LE(DEFLATED, 10);
    central.writeUInt16LE(DAY, 14);
    central.writeUInt32LE(checksum, 16);
    central.writeUInt32LE(packedSize, 20);
    central.writeUInt32LE(size, 24);
    central.writeUInt16LE(path.length, 28);
    central.writeUInt32LE(local, 42);
    directory.push(central, path);
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  yield Buffer.concat([listing, end]);
}
