/** Pictures of pages as a scanner, a fax machine or a telephone makes them. All of it seeded. */
import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';
import type { GeneratedDocument, Medium } from '../document.ts';
import { Random } from '../random.ts';
import { renderAllText } from './pdf.ts';

/** Grey pixels, one byte each. */
interface Grey {
  width: number;
  height: number;
  data: Uint8ClampedArray;
}

export interface Picture {
  /** `image/png`, `image/jpeg` or `image/tiff`. */
  type: string;
  bytes: Uint8Array;
}

let library: ReturnType<typeof PDFiumLibrary.init> | undefined;

/** One picture a page, worn as the document's medium wears it; `digital` gives clean PNGs of 150 dpi. */
export async function renderPictures(document: GeneratedDocument): Promise<Picture[]> {
  const pdf = await renderAllText(document.drawing);
  library ??= PDFiumLibrary.init();
  const open = await (await library).loadDocument(pdf);
  const random = new Random(document.seed ^ 0x51ed270b);
  const dpi = {
    digital: 150,
    scanned: random.pick([150, 200, 200, 300]),
    faxed: 204,
    photographed: random.pick([150, 180, 220]),
  }[document.medium];
  const fine = random.chance(0.6);
  try {
    const pictures: Picture[] = [];
    for (const [index, sheet] of document.drawing.pages.entries()) {
      const width = Math.round((sheet.widthPoints / 72) * dpi);
      const height = Math.round((sheet.heightPoints / 72) * dpi);
      const { data } = await open.getPage(index).render({ width, height, render: 'bitmap' });
      const grey = { width, height, data: new Uint8ClampedArray(width * height) };
      for (let at = 0; at < grey.data.length; at++)
        grey.data[at] = (data[4 * at]! * 299 + data[4 * at + 1]! * 587 + data[4 * at + 2]! * 114) / 1000;
      pictures.push(await worn(grey, document.medium, dpi, fine, random));
    }
    return pictures;
  } finally {
    open.destroy();
  }
}

async function worn(
  page: Grey,
  medium: Medium,
  dpi: number,
  fine: boolean,
  random: Random,
): Promise<Picture> {
  const raw = { raw: { width: page.width, height: page.height, channels: 1 as const } };
  switch (medium) {
    case 'digital':
      return { type: 'image/png', bytes: await sharp(page.data, raw).png().toBuffer() };
    case 'scanned': {
      const turned = warped(
        page,
        skewed(page, random.around(0, 0.7)),
        page.width,
        page.height,
        235 + random.int(0, 20),
      );
      speckle(turned, random, random.between(2, 12), 0.00003);
      if (random.chance(0.25)) streaks(turned, random);
      const image = sharp(turned.data, { raw: { width: turned.width, height: turned.height, channels: 1 } })
        .blur(random.between(0.3, 0.8))
        .linear(random.between(0.8, 1.05), random.between(-10, 25))
        .withMetadata({ density: dpi });
      return { type: 'image/jpeg', bytes: await image.jpeg({ quality: random.int(55, 92) }).toBuffer() };
    }
    case 'faxed': {
      const turned = warped(page, skewed(page, random.around(0, 0.5)), page.width, page.height, 255);
      speckle(turned, random, 20, 0.0002);
      if (random.chance(0.4)) streaks(turned, random);
      const rows = fine ? 196 : 98;
      const image = sharp(turned.data, { raw: { width: turned.width, height: turned.height, channels: 1 } })
        .resize(turned.width, Math.round((turned.height * rows) / dpi), { fit: 'fill' })
        .threshold(random.int(130, 190))
        .toColourspace('b-w');
      const bytes = await image
        .tiff({
          compression: 'ccittfax4',
          bitdepth: 1,
          xres: dpi / 25.4,
          yres: rows / 25.4,
          resolutionUnit: 'inch',
        })
        .toBuffer();
      return { type: 'image/tiff', bytes };
    }
    case 'photographed': {
      const photo = photographed(page, random);
      const image = sharp(photo.data, {
        raw: { width: photo.width, height: photo.height, channels: 1 },
      }).blur(random.between(0.3, 1.1));
      return { type: 'image/jpeg', bytes: await image.jpeg({ quality: random.int(50, 88) }).toBuffer() };
    }
  }
}

/** Where a pixel of the result comes from. */
type Source = (x: number, y: number) => [x: number, y: number];

function skewed(page: Grey, degrees: number): Source {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [cx, cy] = [page.width / 2, page.height / 2];
  return (x, y) => [cx + (x - cx) * cos - (y - cy) * sin, cy + (x - cx) * sin + (y - cy) * cos];
}

/** Bilinear; outside the page is `paper`. */
function warped(page: Grey, source: Source, width: number, height: number, paper: number): Grey {
  const data = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [sx, sy] = source(x, y);
      data[y * width + x] = sample(page, sx, sy, 255) * (paper / 255);
    }
  return { width, height, data };
}

function sample(page: Grey, x: number, y: number, outside: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < 0 || top < 0 || left >= page.width - 1 || top >= page.height - 1) return outside;
  const at = top * page.width + left;
  const [dx, dy] = [x - left, y - top];
  const { data } = page;
  return (
    (data[at]! * (1 - dx) + data[at + 1]! * dx) * (1 - dy) +
    (data[at + page.width]! * (1 - dx) + data[at + page.width + 1]! * dx) * dy
  );
}

/** Grain everywhere and a few dots of dirt. */
function speckle(page: Grey, random: Random, grain: number, dirt: number): void {
  const { data, width } = page;
  for (let at = 0; at < data.length; at++) {
    data[at] = data[at]! + (random.next() + random.next() - 1) * grain;
  }
  for (let dots = Math.round(data.length * dirt); dots > 0; dots--) {
    const at = random.int(0, data.length - 1);
    const ink = random.int(0, 120);
    for (const next of [at, at + 1, at + width]) if (next < data.length) data[next] = ink;
  }
}

/** Lines down the page, from dust on the glass. */
function streaks(page: Grey, random: Random): void {
  for (let count = random.int(1, 3); count > 0; count--) {
    const x = random.int(0, page.width - 1);
    const ink = random.int(60, 200);
    for (let y = 0; y < page.height; y++)
      if (random.chance(0.93)) page.data[y * page.width + x] = Math.min(page.data[y * page.width + x]!, ink);
  }
}

/** The paper on a table: its corners moved, light falling off, a soft shadow. */
function photographed(page: Grey, random: Random): Grey {
  const margin = random.between(0.02, 0.1);
  const width = Math.round(page.width * (1 + 2 * margin));
  const height = Math.round(page.height * (1 + 2 * margin));
  const wobble = () => random.around(0, 0.014);
  const corner = (fx: number, fy: number): [number, number] => [
    (margin + fx + wobble()) * page.width,
    (margin + fy + wobble()) * page.height,
  ];
  const [a, b, c, d] = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)] as const;
  const toPaper = quadToUnit(a, b, c, d);
  const table = random.int(40, 170);
  const [lightX, lightY, falloff] = [random.next(), random.next(), random.between(0.1, 0.45)];
  const [edge, slope, shade] = [
    random.between(-0.3, 1.4),
    random.between(-0.6, 0.6),
    random.chance(0.5) ? random.between(0.1, 0.35) : 0,
  ];
  const data = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = toPaper(x, y);
      const inside = u >= 0 && v >= 0 && u < 1 && v < 1;
      const ink = inside
        ? 20 + 0.9 * sample(page, u * page.width, v * page.height, 255)
        : table + 14 * Math.sin(y / 9);
      const light = 1 - falloff * Math.hypot(x / width - lightX, y / height - lightY);
      const shadow = 1 - shade / (1 + Math.exp((x / width - edge - slope * (y / height)) * 18));
      const grain = (random.next() + random.next() - 1) * 9;
      data[y * width + x] = ink * light * shadow + grain;
    }
  return { width, height, data };
}

type Point = readonly [x: number, y: number];

/** Maps the quadrilateral a b c d (clockwise from the top left) to the unit square (projective). */
function quadToUnit(a: Point, b: Point, c: Point, d: Point): Source {
  // The unit square to the quadrilateral (Heckbert 1989, "Fundamentals of texture mapping"), then inverted.
  const [dx1, dx2, sx] = [b[0] - c[0], d[0] - c[0], a[0] - b[0] + c[0] - d[0]];
  const [dy1, dy2, sy] = [b[1] - c[1], d[1] - c[1], a[1] - b[1] + c[1] - d[1]];
  const den = dx1 * dy2 - dx2 * dy1;
  const g = (sx * dy2 - dx2 * sy) / den;
  const h = (dx1 * sy - sx * dy1) / den;
  const m = [
    b[0] - a[0] + g * b[0],
    d[0] - a[0] + h * d[0],
    a[0],
    b[1] - a[1] + g * b[1],
    d[1] - a[1] + h * d[1],
    a[1],
    g,
    h,
    1,
  ] as const;
  const i = [
    m[4] * m[8] - m[5] * m[7],
    m[2] * m[7] - m[1] * m[8],
    m[1] * m[5] - m[2] * m[4],
    m[5] * m[6] - m[3] * m[8],
    m[0] * m[8] - m[2] * m[6],
    m[2] * m[3] - m[0] * m[5],
    m[3] * m[7] - m[4] * m[6],
    m[1] * m[6] - m[0] * m[7],
    m[0] * m[4] - m[1] * m[3],
  ] as const;
  return (x, y) => {
    const w = i[6] * x + i[7] * y + i[8];
    return [(i[0] * x + i[1] * y + i[2]) / w, (i[3] * x + i[4] * y + i[5]) / w];
  };
}
