/** Found by fuzzing (seed 2, case 107): a page that ran out of time took the whole process along. */
import { afterAll, expect, test } from 'vitest';
import { fromSharp } from '../../../../shared/ocr/page-image.ts';
import { createPpocr } from '../../../../shared/ocr/ppocr.ts';
import { drawPage, INVOICE_LINES } from '../../../support/drawn-page.ts';

const ppocr = createPpocr();
afterAll(() => ppocr.close());

test('a reading given up in the midst of a network leaves process and engine well', async () => {
  const image = await fromSharp(await drawPage(INVOICE_LINES), 200);
  await ppocr.warm();
  for (const ms of [5, 40, 90, 160]) {
    const reading = ppocr.recognize(image, AbortSignal.timeout(ms));
    // Either is in order: a quick machine may be done by then.
    await reading.catch((error: Error) => expect(error.name).toBe('TimeoutError'));
  }
  const { words } = await ppocr.recognize(image);
  expect(words.length).toBeGreaterThan(3);
});
