/**
 * Pages as pictures, worn as a scanner, a fax or a telephone's camera wears them. Own arithmetic and a seeded
 * generator throughout, so that the same pixels come out on every machine.
 */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import type { Bitmap } from './ccitt-fax.ts';

export interface Raster {
  width: number;
  height: number;
  /** 1 grey, 3 RGB. */
  channels: 1 | 3;
  data: Uint8Array;
}

/** Mulberry32: small, seeded, the same everywhere. Gives 0 ≤ x < 1. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

let library: ReturnType<typeof PDFiumLibrary.init> | undefined;

/** Renders one page (from 0) of a PDF to exactly this many pixels. */
export async function renderPage(
  pdf: Uint8Array,
  index: number,
  size: { width: number; height: number },
  channels: 1 | 3,
): Promise<Raster> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    const rendered = await document.getPage(index).render({ ...size, render: 'bitmap' });
    const data = new Uint8Array(size.width * size.height * channels);
    for (let at = 0; at < size.width * size.height; at += 1) {
      const [red = 0, green = 0, blue = 0] = rendered.data.subarray(at * 4, at * 4 + 3);
      if (channels === 3) data.set([red, green, blue], at * 3);
      else data[at] = Math.round(red * 0.299 + green * 0.587 + blue * 0.114);
    }
    return { ...size, channels, data };
  } finally {
    document.destroy();
  }
}

/** Bilinear sample of one channel; outside the picture gives `outside`. */
export function sampleAt(picture: Raster, x: number, y: number, channel: number, outside: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  const pixel = (px: number, py: number) =>
    px < 0 || py < 0 || px >= picture.width || py >= picture.height
      ? outside
      : (picture.data[(py * picture.width + px) * picture.channels + channel] ?? outside);
  const right = x - left;
  const down = y - top;
  return (
    (pixel(left, top) * (1 - right) + pixel(left + 1, top) * right) * (1 - down) +
    (pixel(left, top + 1) * (1 - right) + pixel(left + 1, top + 1) * right) * down
  );
}

export interface ScanWear {
  seed: number;
  /** Degrees; positive turns the page clockwise. */
  skewDegrees: number;
  /** Grey levels of noise, roughly one standard deviation. */
  noise: number;
  /** Dust specks a page. */
  specks: number;
  /** The paper's white, 0–255. */
  paper: number;
}

/** A flatbed scan: the page slightly turned, its white greyed, noise, dust and a dark edge on one side. */
export function scanned(page: Raster, wear: ScanWear): Raster {
  const random = seededRandom(wear.seed);
  const { width, height } = page;
  const data = new Uint8Array(width * height);
  const angle = (wear.skewDegrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const fromX = x - width / 2;
      const fromY = y - height / 2;
      const ink = sampleAt(
        page,
        fromX * cos + fromY * sin + width / 2,
        fromY * cos - fromX * sin + height / 2,
        0,
        255,
      );
      const lid = x < 14 ? (14 - x) * 3 : 0;
      const grain = (random() + random() + random() - 1.5) * 2 * wear.noise;
      data[y * width + x] = clamp(30 + (ink / 255) * (wear.paper - 30) - lid + grain);
    }
  }
  for (let speck = 0; speck < wear.specks; speck += 1) {
    const [cx, cy] = [Math.floor(random() * width), Math.floor(random() * height)];
    const reach = random() < 0.8 ? 1 : 2;
    for (let y = cy; y < Math.min(height, cy + reach); y += 1)
      for (let x = cx; x < Math.min(width, cx + reach); x += 1) data[y * width + x] = 70;
  }
  return { width, height, channels: 1, data };
}

export function clamp(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)));
}

/** Black and white as a fax sends it: averaged over `rowsEach` rendered rows, cut at `threshold`, a few specks. */
export function faxed(page: Raster, rowsEach: number, threshold: number, seed: number): Bitmap {
  const random = seededRandom(seed);
  const { width } = page;
  const height = Math.floor(page.height / rowsEach);
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      let sum = 0;
      for (let row = 0; row < rowsEach; row += 1) sum += page.data[(y * rowsEach + row) * width + x] ?? 255;
      pixels[y * width + x] = sum / rowsEach < threshold + (random() - 0.5) * 30 ? 1 : 0;
    }
  }
  for (let speck = 0; speck < 60; speck += 1) pixels[Math.floor(random() * pixels.length)] = 1;
  return { width, height, pixels };
}
