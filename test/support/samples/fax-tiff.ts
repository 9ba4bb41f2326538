/** Assembles multi-page fax TIFFs, with the unequal resolution that sharp cannot write across pages. */
import { type Bitmap, encodeGroup3, encodeGroup4 } from './ccitt-fax.ts';

export interface FaxOptions {
  coding: 'group3' | 'group4';
  xDpi: number;
  yDpi: number;
  /** `YYYY:MM:DD HH:MM:SS`, when the fax came in. */
  receivedAt: string;
}

const SHORT = 3;
const LONG = 4;
const RATIONAL = 5;
const ASCII = 2;

/** Little-endian TIFF, one strip a page. Group 3 strips are stored low bit first, as fax modems deliver them. */
export function faxTiff(pages: readonly Bitmap[], options: FaxOptions): Uint8Array {
  const header = Buffer.from('49492a0008000000', 'hex');
  const parts: Buffer[] = [header];
  let offset = header.length;
  pages.forEach((bitmap, index) => {
    const strip = Buffer.from(
      options.coding === 'group3' ? encodeGroup3(bitmap).map(reversed) : encodeGroup4(bitmap),
    );
    const page = pageOf(bitmap, strip, offset, index, pages.length, options);
    parts.push(page);
    offset += page.length;
  });
  return Buffer.concat(parts);
}

function reversed(byte: number): number {
  let result = 0;
  for (let bit = 0; bit < 8; bit += 1) if (byte & (1 << bit)) result |= 128 >> bit;
  return result;
}

/** Directory, its larger values, then the strip: all offsets are from the start of the file. */
function pageOf(
  bitmap: Bitmap,
  strip: Buffer,
  offset: number,
  index: number,
  count: number,
  options: FaxOptions,
): Buffer {
  const entries: [tag: number, type: number, count: number, value: number | Buffer][] = [
    [254, LONG, 1, 2], // NewSubfileType: one page of many
    [256, LONG, 1, bitmap.width],
    [257, LONG, 1, bitmap.height],
    [258, SHORT, 1, 1], // BitsPerSample
    [259, SHORT, 1, options.coding === 'group3' ? 3 : 4], // Compression
    [262, SHORT, 1, 0], // PhotometricInterpretation: 0 is white
    [266, SHORT, 1, options.coding === 'group3' ? 2 : 1], // FillOrder
    [273, LONG, 1, 0], // StripOffsets, filled in below
    [274, SHORT, 1, 1], // Orientation
    [277, SHORT, 1, 1], // SamplesPerPixel
    [278, LONG, 1, bitmap.height], // RowsPerStrip
    [279, LONG, 1, strip.length],
    [282, RATIONAL, 1, rational(options.xDpi)],
    [283, RATIONAL, 1, rational(options.yDpi)],
    options.coding === 'group3' ? [292, LONG, 1, 0] : [293, LONG, 1, 0], // T4Options, T6Options
    [296, SHORT, 1, 2], // ResolutionUnit: inch
    [297, SHORT, 2, index | (count << 16)], // PageNumber
    [306, ASCII, 20, Buffer.from(`${options.receivedAt}\0`, 'latin1')],
  ];
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  const larger: Buffer[] = [];
  let largerAt = offset + directory.length;
  const stripAt =
    largerAt + entries.reduce((sum, entry) => sum + (Buffer.isBuffer(entry[3]) ? entry[3].length : 0), 0);
  directory.writeUInt16LE(entries.length, 0);
  entries.forEach(([tag, type, valueCount, value], at) => {
    const place = 2 + at * 12;
    directory.writeUInt16LE(tag, place);
    directory.writeUInt16LE(type, place + 2);
    directory.writeUInt32LE(valueCount, place + 4);
    if (Buffer.isBuffer(value)) {
      directory.writeUInt32LE(largerAt, place + 8);
      larger.push(value);
      largerAt += value.length;
    } else {
      directory.writeUInt32LE(tag === 273 ? stripAt : value, place + 8);
    }
  });
  const padding = Buffer.alloc(strip.length % 2); // directories begin on a word
  const page = Buffer.concat([directory, ...larger, strip, padding]);
  if (index + 1 < count) page.writeUInt32LE(offset + page.length, directory.length - 4);
  return page;
}

function rational(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(value, 0);
  bytes.writeUInt32LE(1, 4);
  return bytes;
}
