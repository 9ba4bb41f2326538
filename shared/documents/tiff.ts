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

export interface TiffDirectory {
  pages: TiffPage[];
  /** The chain of directories loops, or is longer than asked for: there may be more pages. */
  incomplete: boolean;
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
  /** The largest sum of a place in one entry's list and the length beside it in another's: where data ends. */
  dataEnd(offsetsEntry: number, lengthsEntry: number): number {
    const count = Math.min(this.offset(offsetsEntry + 4), this.offset(lengthsEntry + 4), MAX_STRIPS);
    let end = 0;
    for (let i = 0; i < count; i++)
      end = Math.max(end, this.#item(offsetsEntry, i) + this.#item(lengthsEntry, i));
    return end;
  }
  #item(entryAt: number, index: number): number {
    const size = TYPE_BYTES[this.short(entryAt + 2)] ?? 4;
    const inline = size * this.offset(entryAt + 4) <= (this.big ? 8 : 4);
    const at =
      (inline ? entryAt + (this.big ? 12 : 8) : this.offset(entryAt + (this.big ? 12 : 8))) + index * size;
    return size === 2
      ? this.short(at)
      : size === 8
        ? Number(this.#view.getBigUint64(at, this.#little))
        : this.long(at);
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
  /** Where the last of the page's pixels ends, 0 when no entry says. */
  dataEnd: number;
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
  const ends = DATA_TAGS.map(([offsets, lengths]) => {
    const [offsetsEntry, lengthsEntry] = [entries.get(offsets), entries.get(lengths)];
    return offsetsEntry === undefined || lengthsEntry === undefined
      ? 0
      : reader.dataEnd(offsetsEntry, lengthsEntry);
  });
  return { tags, next: reader.offset(first + count * entryBytes), dataEnd: Math.max(...ends) };
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
 * The pages of a TIFF or BigTIFF, at most `maxPages` of them. Throws AppError `unreadable_file` when the chain
 * leads out of the file: it was cut off, and the pages missing would be missed by nobody.
 */
export function readTiffDirectory(bytes: Uint8Array, maxPages: number): TiffDirectory {
  const pages: TiffPage[] = [];
  const seen = new Set<number>();
  let incomplete = false;
  try {
    const reader = new Reader(bytes);
    let at = reader.offset(reader.big ? 8 : 4);
    for (let index = 0; at !== 0; index++) {
      // Directories that point back at one another would go on forever.
      if (seen.has(at) || pages.length >= maxPages || seen.size > 4 * maxPages) {
        incomplete = true;
        break;
      }
      seen.add(at);
      const { tags, next, dataEnd } = readDirectory(reader, at);
      // Decoders fill in white for what is missing, and the rest of an invoice would be lost unseen.
      if (dataEnd > bytes.length) throw new RangeError('pixels lie beyond the end of the file');
      const page = toPage(tags, index);
      const thumbnail = ((tags.get(TAG.subfileType) ?? 0) & 1) === 1;
      if (!thumbnail || (next === 0 && pages.length === 0)) pages.push(page);
      at = next;
    }
  } catch (cause) {
    throw new AppError('unreadable_file', undefined, { cause });
  }
  if (!pages.some((page) => page.width > 0 && page.height > 0)) throw new AppError('unreadable_file');
  return { pages, incomplete };
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
