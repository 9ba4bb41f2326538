/** Sound files of every format, to be damaged. */
import { readdir } from 'node:fs/promises';
import sharp from 'sharp';
import type { Format } from '../../shared/domain/document/format.ts';
import { sampleBytes } from '../support/broken-files.ts';
import { pdfWithoutMapping } from '../support/doubtful-pdf.ts';
import {
  aesEncryptedPdf,
  pdfOfPages,
  pdfWithLostXref,
  plainPdf,
  rc4EncryptedPdf,
} from '../support/hand-made-pdf.ts';
import { faxTiff } from '../support/samples/fax-tiff.ts';
import { csvLog, xlsxLog } from './tables.ts';

export interface CorpusFile {
  name: string;
  format: Format;
  bytes: Uint8Array;
}

/** A word of the good file's text, to see that it was read. */
export const GOOD_WORD = 'Verrou';

/** A file that must be read whatever was read before it. */
export function goodFile(): Uint8Array {
  return plainPdf();
}

const FORMATS: Record<string, CorpusFile['format']> = {
  pdf: 'pdf',
  png: 'png',
  jpg: 'jpeg',
  tif: 'tiff',
  webp: 'webp',
  xml: 'xml',
  csv: 'csv',
  xlsx: 'xlsx',
};

/** Our samples, and what they lack: encryption, every coding of a fax, every kind of picture. */
export async function corpus(): Promise<CorpusFile[]> {
  const files: CorpusFile[] = [];
  const folder = new URL('../../events/samples/', import.meta.url);
  for (const name of (await readdir(folder)).sort()) {
    const format = FORMATS[name.split('.').at(-1)!];
    if (format) files.push({ name, format, bytes: await sampleBytes(name) });
  }
  const add = (name: string, format: CorpusFile['format'], bytes: Uint8Array): void => {
    files.push({ name, format, bytes });
  };
  add('plain.pdf', 'pdf', plainPdf());
  add('lost-table.pdf', 'pdf', pdfWithLostXref());
  add('rc4.pdf', 'pdf', rc4EncryptedPdf('', 'owner'));
  add('aes.pdf', 'pdf', aesEncryptedPdf('', 'owner'));
  add('three-pages.pdf', 'pdf', pdfOfPages(3));
  add('no-mapping.pdf', 'pdf', await pdfWithoutMapping(['Facture F-2026-17', 'Total TTC 120,00 EUR']));
  const page = sharp(await sampleBytes('invoice-INV-20418-harbour-finch.png')).resize({ width: 620 });
  const { data, info } = await page.clone().greyscale().raw().toBuffer({ resolveWithObject: true });
  const bitmap = {
    width: info.width,
    height: info.height,
    pixels: Uint8Array.from(data, (value) => (value < 128 ? 1 : 0)),
  };
  for (const coding of ['group3', 'group4'] as const) {
    const options = { coding, xDpi: 204, yDpi: 98, receivedAt: '2026:03:09 14:32:40' };
    add(`${coding}.tif`, 'tiff', faxTiff([bitmap, bitmap], options));
  }
  for (const compression of ['none', 'lzw', 'deflate', 'jpeg', 'packbits'] as const) {
    add(
      `${compression}.tif`,
      'tiff',
      await page
        .clone()
        .tiff({ compression, tile: compression === 'deflate' })
        .toBuffer(),
    );
  }
  add('grey.png', 'png', await page.clone().greyscale().png().toBuffer());
  add('palette.png', 'png', await page.clone().png({ palette: true, colours: 8 }).toBuffer());
  add('interlaced.png', 'png', await page.clone().png({ progressive: true }).toBuffer());
  add('progressive.jpg', 'jpeg', await page.clone().jpeg({ progressive: true }).toBuffer());
  add('cmyk.jpg', 'jpeg', await page.clone().toColourspace('cmyk').jpeg().toBuffer());
  add('lossless.webp', 'webp', await page.clone().webp({ lossless: true }).toBuffer());
  add('log.csv', 'csv', csvLog('utf8', ';'));
  add('latin1.csv', 'csv', csvLog('latin1', ','));
  add('utf16.csv', 'csv', csvLog('utf16le', '\t'));
  add('log.xlsx', 'xlsx', await xlsxLog({}));
  add('stored.xlsx', 'xlsx', await xlsxLog({ strings: 'inline', zip: { stored: true } }));
  add('zip64.xlsx', 'xlsx', await xlsxLog({ prefix: 'x', zip: { zip64: true, sizesFollow: true } }));
  return files;
}
