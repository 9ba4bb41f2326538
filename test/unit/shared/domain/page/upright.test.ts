import { describe, expect, test } from 'vitest';
import type { Box } from '../../../../../shared/domain/page/page.ts';
import { heldUpright, quarterTurns } from '../../../../../shared/domain/page/upright.ts';

const A4 = { widthPoints: 600, heightPoints: 800 };
const WHOLE = [0, 1] as const;

function close(actual: object, expected: Record<string, number>): void {
  for (const [key, value] of Object.entries(expected))
    expect(actual[key as keyof typeof actual]).toBeCloseTo(value, 6);
}

describe('a page held upright', () => {
  const word: Box = { x: 0.1, y: 0.2, width: 0.2, height: 0.05 };

  test('is the page itself when it was fed in upright', () => {
    close(heldUpright(A4).part(word, ...WHOLE), { x0: 60, y0: 160, x1: 180, y1: 200 });
  });

  test('a part of a word is its share of the box', () => {
    const part = heldUpright(A4).part(word, 0.5, 1);
    close(part, { x0: 120, x1: 180 });
    close(part.box, { x: 0.2, width: 0.1, y: 0.2, height: 0.05 });
  });

  test.each([
    // The same word, top left on the upright page of 800 × 600 or 600 × 800 points.
    [90, { x: 0.75, y: 0.1, width: 0.05, height: 0.2 }, { x0: 80, y0: 120, x1: 240, y1: 150 }],
    [180, { x: 0.7, y: 0.75, width: 0.2, height: 0.05 }, { x0: 60, y0: 160, x1: 180, y1: 200 }],
    [270, { x: 0.2, y: 0.7, width: 0.05, height: 0.2 }, { x0: 80, y0: 120, x1: 240, y1: 150 }],
  ])('turned by %s°, lines run level again', (turnedDegrees, box, upright) => {
    close(heldUpright({ ...A4, turnedDegrees }).part(box, ...WHOLE), upright);
  });

  test('the first half of a word that runs down the page is its upper half', () => {
    const down: Box = { x: 0.75, y: 0.1, width: 0.05, height: 0.2 };
    close(heldUpright({ ...A4, turnedDegrees: 90 }).part(down, 0, 0.5).box, { y: 0.1, height: 0.1 });
    close(heldUpright({ ...A4, turnedDegrees: 270 }).part(down, 0, 0.5).box, { y: 0.2, height: 0.1 });
  });

  test('words on a falling line come to one height', () => {
    const fall = Math.tan((5 * Math.PI) / 180);
    const upright = heldUpright({ ...A4, turnedDegrees: 5 });
    const tops = [100, 300, 500].map(
      (x) => upright.part({ x: x / 600, y: (100 + x * fall) / 800, width: 0.05, height: 0.02 }, ...WHOLE).y0,
    );
    expect(Math.max(...tops) - Math.min(...tops)).toBeLessThan(1);
  });

  test('the nearest quarter turn is found for any angle', () => {
    expect([-91, -3, 2, 89, 181.3, 268, 361].map(quarterTurns)).toEqual([3, 0, 0, 1, 2, 3, 0]);
  });
});
