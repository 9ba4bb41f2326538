import { expect, test } from 'vitest';
import { createPpocr } from '../../../../shared/ocr/ppocr.ts';
import { createTesseract } from '../../../../shared/ocr/tesseract.ts';
import { drawPageImage } from '../../../support/drawn-page.ts';
import { ocrEngineCases } from '../../../support/ocr-engine-cases.ts';

ocrEngineCases('Tesseract', true, () => createTesseract({ maxThreads: 1 }));
ocrEngineCases('PP-OCR', true, () => createPpocr());

test('Tesseract reads French accents and the euro sign', async () => {
  const engine = createTesseract({ maxThreads: 1 });
  const page = await drawPageImage([{ text: 'Réglé à réception : 1 250,00 €', left: 80, top: 100 }]);
  const { words } = await engine.recognize(page);
  await engine.close();
  expect(words.map((word) => word.text).join(' ')).toBe('Réglé à réception : 1 250,00 €');
});

test('PP-OCR looks at a long page band by band, and finds every line once', async () => {
  const engine = createPpocr();
  const lines = Array.from({ length: 24 }, (_, n) => ({
    text: `Article ${1001 + n}`,
    left: 100,
    top: 90 + n * 205,
  }));
  const { words } = await engine.recognize(await drawPageImage(lines, { width: 1240, height: 5000 }));
  await engine.close();
  expect(words.map((word) => word.text).join(' ')).toBe(lines.map((line) => line.text).join(' '));
});

test('a language that is not installed is a model that is not loaded', async () => {
  const engine = createTesseract({ languages: ['tlh'] });
  await expect(engine.warm()).rejects.toMatchObject({ code: 'model_not_loaded' });
});

test('a closed engine starts again when it is used again', async () => {
  const engine = createTesseract({ maxThreads: 1 });
  const page = await drawPageImage([{ text: 'FACTURE', left: 80, top: 100 }]);
  await engine.recognize(page);
  await engine.close();
  expect((await engine.recognize(page)).words.map((word) => word.text)).toEqual(['FACTURE']);
  await engine.close();
});
