import { describe, expect, test } from 'vitest';
import { measureSkew, straighten } from '../../../../shared/ocr/straighten.ts';
import { drawPageImage } from '../../../support/drawn-page.ts';

const LINES = Array.from({ length: 12 }, (_, n) => ({
  text: 'Prestation de nettoyage du hall et des bureaux',
  left: 60,
  top: 40 + n * 52,
}));

describe('straightening', () => {
  test.each([-14, -4, -1.3, 0.8, 2.5, 11])('finds that a page is turned by %s°', async (turnedDegrees) => {
    const skew = await measureSkew(await drawPageImage(LINES, { turnedDegrees }));
    expect(skew).toBeGreaterThan(turnedDegrees - 0.25);
    expect(skew).toBeLessThan(turnedDegrees + 0.25);
  });

  test('leaves a level page alone', async () => {
    const page = await drawPageImage(LINES);
    expect((await straighten(page)).image).toBe(page);
  });

  test('leaves a blank page alone', async () => {
    expect(await measureSkew(await drawPageImage([]))).toBe(0);
  });

  test('puts words back where they are on the page as it was given', async () => {
    const page = await drawPageImage(LINES, { turnedDegrees: 3 });
    const { image, putBack } = await straighten(page);
    // The middle of both pages is the same point, and a point right of it went down when the page was turned.
    const size = { width: 0.02, height: 0.02 };
    const [middle, right] = putBack([
      { text: 'a', box: { x: 0.49, y: 0.49, ...size }, confidence: 1 },
      { text: 'b', box: { x: 0.49 + 400 / image.width, y: 0.49, ...size }, confidence: 1 },
    ]);
    expect(middle!.box.x + middle!.box.width / 2).toBeCloseTo(0.5, 3);
    expect(middle!.box.y + middle!.box.height / 2).toBeCloseTo(0.5, 3);
    expect((right!.box.y + right!.box.height / 2 - 0.5) * page.height).toBeCloseTo(
      400 * Math.sin((3 * Math.PI) / 180),
      -0.7,
    );
  });
});
