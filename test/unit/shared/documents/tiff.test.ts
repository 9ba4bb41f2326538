import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import {
  readTiffDirectory,
  repairTiff,
  squarePixels,
  type TiffPage,
} from '../../../../shared/documents/tiff.ts';
import { faxTiff } from '../../../support/samples/fax-tiff.ts';

const BLANK = { width: 1728, height: 1145, pixels: new Uint8Array(1728 * 1145) };
const RECEIVED = { receivedAt: '2026:03:09 14:32:40' };

function fax(pages: number, yDpi: number): Uint8Array {
  const bitmaps = Array.from({ length: pages }, () => BLANK);
  return faxTiff(bitmaps, { coding: 'group4', xDpi: 204, yDpi, ...RECEIVED });
}

/** Where the strip of the first page begins: the value of its StripOffsets. */
function pixelsAt(file: Uint8Array): number {
  const view = new DataView(file.buffer, file.byteOffset);
  const first = view.getUint32(4, true);
  for (let entry = first + 2; ; entry += 12)
    if (view.getUint16(entry, true) === 273) return view.getUint32(entry + 8, true);
}

describe('a TIFF’s directory', () => {
  test('has a page for each, with both densities', () => {
    const { pages, incomplete } = readTiffDirectory(fax(3, 98), 10);
    expect(incomplete).toBe(false);
    expect(pages.map((page) => page.index)).toEqual([0, 1, 2]);
    expect(pages[2]).toMatchObject({ width: 1728, height: 1145, dpiX: 204, dpiY: 98, orientation: 1 });
  });

  test('is read as the image library writes it, densities in centimetres included', async () => {
    const file = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'white' } })
      .tiff({ xres: 10, yres: 5, resolutionUnit: 'cm' })
      .toBuffer();
    const [page] = readTiffDirectory(file, 10).pages;
    expect(page).toMatchObject({
      width: 40,
      height: 30,
      dpiX: expect.closeTo(254, 3),
      dpiY: expect.closeTo(127, 3),
    });
  });

  test('is read in the form for large files', async () => {
    const file = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'white' } })
      .tiff({ bigtiff: true, compression: 'lzw' })
      .toBuffer();
    expect(readTiffDirectory(file, 10).pages[0]).toMatchObject({ width: 40, height: 30 });
  });

  test('stops at the number of pages asked for', () => {
    expect(readTiffDirectory(fax(5, 98), 2)).toMatchObject({ pages: { length: 2 }, incomplete: true });
  });

  test('that points back at itself ends', () => {
    const file = Buffer.from(fax(1, 98));
    // The header's place of the first directory becomes the last four bytes of that directory: its next one.
    const first = file.readUInt32LE(4);
    file.writeUInt32LE(first, first + 2 + 12 * file.readUInt16LE(first));
    expect(readTiffDirectory(file, 10)).toMatchObject({ pages: { length: 1 }, incomplete: true });
  });

  test.each([
    ['whose header is all there is', (file: Uint8Array) => file.subarray(0, 8)],
    ['cut off in the header', (file: Uint8Array) => file.subarray(0, 5)],
    ['cut off in the first directory', (file: Uint8Array) => file.subarray(0, 60)],
    ['cut off before its first pixels', (file: Uint8Array) => file.subarray(0, pixelsAt(file))],
  ])('%s is refused as unreadable_file', (_, cut) => {
    expect(() => readTiffDirectory(cut(fax(2, 98)), 10)).toThrow(
      expect.objectContaining({ code: 'unreadable_file' }),
    );
  });
});

describe('a TIFF that was cut off', () => {
  test('in a page’s pixels keeps that page, and promises no more than it has', () => {
    const whole = fax(2, 98);
    const cut = whole.subarray(0, whole.length - 4);
    const { pages, incomplete, repairs } = readTiffDirectory(cut, 10);
    expect([pages.length, incomplete, repairs.length]).toEqual([2, true, 1]);
    const mended = repairTiff(cut, repairs);
    expect(readTiffDirectory(mended, 10)).toMatchObject({ pages, incomplete: false, repairs: [] });
    expect(mended.length).toBe(cut.length);
  });

  test('between two pages keeps the first, and is whole with it alone', () => {
    const whole = fax(2, 98);
    const cut = whole.subarray(0, Math.ceil(whole.length / 2));
    const { pages, incomplete, repairs } = readTiffDirectory(cut, 10);
    expect([pages.length, incomplete]).toEqual([1, true]);
    expect(readTiffDirectory(repairTiff(cut, repairs), 10)).toMatchObject({ pages, incomplete: false });
  });

  test('nowhere is left alone', () => {
    const whole = fax(2, 98);
    expect(readTiffDirectory(whole, 10)).toMatchObject({ incomplete: false, repairs: [] });
    expect(repairTiff(whole, [])).toBe(whole);
  });
});

describe('square pixels', () => {
  const page = (dpiX?: number, dpiY?: number): TiffPage => ({
    index: 0,
    width: 1728,
    height: 1000,
    dpiX,
    dpiY,
    orientation: 1,
  });
  test.each([
    ['a standard fax doubles its height', page(204, 98), { width: 1728, height: 2082, dpi: 204 }],
    ['a fine fax grows a little', page(204, 196), { width: 1728, height: 1041, dpi: 204 }],
    ['a page denser downwards grows in width', page(100, 200), { width: 3456, height: 1000, dpi: 200 }],
    ['an even page stays', page(300, 300), { width: 1728, height: 1000, dpi: 300 }],
    ['a page of unknown density stays', page(), { width: 1728, height: 1000, dpi: undefined }],
    ['absurd densities are ignored', page(600, 1), { width: 1728, height: 1000, dpi: 600 }],
  ])('%s', (_, given, expected) => {
    expect(squarePixels(given)).toEqual(expected);
  });
});
