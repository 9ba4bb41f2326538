import { expect, test } from 'vitest';
import { textHeight } from '../../../../shared/ocr/text-height.ts';
import { drawPageImage } from '../../../support/drawn-page.ts';

const LINES = Array.from({ length: 10 }, (_, n) => ({ text: 'un nom au menu', left: 60, top: 20 + n * 65 }));

test.each([8, 16])('the height of an x in %i point print at 200 dpi is found', async (points) => {
  const height = textHeight(await drawPageImage(LINES, { points }));
  // An x is about half as high as the font's size.
  expect(height).toBeGreaterThan((points * 200 * 0.45) / 72);
  expect(height).toBeLessThan((points * 200 * 0.6) / 72);
});

test('a blank page, one of grain and one of solid ink tell nothing', async () => {
  const blank = await drawPageImage([]);
  expect(textHeight(blank)).toBeNull();
  expect(
    textHeight({ ...blank, pixels: blank.pixels.map((_, at) => (at % 7 === 0 ? 180 : 250)) }),
  ).toBeNull();
  expect(textHeight({ ...blank, pixels: blank.pixels.map(() => 0) })).toBeNull();
});
