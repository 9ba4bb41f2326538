/** Zip archives (PKWARE APPNOTE.TXT), sound ones and, where asked, odd ones. */
import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipEntry {
  name: string;
  data: Uint8Array;
  /** Default: deflated. */
  stored?: boolean;
  /** Data that is already deflated, and how many bytes it unfolds to. */
  deflated?: { sizeBytes: number; crc: number };
  /** Says that the entry is encrypted, which its data is not. */
  encrypted?: boolean;
}

export interface ZipOptions {
  /** Writes sizes after the data rather than before, as programs do that write in one go. */
  sizesFollow?: boolean;
  /** Keeps sizes and places in zip64 records, as archives over 4 GB do. */
  zip64?: boolean;
  comment?: string;
  /** Bytes before the archive, as in self-extracting ones; places count from the archive's own start. */
  before?: Uint8Array;
}

const [LOCAL, DIRECTORY, END, END64, LOCATOR64, DESCRIPTOR] = [
  0x04034b50, 0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50, 0x08074b50,
];
const UNKNOWN_32 = 0xffffffff;

/** Numbers of two, four or eight bytes, little endian. */
function fields(...parts: (readonly [bytes: 2 | 4 | 8, value: number])[]): Buffer {
  const buffer = Buffer.alloc(parts.reduce((sum, [bytes]) => sum + bytes, 0));
  let at = 0;
  for (const [bytes, value] of parts) {
    if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value), at);
    else buffer.writeUIntLE(value, at, bytes);
    at += bytes;
  }
  return buffer;
}

/** An archive of these entries, in this order. */
export function writeZip(entries: readonly ZipEntry[], options: ZipOptions = {}): Uint8Array {
  const { sizesFollow = false, zip64 = false, comment = '', before = new Uint8Array(0) } = options;
  const parts: Uint8Array[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  const add = (part: Uint8Array): void => {
    parts.push(part);
    offset += part.length;
  };
  for (const { name, data, stored = false, deflated, encrypted = false } of entries) {
    const start = offset;
    const nameBytes = Buffer.from(name);
    const packed = stored || deflated ? data : deflateRawSync(data);
    const crc = deflated?.crc ?? crc32(data);
    const sizeBytes = deflated?.sizeBytes ?? data.length;
    const flags = 0x800 | (sizesFollow ? 8 : 0) | (encrypted ? 1 : 0);
    const method = stored ? 0 : 8;
    const size32 = zip64 ? UNKNOWN_32 : sizeBytes;
    const packed32 = zip64 ? UNKNOWN_32 : packed.length;
    const common = [
      [2, zip64 ? 45 : 20],
      [2, flags],
      [2, method],
      [4, 0x5a210000],
    ] as const;
    const extra = zip64 ? fields([2, 1], [2, 16], [8, sizeBytes], [8, packed.length]) : Buffer.alloc(0);
    const sizes = sizesFollow ? ([0, 0, 0] as const) : ([crc, packed32, size32] as const);
    add(
      fields(
        [4, LOCAL],
        ...common,
        [4, sizes[0]],
        [4, sizes[1]],
        [4, sizes[2]],
        [2, nameBytes.length],
        [2, extra.length],
      ),
    );
    add(nameBytes);
    add(extra);
    add(packed);
    if (sizesFollow) {
      const bytes = zip64 ? 8 : 4;
      add(fields([4, DESCRIPTOR], [4, crc], [bytes, packed.length], [bytes, sizeBytes]));
    }
    const directoryExtra = zip64
      ? fields([2, 1], [2, 24], [8, sizeBytes], [8, packed.length], [8, start])
      : Buffer.alloc(0);
    directory.push(
      fields(
        [4, DIRECTORY],
        [2, 45],
        ...common,
        [4, crc],
        [4, packed32],
        [4, size32],
        [2, nameBytes.length],
        [2, directoryExtra.length],
        [2, 0],
        [2, 0],
        [2, 0],
        [4, 0],
        [4, zip64 ? UNKNOWN_32 : start],
      ),
      nameBytes,
      directoryExtra,
    );
  }
  const directoryStart = offset;
  for (const part of directory) add(part);
  const directoryBytes = offset - directoryStart;
  if (zip64) {
    const end64 = offset;
    const count = entries.length;
    add(
      fields(
        [4, END64],
        [8, 44],
        [2, 45],
        [2, 45],
        [4, 0],
        [4, 0],
        [8, count],
        [8, count],
        [8, directoryBytes],
        [8, directoryStart],
      ),
    );
    add(fields([4, LOCATOR64], [4, 0], [8, end64], [4, 1]));
  }
  const count = zip64 ? 0xffff : entries.length;
  add(
    fields(
      [4, END],
      [2, 0],
      [2, 0],
      [2, count],
      [2, count],
      [4, zip64 ? UNKNOWN_32 : directoryBytes],
      [4, zip64 ? UNKNOWN_32 : directoryStart],
      [2, Buffer.byteLength(comment)],
    ),
  );
  add(Buffer.from(comment));
  return Buffer.concat([before, ...parts]);
}
