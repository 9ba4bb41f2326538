/** A paper lying on a table, as a telephone sees it: perspective, uneven light, a shadow, a little blur and grain. */
import { clamp, type Raster, sampleAt, seededRandom } from './raster.ts';

export interface PhotoSetup {
  seed: number;
  width: number;
  height: number;
  /** Where the paper's corners lie in the picture: top left, top right, bottom right, bottom left, in pixels. */
  corners: [number, number][];
  /** The table's colour, RGB. */
  table: [number, number, number];
  /** How much darker the far corner is, 0–1. */
  falloff: number;
  /** Grey levels of grain. */
  grain: number;
}

/** Photographs an RGB page. */
export function photographed(page: Raster, setup: PhotoSetup): Raster {
  const { width, height } = setup;
  const random = seededRandom(setup.seed);
  const toPaper = homography(setup.corners, page.width, page.height);
  const shadow = homography(setup.corners.map(([x, y]) => [x + 14, y + 16]) as [number, number][], 1, 1);
  const planks = Array.from({ length: 8 }, () => (random() - 0.5) * 22);
  const data = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const [px, py] = toPaper(x, y);
      const onPaper = px >= 0 && py >= 0 && px < page.width && py < page.height;
      const light = 1 - setup.falloff * (0.55 * (x / width) + 0.45 * (y / height));
      const grain = (random() + random() - 1) * setup.grain;
      const [sx, sy] = shadow(x, y);
      const shade = !onPaper && sx >= 0 && sy >= 0 && sx < 1 && sy < 1 ? 0.62 : 1;
      const fold = onPaper ? 1 - 0.05 * Math.exp(-(((py / page.height - 0.46) * 60) ** 2)) : 1;
      for (let channel = 0; channel < 3; channel += 1) {
        const base = onPaper
          ? 28 + sampleAt(page, px, py, channel, 255) * 0.86
          : wood(x, y, setup.table[channel] ?? 0, planks, width);
        data[(y * width + x) * 3 + channel] = clamp(base * light * shade * fold + grain);
      }
    }
  }
  return { width, height, channels: 3, data };
}

function wood(x: number, y: number, base: number, planks: readonly number[], width: number): number {
  const plank = Math.floor((x / width) * planks.length);
  const grain =
    Math.sin(x * 0.31 + Math.sin(y * 0.011 + plank * 2) * 4) * 5 + Math.sin(x * 1.7 + y * 0.004) * 3;
  const gap = (x / width) * planks.length - plank < 0.02 ? -35 : 0;
  return base + (planks[plank] ?? 0) + grain + gap;
}

/** The projective map from picture to page coordinates that takes the four corners to the page's. */
function homography(
  corners: readonly [number, number][],
  width: number,
  height: number,
): (x: number, y: number) => [number, number] {
  const targets: [number, number][] = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ];
  const rows: number[][] = [];
  corners.forEach(([x, y], index) => {
    const [u, v] = targets[index] ?? [0, 0];
    rows.push([x, y, 1, 0, 0, 0, -u * x, -u * y, u], [0, 0, 0, x, y, 1, -v * x, -v * y, v]);
  });
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = solve(rows);
  return (x, y) => {
    const scale = g * x + h * y + 1;
    return [(a * x + b * y + c) / scale, (d * x + e * y + f) / scale];
  };
}

/** Gauss-Jordan with pivoting; each row is coefficients then the right-hand side. */
function solve(rows: number[][]): number[] {
  const size = rows.length;
  for (let column = 0; column < size; column += 1) {
    const pivot = rows.slice(column).reduce((best, row, index) => {
      return Math.abs(row[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0) ? column + index : best;
    }, column);
    const lead = rows[pivot] ?? [];
    rows[pivot] = rows[column] ?? [];
    rows[column] = lead;
    for (let row = 0; row < size; row += 1) {
      const current = rows[row] ?? [];
      if (row === column) continue;
      const factor = (current[column] ?? 0) / (lead[column] ?? 1);
      for (let at = column; at <= size; at += 1) current[at] = (current[at] ?? 0) - factor * (lead[at] ?? 0);
    }
  }
  return rows.map((row, index) => (row[size] ?? 0) / (row[index] ?? 1));
}
