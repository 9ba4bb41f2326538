/** Files damaged at random, from fixed seeds: whatever happens is a page or one of our own errors, and never a hang. */
import sharp from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../../shared/contract/app-error.ts';
import { closeReaders } from '../../../../shared/documents/close-readers.ts';
import { openDocument } from '../../../../shared/documents/open-document.ts';
import type { PageReader } from '../../../../shared/ocr/page-reader.ts';
import { sampleBytes } from '../../../support/broken-files.ts';
import { aesEncryptedPdf, plainPdf, rc4EncryptedPdf } from '../../../support/hand-made-pdf.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

afterAll(closeReaders);

const blind: PageReader = {
  version: 'blind',
  read: async () => ({ provider: 'ppocr', words: [], turnedDegrees: 0 }),
  warm: async () => {},
  close: async () => {},
};

const ROUNDS = 25;

const SOURCES: readonly [string, () => Promise<Uint8Array>][] = [
  ['a plain PDF', async () => plainPdf()],
  ['an encrypted PDF', async () => rc4EncryptedPdf('', 'owner')],
  ['a PDF with a password', async () => aesEncryptedPdf('user', 'owner')],
  ['a PDF with fonts and an attachment', () => sampleBytes('facturx-F2026-00311-cobalt-conseil.pdf')],
  ['a scan', () => sampleBytes('scan-20260319-plomberie-kerouedan.pdf')],
  ['a fax', () => sampleBytes('fax-20260311-091544-0353016543.tif')],
  ...(['png', 'jpeg', 'webp', 'tiff'] as const).map((format): [string, () => Promise<Uint8Array>] => [
    `a ${format}`,
    () =>
      sharp({ create: { width: 300, height: 200, channels: 3, background: '#88aa33' } })
        .composite([{ input: { create: { width: 90, height: 50, channels: 3, background: '#000000' } } }])
        .toFormat(format)
        .toBuffer(),
  ]),
];

function damage(bytes: Uint8Array, random: () => number): Uint8Array {
  const result = new Uint8Array(bytes);
  const flips = 1 + Math.floor(random() * 30);
  for (let n = 0; n < flips; n++)
    result[Math.floor(random() * result.length)]! ^= 1 << Math.floor(random() * 8);
  return random() < 0.3 ? result.subarray(0, Math.floor(random() * result.length)) : result;
}

describe('a file damaged at random', () => {
  test.each(SOURCES)('%s gives pages or an error of ours', async (_, source) => {
    const whole = await source();
    const random = seededRandom(20260311);
    for (let round = 0; round < ROUNDS; round++) {
      try {
        const document = await openDocument(damage(whole, random), { reader: blind, pageTimeoutSeconds: 10 });
        try {
          for (let page = 1; page <= Math.min(2, document.pageCount); page++) await document.readPage(page);
        } finally {
          await document.close();
        }
      } catch (error) {
        expect(error).toBeInstanceOf(AppError);
        expect((error as AppError).code).not.toBe('internal_error');
        expect((error as AppError).code).not.toBe('reading_gave_up');
      }
    }
  });
});
