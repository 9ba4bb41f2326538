/**
 * A TIFF's directories, read without decoding a pixel: how many pages, how large, and how dense in each
 * direction. The image library reports only the horizontal density, and a fax is often twice as dense across
 * as down (204×98), so its pages look squashed unless this is known.
 */
import { AppError } from '../contract/app-error.ts';

export interface TiffPage {
  /** Place in the file's chain of directories, from 0; thumbnails count here although they are left out. */
  index: number;
  width: number;
  height: number;
  /** Pixels per inch as stored, before the orientation is applied; undefined where the file does not say. */
  dpiX: number | undefined;
  dpiY: number | undefined;
  /** EXIF orientation, 1–8; from 5 on width and height change places when seen. */
  orientation: number;
}

/** A number in the file's directories to be replaced, `size` bytes wide, lest a decoder reads beyond the end. */
export interface TiffRepair {
  at: number;
  size: number;
  value: number;
}

export interface TiffDirectory {
  pages: TiffPage[];
  /**
   * The file was cut off, or its chain of directories loops or is longer than asked for: there may be more pages,
   * and those there may lack their lower part.
   */
  incomplete: boolean;
  /** What `repairTiff` changes; empty for a sound file. */
  repairs: TiffRepair[];
}

const TAG = {
  subfileType: 254,
  width: 256,
  height: 257,
  orientation: 274,
  xResolution: 282,
  yResolution: 283,
  resolutionUnit: 296,
} as const;

/** Bytes of one value of each field type (TIFF 6.0 section 2; 13 and 16–18 from BigTIFF). */
const TYPE_BYTES: Record<number, number> = { 1: 1, 3: 2, 4: 4, 5: 8, 13: 4, 16: 8 };

const WANTED: ReadonlySet<number> = new Set(Object.values(TAG));

/** Where a page's pixels lie: offsets and their lengths, of strips and of tiles. */
const DATA_TAGS: readonly [offsets: number, lengths: number][] = [
  [273, 279],
  [324, 325],
];

/** Real directories have some twenty entries; more than this is rubbish that only costs time. */
const MAX_ENTRIES = 4096;

/** Strips or tiles looked at on one page. */
const MAX_STRIPS = 65_536;

class Reader {
  readonly #view: DataView;
  readonly #little: boolean;
  readonly big: boolean;

  constructor(bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 8) throw new AppError('unreadable_file');
    this.#little = this.#view.getUint8(0) === 0x49;
    this.big = this.short(2) === 43;
  }
  short(at: number): number {
    return this.#view.getUint16(at, this.#little);
  }
  long(at: number): number {
    return this.#view.getUint32(at, this.#little);
  }
  /** An offset or count: 4 bytes, or 8 in BigTIFF (exact up to 2^53, far beyond any file here). */
  offset(at: number): number {
    return this.big ? Number(this.#view.getBigUint64(at, this.#little)) : this.long(at);
  }
  get length(): number {
    return this.#view.byteLength;
  }
  /** Strips or tiles that reach beyond the end of the file, by the places in one entry and the lengths in another. */
  beyondTheEnd(offsetsEntry: number, lengthsEntry: number): { repairs: TiffRepair[]; anyWithin: boolean } {
    const count = Math.min(this.offset(offsetsEntry + 4), this.offset(lengthsEntry + 4), MAX_STRIPS);
    const repairs: TiffRepair[] = [];
    let anyWithin = false;
    for (let i = 0; i < count; i++) {
      const start = this.#item(offsetsEntry, i).value;
      const length = this.#item(lengthsEntry, i);
      const kept = Math.max(0, this.length - start);
      if (kept > 0) anyWithin = true;
      if (length.value > kept) repairs.push({ at: length.at, size: length.size, value: kept });
    }
    return { repairs, anyWithin };
  }
  #item(entryAt: number, index: number): { value: number; at: number; size: number } {
    const size = TYPE_BYTES[this.short(entryAt + 2)] ?? 4;
    const inline = size * this.offset(entryAt + 4) <= (this.big ? 8 : 4);
    const at =
      (inline ? entryAt + (this.big ? 12 : 8) : this.offset(entryAt + (this.big ? 12 : 8))) + index * size;
    const value =
      size === 2
        ? this.short(at)
        : size === 8
          ? Number(this.#view.getBigUint64(at, this.#little))
          : this.long(at);
    return { value, at, size };
  }
  /** First value of an entry. Rationals become their quotient. */
  value(entryAt: number): number | undefined {
    const type = this.short(entryAt + 2);
    const size = TYPE_BYTES[type];
    if (size === undefined) return undefined;
    const inline = entryAt + (this.big ? 12 : 8);
    const at = size <= (this.big ? 8 : 4) ? inline : this.offset(inline);
    if (type === 5) {
      const denominator = this.long(at + 4);
      return denominator === 0 ? undefined : this.long(at) / denominator;
    }
    if (type === 16) return Number(this.#view.getBigUint64(at, this.#little));
    return size === 1 ? this.#view.getUint8(at) : size === 2 ? this.short(at) : this.long(at);
  }
}

interface Directory {
  tags: Map<number, number>;
  next: number;
  /** Where `next` is written. */
  nextAt: number;
  repairs: TiffRepair[];
  /** None of its pixels are in the file. */
  empty: boolean;
}

function readDirectory(reader: Reader, at: number): Directory {
  const count = reader.big ? reader.offset(at) : reader.short(at);
  if (count === 0 || count > MAX_ENTRIES) throw new RangeError('directory');
  const entryBytes = reader.big ? 20 : 12;
  const first = at + (reader.big ? 8 : 2);
  const tags = new Map<number, number>();
  const entries = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const entry = first + i * entryBytes;
    const tag = reader.short(entry);
    entries.set(tag, entry);
    if (!WANTED.has(tag)) continue;
    const value = reader.value(entry);
    if (value !== undefined) tags.set(tag, value);
  }
  const nextAt = first + count * entryBytes;
  const lists = DATA_TAGS.flatMap(([offsets, lengths]) => {
    const [offsetsEntry, lengthsEntry] = [entries.get(offsets), entries.get(lengths)];
    return offsetsEntry === undefined || lengthsEntry === undefined
      ? []
      : [reader.beyondTheEnd(offsetsEntry, lengthsEntry)];
  });
  const repairs = lists.flatMap((list) => list.repairs);
  return {
    tags,
    next: reader.offset(nextAt),
    nextAt,
    repairs,
    empty: repairs.length > 0 && !lists.some((list) => list.anyWithin),
  };
}

function toPage(tags: Map<number, number>, index: number): TiffPage {
  const perInch = tags.get(TAG.resolutionUnit) === 3 ? 2.54 : 1;
  const density = (tag: number): number | undefined => {
    const value = tags.get(tag);
    return value !== undefined && value > 0 ? value * perInch : undefined;
  };
  const orientation = tags.get(TAG.orientation) ?? 1;
  return {
    index,
    width: tags.get(TAG.width) ?? 0,
    height: tags.get(TAG.height) ?? 0,
    dpiX: density(TAG.xResolution),
    dpiY: density(TAG.yResolution),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1,
  };
}

/**
 * The pages of a TIFF or BigTIFF, at most `maxPages` of them, as far as the file goes. Throws AppError
 * `unreadable_file` when not one page is left.
 */
export function readTiffDirectory(bytes: Uint8Array, maxPages: number): TiffDirectory {
  const pages: TiffPage[] = [];
  const repairs: TiffRepair[] = [];
  const seen = new Set<number>();
  let incomplete = false;
  let fault: unknown;
  try {
    const reader = new Reader(bytes);
    let at = reader.offset(reader.big ? 8 : 4);
    let linkAt = 0;
    for (let index = 0; at !== 0; index++) {
      // Directories that point back at one another would go on forever.
      if (seen.has(at) || pages.length >= maxPages || seen.size > 4 * maxPages) {
        incomplete = true;
        break;
      }
      seen.add(at);
      let directory: Directory;
      try {
        directory = readDirectory(reader, at);
        // Beyond the first page, one without any pixels left ends the file as surely as one that cannot be read.
        if (directory.empty) throw new RangeError('pixels lie beyond the end of the file');
      } catch (error) {
        fault = error;
        incomplete = true;
        if (linkAt > 0) repairs.push({ at: linkAt, size: reader.big ? 8 : 4, value: 0 });
        break;
      }
      const { tags, next, nextAt } = directory;
      // Decoders fill in white for what is missing, and the rest of an invoice would be lost unseen.
      if (directory.repairs.length > 0) incomplete = true;
      repairs.push(...directory.repairs);
      const page = toPage(tags, index);
      const thumbnail = ((tags.get(TAG.subfileType) ?? 0) & 1) === 1;
      if (!thumbnail || (next === 0 && pages.length === 0)) pages.push(page);
      [at, linkAt] = [next, nextAt];
    }
  } catch (cause) {
    throw new AppError('unreadable_file', undefined, { cause });
  }
  if (!pages.some((page) => page.width > 0 && page.height > 0)) {
    throw new AppError('unreadable_file', undefined, { cause: fault });
  }
  return { pages, incomplete, repairs };
}

/** The file with its directories promising no more than it holds; the same bytes when there is nothing to repair. */
export function repairTiff(bytes: Uint8Array, repairs: readonly TiffRepair[]): Uint8Array {
  if (repairs.length === 0) return bytes;
  const mended = new Uint8Array(bytes);
  const view = new DataView(mended.buffer);
  const little = bytes[0] === 0x49;
  for (const { at, size, value } of repairs) {
    if (size === 2) view.setUint16(at, value, little);
    else if (size === 8) view.setBigUint64(at, BigInt(value), little);
    else view.setUint32(at, value, little);
  }
  return mended;
}

/**
 * The size at which a page's pixels are square, enlarging the sparser direction: 1728×1145 at 204×98 becomes
 * 1728×2383. Gives the stored size back where the densities are equal, unknown or absurd.
 */
export function squarePixels(page: TiffPage): { width: number; height: number; dpi: number | undefined } {
  const { width, height, dpiX, dpiY } = page;
  if (dpiX === undefined || dpiY === undefined) return { width, height, dpi: dpiX ?? dpiY };
  const ratio = dpiX / dpiY;
  if (ratio > 1.02 && ratio <= 10) return { width, height: Math.round(height * ratio), dpi: dpiX };
  if (ratio < 0.98 && ratio >= 0.1) return { width: Math.round(width / ratio), height, dpi: dpiY };
  return { width, height, dpi: dpiX };
}
