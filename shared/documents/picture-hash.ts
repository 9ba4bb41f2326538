/**
 * A page's picture as a hash that survives scanning, faxing, scaling and recompression: the signs of the lowest
 * frequencies of where the ink lies (a discrete cosine transform, as in Zauner, "Implementation and benchmarking of
 * perceptual image hash functions", 2010), from a page set straight.
 */
import { HASH_DIGITS } from '../domain/document/picture-likeness.ts';
import { type PageImage, resize } from '../ocr/page-image.ts';
import { straighten } from '../ocr/straighten.ts';

/** Longer side to which a page is reduced first. */
const SIDE = 900;
/** Cells of the grid of ink, each way, and frequencies kept of it. */
const GRID = 64;
const FREQUENCIES = 12;
/** Lighter than this is paper. */
const PAPER = 200;
/** Mean ink below which a page is as good as blank, and all such pages would look alike. */
const LEAST_INK = 0.002;

/** Cosines of the frequencies over the grid, one row a frequency. */
const COSINES: readonly Float64Array[] = Array.from({ length: FREQUENCIES }, (_, u) =>
  Float64Array.from({ length: GRID }, (_, x) => Math.cos(((2 * x + 1) * u * Math.PI) / (2 * GRID))),
);

/** Pairs of frequencies from coarse to fine, without the mean. */
const ORDER: readonly (readonly [across: number, down: number])[] = Array.from(
  { length: FREQUENCIES ** 2 },
  (_, n): readonly [number, number] => [Math.floor(n / FREQUENCIES), n % FREQUENCIES],
)
  .slice(1)
  .sort((a, b) => a[0] + a[1] - (b[0] + b[1]) || a[0] - b[0]);

/** How dark each cell of the page is; square roots, so that a black bar does not outweigh all print. */
function inkGrid({ pixels, width, height }: PageImage): { grid: Float64Array; mean: number } {
  const grid = new Float64Array(GRID * GRID);
  let sum = 0;
  for (let y = 0; y < height; y++) {
    const row = Math.min(GRID - 1, Math.floor((y * GRID) / height)) * GRID;
    for (let x = 0; x < width; x++) {
      const dark = PAPER - pixels[y * width + x]!;
      if (dark <= 0) continue;
      grid[row + Math.min(GRID - 1, Math.floor((x * GRID) / width))]! += dark / PAPER;
      sum += dark / PAPER;
    }
  }
  const cell = (width * height) / GRID ** 2;
  return { grid: grid.map((value) => Math.sqrt(value / cell)), mean: sum / (width * height) };
}

/** The hash of a page, `HASH_DIGITS` hexadecimal digits; null for one that is blank or too small to tell. */
export async function pictureHash(image: PageImage): Promise<string | null> {
  if (image.width < GRID || image.height < GRID) return null;
  const small = await resize(image, Math.min(1, SIDE / Math.max(image.width, image.height)));
  const { image: straight } = await straighten(small);
  const { grid, mean } = inkGrid(straight);
  if (mean < LEAST_INK) return null;
  const across = COSINES.map((cosine) =>
    Float64Array.from({ length: GRID }, (_, y) => {
      let sum = 0;
      for (let x = 0; x < GRID; x++) sum += grid[y * GRID + x]! * cosine[x]!;
      return sum;
    }),
  );
  const bits = ORDER.map(([u, v]) => {
    let sum = 0;
    for (let y = 0; y < GRID; y++) sum += across[u]![y]! * COSINES[v]![y]!;
    return sum > 0 ? '1' : '0';
  }).join('');
  return BigInt(`0b${bits.padEnd(4 * HASH_DIGITS, '0')}`)
    .toString(16)
    .padStart(HASH_DIGITS, '0');
}
