/** What every OCR engine promises, run against each of them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OcrEngine } from '../../shared/ocr/engine.ts';
import type { PageImage } from '../../shared/ocr/page-image.ts';
import { drawPageImage, INVOICE_LINES } from './drawn-page.ts';

/**
 * Defines the cases for one engine. `looks` says whether it looks at the picture, or answers whatever it is
 * given from a recording of the drawn invoice.
 */
export function ocrEngineCases(name: string, looks: boolean, setup: () => OcrEngine): void {
  describe(`${name} keeps what every OCR engine promises`, () => {
    let engine: OcrEngine;
    let invoice: PageImage;

    beforeAll(async () => {
      engine = setup();
      invoice = await drawPageImage(INVOICE_LINES);
      await engine.warm();
    });
    afterAll(() => engine.close());

    test('words come in reading order', async () => {
      const { words } = await engine.recognize(invoice);
      expect(words.map((word) => word.text).join(' ')).toBe(INVOICE_LINES.map((line) => line.text).join(' '));
    });

    test('every word has its place as fractions of the page, and a confidence', async () => {
      const { words } = await engine.recognize(invoice);
      for (const { box, confidence } of words) {
        for (const value of [box.x, box.y, box.x + box.width, box.y + box.height, confidence]) {
          expect(value).toBeGreaterThanOrEqual(0);
          expect(value).toBeLessThanOrEqual(1);
        }
      }
      const total = words.find((word) => word.text === '1500,00')!;
      expect(total.box.x).toBeCloseTo(800 / 1200, 1);
      expect(total.box.y).toBeCloseTo(390 / 700, 1);
      expect(total.confidence).toBeGreaterThan(0.5);
    });

    if (looks) {
      test('a blank page has no words', async () => {
        expect((await engine.recognize(await drawPageImage([]))).words).toEqual([]);
      });
    }

    test('a picture of one pixel does no harm', async () => {
      const speck = { pixels: new Uint8Array([255]), width: 1, height: 1, dpi: 200 };
      await engine.recognize(speck).catch(() => {});
      expect((await engine.recognize(invoice)).words.length).toBeGreaterThan(5);
    });

    test('the same picture is read the same way when asked for several times at once', async () => {
      const results = await Promise.all([1, 2, 3].map(() => engine.recognize(invoice)));
      expect(results[1]).toEqual(results[0]);
      expect(results[2]).toEqual(results[0]);
    });

    test('an abort before the start is thrown as its reason', async () => {
      const reason = new Error('enough');
      await expect(engine.recognize(invoice, AbortSignal.abort(reason))).rejects.toBe(reason);
    });

    test('an abort on the way is thrown as its reason, and the engine goes on to the next page', async () => {
      const controller = new AbortController();
      const reason = new Error('enough');
      const running = engine.recognize(invoice, controller.signal);
      controller.abort(reason);
      await expect(running).rejects.toBe(reason);
      expect((await engine.recognize(invoice)).words.length).toBeGreaterThan(5);
    });
  });
}
