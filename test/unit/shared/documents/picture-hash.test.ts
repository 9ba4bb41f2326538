import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { closeReaders } from '../../../../shared/documents/close-readers.ts';
import { openDocument } from '../../../../shared/documents/open-document.ts';
import {
  differences,
  HASH_DIGITS,
  isAlike,
  pictureBands,
} from '../../../../shared/domain/document/picture-likeness.ts';
import type { PageReader } from '../../../../shared/ocr/page-reader.ts';
import { brokenFiles, sampleBytes } from '../../../support/broken-files.ts';
import { pdfOfPages } from '../../../support/hand-made-pdf.ts';

afterAll(closeReaders);

const blind: PageReader = {
  version: 'blind',
  read: async () => ({ provider: 'ppocr', words: [], turnedDegrees: 0 }),
  warm: async () => {},
  close: async () => {},
};

async function hashOf(bytes: Uint8Array): Promise<string | null> {
  const document = await openDocument(bytes, { reader: blind });
  try {
    return await document.pictureHash();
  } finally {
    await document.close();
  }
}

const INVOICE = 'invoice-INV-20418-harbour-finch.png';

describe('the hash of a page’s picture', () => {
  test.each([
    ['saved as a JPEG', (png: Buffer) => sharp(png).jpeg({ quality: 30 })],
    ['at half the size', (png: Buffer) => sharp(png).resize({ width: 620 })],
    ['scanned a little askew', (png: Buffer) => sharp(png).rotate(1.2, { background: '#fff' }).blur(1.2)],
    [
      'in black and white, as a fax',
      (png: Buffer) => sharp(png).resize({ width: 1728 }).greyscale().threshold(150),
    ],
    ['darker, on grey paper', (png: Buffer) => sharp(png).linear(0.85, 10)],
    [
      'with wider margins on one side',
      (png: Buffer) => sharp(png).extend({ left: 12, top: 16, background: '#fff' }),
    ],
  ])('is alike %s', async (_, change) => {
    const png = await sampleBytes(INVOICE);
    const [first, second] = await Promise.all([hashOf(png), change(png).toBuffer().then(hashOf)]);
    expect(first).toMatch(new RegExp(`^[0-9a-f]{${HASH_DIGITS}}$`));
    expect(isAlike(first!, second!)).toBe(true);
    const bands = new Set(pictureBands(first!));
    expect(pictureBands(second!).some((band) => bands.has(band))).toBe(true);
  });

  test('is another for every other form', async () => {
    const files = [
      INVOICE,
      'scan-20260319-plomberie-kerouedan.pdf',
      'fax-20260309-143240-0261912143.tif',
      'facture-2026-0142-atelier-lumiere.pdf',
      'facturx-F2026-00311-cobalt-conseil.pdf',
    ];
    const hashes: (string | null)[] = [];
    for (const file of files) hashes.push(await hashOf(await sampleBytes(file)));
    for (const [at, hash] of hashes.entries()) {
      for (const other of hashes.slice(at + 1)) expect(isAlike(hash!, other!)).toBe(false);
    }
  });

  test('is the same for a digital page and its print', async () => {
    const pdf = await sampleBytes('facture-2026-0142-atelier-lumiere.pdf');
    const again = await brokenFiles.find((file) => file.what === 'a PDF with a program embedded')!.bytes();
    expect(differences((await hashOf(pdf))!, (await hashOf(again))!)).toBe(0);
  });

  test('is none for a blank page, and for data without a page', async () => {
    expect(await hashOf(pdfOfPages(1))).toBeNull();
    const white = await sharp({ create: { width: 900, height: 1200, channels: 3, background: '#fefefe' } })
      .png()
      .toBuffer();
    expect(await hashOf(white)).toBeNull();
    expect(await hashOf(await sampleBytes('UBL-KL-2026-7745.xml'))).toBeNull();
  });
});
