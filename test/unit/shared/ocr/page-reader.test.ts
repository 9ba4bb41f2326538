import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../../shared/contract/app-error.ts';
import type { Word } from '../../../../shared/domain/page/page.ts';
import type { OcrEngine } from '../../../../shared/ocr/engine.ts';
import { createMergedReader, type PageReader } from '../../../../shared/ocr/page-reader.ts';
import type { PpocrEngine } from '../../../../shared/ocr/ppocr.ts';
import type { TextLine } from '../../../../shared/ocr/ppocr-detect.ts';
import { drawPageImage, INVOICE_LINES } from '../../../support/drawn-page.ts';
import { seededRandom } from '../../../support/seeded-random.ts';

const TEXT = INVOICE_LINES.map((line) => line.text).join(' ');

function textOf(words: readonly Word[]): string {
  return words.map((word) => word.text).join(' ');
}

describe('both engines together', () => {
  let reader: PageReader;
  beforeAll(async () => {
    reader = createMergedReader();
    await reader.warm();
  });
  afterAll(() => reader.close());

  test.each([0, 90, 180, 270])('read a page turned by %s° as an upright one', async (turnedDegrees) => {
    const { words, ...reading } = await reader.read(await drawPageImage(INVOICE_LINES, { turnedDegrees }));
    expect(textOf(words)).toBe(TEXT);
    expect(reading.turnedDegrees).toBe(turnedDegrees);
  });

  test.each([-12, 9])('read a page held askew by %s°', async (turnedDegrees) => {
    const { words, ...reading } = await reader.read(await drawPageImage(INVOICE_LINES, { turnedDegrees }));
    expect(textOf(words)).toBe(TEXT);
    expect(Math.abs(reading.turnedDegrees - turnedDegrees)).toBeLessThan(0.5);
  });

  test('say where a word stands on the page as it is shown', async () => {
    const { words } = await reader.read(await drawPageImage(INVOICE_LINES, { turnedDegrees: 90 }));
    const { box } = words.find((word) => word.text === '1500,00')!;
    // 800 from the left and 390 from the top of 1200 × 700 pixels, before it was turned clockwise.
    expect(box.y).toBeCloseTo(800 / 1200, 1);
    expect(box.x + box.width).toBeCloseTo(1 - 390 / 700, 1);
    expect(box.height).toBeGreaterThan(box.width);
  });

  test('read French accents and the euro sign', async () => {
    const line = { text: 'Réglé à réception, ça coûte 1 250,00 €', left: 80, top: 100 };
    expect(textOf((await reader.read(await drawPageImage([line]))).words)).toBe(line.text);
  });

  test('read a page that half lies in a shadow', async () => {
    const page = await drawPageImage(INVOICE_LINES);
    const pixels = page.pixels.map((value, at) => {
      const [x, y] = [(at % page.width) / page.width, at / page.width / page.height];
      return value * (1 - 0.4 * x * y) * (x > 0.45 && y > 0.3 ? 0.45 : 1);
    });
    expect(textOf((await reader.read({ ...page, pixels })).words)).toBe(TEXT);
  });

  test('are done with a page of nothing but noise in time, and see hardly a word in it', async () => {
    const random = seededRandom(7);
    const pixels = Uint8Array.from({ length: 800 * 1000 }, () => (random() < 0.03 ? 0 : 255));
    const { words } = await reader.read({ pixels, width: 800, height: 1000, dpi: 100 });
    expect(words.length).toBeLessThan(20);
  });

  test('find no words and no turn on a blank page', async () => {
    const { words, turnedDegrees } = await reader.read(await drawPageImage([]));
    expect([words, turnedDegrees]).toEqual([[], 0]);
  });
});

describe('an engine that fails', () => {
  const word = (text: string): Word => ({
    text,
    confidence: 0.95,
    box: { x: 0.1, y: 0.1, width: 0.2, height: 0.05 },
  });
  const broken = (code: 'model_not_loaded' | 'unreadable_file') => () => Promise.reject(new AppError(code));
  const line: TextLine = { left: 10, top: 10, right: 110, bottom: 30, score: 1 };
  const ppocr = (answers: Partial<PpocrEngine>): PpocrEngine => ({
    id: 'ppocr',
    recognize: broken('model_not_loaded'),
    look: async () => ({ lines: [line], turns: 0 }),
    readLines: async () => [{ ...word('Facture'), characters: [] }],
    warm: async () => {},
    close: async () => {},
    ...answers,
  });
  const tesseract = (recognize: OcrEngine['recognize']): OcrEngine => ({
    id: 'tesseract',
    recognize,
    warm: async () => {},
    close: async () => {},
  });
  const page = drawPageImage([]);

  test('leaves the other one’s reading', async () => {
    const reads = tesseract(async () => ({ words: [word('Rechnung')] }));
    const withoutPpocr = createMergedReader({
      ppocr: ppocr({ look: broken('model_not_loaded') }),
      tesseract: reads,
    });
    expect(await withoutPpocr.read(await page)).toMatchObject({ provider: 'tesseract' });
    const withoutLines = createMergedReader({
      ppocr: ppocr({ readLines: broken('unreadable_file') }),
      tesseract: reads,
    });
    expect(textOf((await withoutLines.read(await page)).words)).toBe('Rechnung');
    const withoutTesseract = createMergedReader({
      ppocr: ppocr({}),
      tesseract: tesseract(broken('unreadable_file')),
    });
    expect(await withoutTesseract.read(await page)).toMatchObject({ provider: 'ppocr' });
  });

  test('is told of when the other one fails too', async () => {
    const reader = createMergedReader({
      ppocr: ppocr({ look: broken('model_not_loaded') }),
      tesseract: tesseract(broken('unreadable_file')),
    });
    await expect(reader.read(await page)).rejects.toMatchObject({ code: 'model_not_loaded' });
  });

  test('an abort is thrown as its reason', async () => {
    const reader = createMergedReader({
      ppocr: ppocr({}),
      tesseract: tesseract((_, signal) => {
        signal?.throwIfAborted();
        return Promise.resolve({ words: [] });
      }),
    });
    const reason = new Error('enough');
    await expect(reader.read(await page, AbortSignal.abort(reason))).rejects.toBe(reason);
  });
});
