/** Pages drawn for tests of OCR, in a font that comes with a package, so that no system font is needed. */
import { createRequire } from 'node:module';
import sharp, { type Sharp } from 'sharp';
import { fromSharp, type PageImage } from '../../shared/ocr/page-image.ts';

const FONT = createRequire(import.meta.url).resolve('pdfjs-dist/standard_fonts/LiberationSans-Regular.ttf');

export interface DrawnLine {
  text: string;
  /** Upper left corner, in pixels. */
  left: number;
  top: number;
}

export interface DrawnPageOptions {
  width?: number;
  height?: number;
  /** Font size in points at 200 dpi. */
  points?: number;
  /** Degrees by which the finished page is turned clockwise. */
  turnedDegrees?: number;
}

/** White paper with black lines of text, as an image pipeline still to be encoded. */
export async function drawPage(lines: readonly DrawnLine[], options: DrawnPageOptions = {}): Promise<Sharp> {
  const { width = 1200, height = 700, points = 14, turnedDegrees = 0 } = options;
  const layers = await Promise.all(
    lines.map(async ({ text, left, top }) => {
      const drawn = sharp({ text: { text, font: `Liberation Sans ${points}`, fontfile: FONT, dpi: 200 } });
      // The library draws white on nothing; its negative is black ink on nothing.
      return { input: await drawn.negate({ alpha: false }).png().toBuffer(), left, top };
    }),
  );
  const page = await sharp({ create: { width, height, channels: 3, background: '#ffffff' } })
    .composite(layers)
    .png()
    .toBuffer();
  return sharp(page).rotate(turnedDegrees, { background: '#ffffff' });
}

/** The same as an engine takes it. */
export async function drawPageImage(
  lines: readonly DrawnLine[],
  options?: DrawnPageOptions,
): Promise<PageImage> {
  return fromSharp(await drawPage(lines, options), 200);
}

/** A small invoice whose every word the engines must find. */
export const INVOICE_LINES: readonly DrawnLine[] = [
  { text: 'FACTURE 2026-0042', left: 80, top: 60 },
  { text: 'Ateliers du Verrou', left: 80, top: 150 },
  { text: 'Total HT', left: 80, top: 300 },
  { text: '1250,00', left: 800, top: 300 },
  { text: 'Total TTC', left: 80, top: 390 },
  { text: '1500,00', left: 800, top: 390 },
];
