import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { faxTiff } from '../support/samples/fax-tiff.ts';

/** Runs of white and black, long ones too, so that every make-up code is met. */
const bitmap = fc
  .record({
    width: fc.constantFrom(1, 7, 64, 1728, 2623, 5300),
    height: fc.integer({ min: 1, max: 6 }),
    runs: fc.array(fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 3000 })), {
      minLength: 1,
      maxLength: 40,
    }),
    firstBlack: fc.boolean(),
  })
  .map(({ width, height, runs, firstBlack }) => {
    const pixels = new Uint8Array(width * height);
    let at = 0;
    for (let run = 0; at < pixels.length; run += 1) {
      const length = runs[run % runs.length] ?? 1;
      pixels.fill((run % 2 === 0) === firstBlack ? 1 : 0, at, at + length);
      at += length;
    }
    return { width, height, pixels };
  });

test.each(['group3', 'group4'] as const)(
  'libtiff reads back every bitmap that %s encodes',
  async (coding) => {
    await fc.assert(
      fc.asyncProperty(bitmap, async (picture) => {
        const tiff = faxTiff([picture, picture], {
          coding,
          xDpi: 204,
          yDpi: 98,
          receivedAt: '2026:01:05 09:00:00',
        });
        for (const page of [0, 1]) {
          const grey = await sharp(tiff, { page }).toColourspace('b-w').raw().toBuffer();
          expect(Uint8Array.from(grey, (level) => (level < 128 ? 1 : 0))).toEqual(picture.pixels);
        }
      }),
      { seed: 2026, numRuns: 120 },
    );
  },
);
