/** The directory of a zip archive (PKWARE APPNOTE.TXT 6.3.10), zip64 included. */
import { unreadable, ZIP_DIRECTORY_LIMIT_BYTES, ZIP_ENTRIES_LIMIT } from './limits.ts';
import { bytesOf, type TableSource } from './table-source.ts';

export interface ZipEntry {
  /** Of the data within the archive, packed and unfolded, as the directory claims. */
  packedBytes: number;
  sizeBytes: number;
  crc: number;
  /** 0 stored, 8 deflated. */
  method: number;
  isEncrypted: boolean;
  /** Where its local header starts, and where what comes after the entry does. */
  start: number;
  end: number;
}

/** Entries by name, in lower case since names of parts do not differ by it (ECMA-376 part 2, 6.2.2.3). */
export type ZipDirectory = ReadonlyMap<string, ZipEntry>;

const [DIRECTORY, END, END64, LOCATOR64] = [0x02014b50, 0x06054b50, 0x06064b50, 0x07064b50];
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const LOCATOR64_BYTES = 20;
const END64_BYTES = 56;
const UNKNOWN_32 = 0xffffffff;
const UNKNOWN_16 = 0xffff;

interface DirectoryPlace {
  entries: number;
  start: number;
  sizeBytes: number;
  /** What stands before the archive: places count from its own start. */
  shift: number;
}

/** A number of eight bytes; beyond what a file can have, it is no place in one. */
function wide(bytes: Buffer, at: number): number {
  const value = Number(bytes.readBigUInt64LE(at));
  if (!Number.isSafeInteger(value)) throw unreadable('zip_damaged');
  return value;
}

async function findDirectory(source: TableSource): Promise<DirectoryPlace> {
  const tailStart = Math.max(0, source.sizeBytes - END_BYTES - LONGEST_COMMENT - LOCATOR64_BYTES);
  const tail = await bytesOf(source, tailStart, source.sizeBytes);
  let at = tail.length - END_BYTES;
  while (
    at >= 0 &&
    !(tail.readUInt32LE(at) === END && at + END_BYTES + tail.readUInt16LE(at + 20) <= tail.length)
  )
    at--;
  if (at < 0) throw unreadable('zip_damaged');
  const end = tailStart + at;
  const [entries, sizeBytes, start] = [
    tail.readUInt16LE(at + 10),
    tail.readUInt32LE(at + 12),
    tail.readUInt32LE(at + 16),
  ];
  if (entries !== UNKNOWN_16 && sizeBytes !== UNKNOWN_32 && start !== UNKNOWN_32) {
    return { entries, start, sizeBytes, shift: end - sizeBytes - start };
  }
  const locator = at - LOCATOR64_BYTES;
  if (locator < 0 || tail.readUInt32LE(locator) !== LOCATOR64)
    return { entries, start, sizeBytes, shift: end - sizeBytes - start };
  return findDirectory64(source, wide(tail, locator + 8), end - LOCATOR64_BYTES);
}

/** The record that the locator points to; with bytes before the archive it lies just before the locator all the same. */
async function findDirectory64(source: TableSource, told: number, locator: number): Promise<DirectoryPlace> {
  for (const place of [told, locator - END64_BYTES]) {
    if (place < 0 || place + END64_BYTES > source.sizeBytes) continue;
    const record = await bytesOf(source, place, place + END64_BYTES);
    if (record.length < END64_BYTES || record.readUInt32LE(0) !== END64) continue;
    const [entries, sizeBytes, start] = [wide(record, 32), wide(record, 40), wide(record, 48)];
    return { entries, start, sizeBytes, shift: place - sizeBytes - start };
  }
  throw unreadable('zip_damaged');
}

/** A name within the archive as parts are called; undefined for one that leads out of it, which is nobody's part. */
function partName(name: string): string | undefined {
  const plain = name.replaceAll('\\', '/').replace(/^\//, '').toLowerCase();
  const leadsOut = /^[a-z]:/.test(plain) || plain.includes('\0') || plain.split('/').includes('..');
  return leadsOut ? undefined : plain;
}

interface Sizes {
  sizeBytes: number;
  packedBytes: number;
  start: number;
}

/** Takes the numbers that did not fit from the zip64 field (APPNOTE.TXT 4.5.3), where they stand in this order. */
function widened(sizes: Sizes, extra: Buffer): Sizes {
  const wanted = (['sizeBytes', 'packedBytes', 'start'] as const).filter((key) => sizes[key] === UNKNOWN_32);
  if (wanted.length === 0) return sizes;
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    const field = extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
    if (field.length < wanted.length * 8) break;
    return { ...sizes, ...Object.fromEntries(wanted.map((key, index) => [key, wide(field, index * 8)])) };
  }
  return sizes;
}

/**
 * Reads an archive's directory. Names that lead out of the archive are left out.
 * @throws AppError `unreadable_file` ({reason}): `zip_damaged`, `zip_too_many_entries` ({limit}), or `zip_same_names`
 *   for two entries of one name, of which every program would take another.
 */
export async function readZipDirectory(source: TableSource): Promise<ZipDirectory> {
  const { entries, start, sizeBytes, shift } = await findDirectory(source);
  if (entries > ZIP_ENTRIES_LIMIT || sizeBytes > ZIP_DIRECTORY_LIMIT_BYTES) {
    throw unreadable('zip_too_many_entries', { limit: ZIP_ENTRIES_LIMIT });
  }
  const directoryStart = start + shift;
  if (shift < 0 || directoryStart + sizeBytes > source.sizeBytes) throw unreadable('zip_damaged');
  const bytes = await bytesOf(source, directoryStart, directoryStart + sizeBytes);
  const found: [name: string | undefined, entry: ZipEntry][] = [];
  for (let at = 0; found.length < entries; ) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== DIRECTORY) throw unreadable('zip_damaged');
    const [nameBytes, extraBytes, commentBytes] = [28, 30, 32].map((field) =>
      bytes.readUInt16LE(at + field),
    ) as [number, number, number];
    const extraStart = at + 46 + nameBytes;
    const next = extraStart + extraBytes + commentBytes;
    if (next > bytes.length) throw unreadable('zip_damaged');
    const flags = bytes.readUInt16LE(at + 8);
    const sizes = widened(
      {
        packedBytes: bytes.readUInt32LE(at + 20),
        sizeBytes: bytes.readUInt32LE(at + 24),
        start: bytes.readUInt32LE(at + 42),
      },
      bytes.subarray(extraStart, extraStart + extraBytes),
    );
    found.push([
      partName(bytes.toString('utf8', at + 46, extraStart)),
      {
        ...sizes,
        start: sizes.start + shift,
        end: directoryStart,
        crc: bytes.readUInt32LE(at + 16),
        method: bytes.readUInt16LE(at + 10),
        // Bit 0: encrypted; bit 6: strongly; bit 13: so is the directory.
        isEncrypted: (flags & 0x2041) !== 0,
      },
    ]);
    at = next;
  }
  return named(found);
}

function named(found: readonly [name: string | undefined, entry: ZipEntry][]): ZipDirectory {
  const directory = new Map<string, ZipEntry>();
  // Each ends where the next in the file starts.
  const byPlace = found.map(([, entry]) => entry).sort((a, b) => a.start - b.start);
  for (const [index, entry] of byPlace.entries()) entry.end = byPlace[index + 1]?.start ?? entry.end;
  for (const [name, entry] of found) {
    if (name === undefined) continue;
    if (directory.has(name)) throw unreadable('zip_same_names');
    directory.set(name, entry);
  }
  return directory;
}
