/**
 * How long reading takes: a page's text layer, and a picture of a page by each engine and by both merged.
 * Reads our samples, or the PDFs and pictures of the folder that `READING_FOLDER` names.
 */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { closeReaders } from '../../shared/documents/close-readers.ts';
import { openDocument } from '../../shared/documents/open-document.ts';
import { createMergedReader, createSingleReader, type PageReader } from '../../shared/ocr/page-reader.ts';
import { createPpocr } from '../../shared/ocr/ppocr.ts';
import { createTesseract } from '../../shared/ocr/tesseract.ts';
import { type Figure, milliseconds, quantile } from './report.ts';

const SAMPLES = fileURLToPath(new URL('../../events/samples/', import.meta.url));
const READABLE = /\.(pdf|png|jpe?g|webp|tiff?)$/i;

const READERS: readonly [string, () => PageReader][] = [
  ['PP-OCR', () => createSingleReader(createPpocr())],
  ['Tesseract', () => createSingleReader(createTesseract())],
  ['both, merged', () => createMergedReader()],
];

/** Milliseconds and words of every page, apart by whether OCR read it. */
interface Times {
  digital: number[];
  pictures: number[];
  words: number;
}

async function readFolder(folder: string, reader: PageReader): Promise<Times> {
  const times: Times = { digital: [], pictures: [], words: 0 };
  const names = (await readdir(folder)).filter((name) => READABLE.test(name)).sort();
  for (const name of names) {
    const bytes = await readFile(path.join(folder, name));
    const document = await openDocument(bytes, { reader });
    try {
      for (let number = 1; number <= document.pageCount; number++) {
        const start = performance.now();
        const page = await document.readPage(number);
        const took = performance.now() - start;
        if (page.provider === 'text-layer') times.digital.push(took);
        else {
          times.pictures.push(took);
          times.words += page.words.length;
        }
      }
    } finally {
      await document.close();
    }
  }
  return times;
}

export async function benchReading(): Promise<Figure[]> {
  const folder = process.env.READING_FOLDER ?? SAMPLES;
  const figures: Figure[] = [];
  const spread = (values: readonly number[]): string =>
    values.length === 0
      ? '–'
      : `${milliseconds(quantile(values, 0.5))} / ${milliseconds(quantile(values, 0.95))}`;
  for (const [name, create] of READERS) {
    const reader = create();
    const start = performance.now();
    await reader.warm();
    figures.push({ what: `${name}: start`, value: milliseconds(performance.now() - start) });
    const times = await readFolder(folder, reader);
    await reader.close();
    if (figures.length === 1)
      figures.push({ what: 'text layer, a page, p50 / p95', value: spread(times.digital) });
    figures.push({ what: `${name}: a picture of a page, p50 / p95`, value: spread(times.pictures) });
    figures.push({ what: `${name}: words`, value: String(times.words) });
  }
  figures.push({
    what: 'resident memory at the end',
    value: `${Math.round(process.memoryUsage.rss() / 2 ** 20)} MiB`,
  });
  await closeReaders();
  return figures;
}
