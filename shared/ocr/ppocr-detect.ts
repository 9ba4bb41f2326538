/**
 * Finding lines of text with PP-OCR's detector (DB, differentiable binarisation): the network gives each pixel
 * its probability of being inside a shrunken line; what hangs together is a line, and is grown back to its size.
 */
import type { OnnxThreads, Tensor } from './onnx-thread.ts';
import { type PageImage, resize } from './page-image.ts';
import { textHeight } from './text-height.ts';

/** A line of text found, in pixels of the image given. */
export interface TextLine {
  left: number;
  top: number;
  right: number;
  bottom: number;
  /** Mean probability within, 0–1. */
  score: number;
}

export interface DetectOptions {
  /** The longer side at which a page with print of usual height is looked at, in pixels. Time grows with its square. */
  longSide: number;
}

/** ImageNet's channel means and deviations, with which the network was trained. */
const MEAN = [0.485, 0.456, 0.406] as const;
const DEVIATION = [0.229, 0.224, 0.225] as const;

/** A pixel at least this probable is text (PaddleOCR's `det_db_thresh`). */
const PIXEL_THRESHOLD = 0.3;
/** A line's mean probability must reach this (`det_db_box_thresh`, a little lower for faint faxes). */
const LINE_THRESHOLD = 0.5;
/** How far a shrunken line is grown back: distance = area × ratio / perimeter (`det_db_unclip_ratio`). */
const UNCLIP_RATIO = 1.6;
/** Print higher than this, in pixels of the height of an x, is looked at from further away. */
const LARGE_PRINT = 13;
const WANTED_PRINT = 9;
/** However large the print seems, the page is not shrunk below this share of its usual size. */
const FURTHEST = 0.65;
/** Inches of the longer side of an A4 sheet; a larger sheet is looked at as closely, up to this many times. */
const A4_INCHES = 11.7;
const LARGEST_SHEET = 2;
/** Pixels looked at in one go; the network's memory grows with them, by some 250 bytes each. */
const MAX_BAND_PIXELS = 1_800_000;
/** Pixels of a page that are looked at in all. */
const MAX_PIXELS = 6_000_000;
/** Rows that neighbouring bands share: the highest line that is surely found whole. */
const BAND_OVERLAP = 128;
/**
 * A page with more lines than this is a dense table, or it is noise: specks of a bad fax line are then told from
 * text by their scores, 0.87 in the middle against 0.98.
 */
const MANY_LINES = 400;
const SURE_LINE = 0.94;
/** More lines than this on one page are noise. */
const MAX_LINES = 3000;

/** The page as the network wants it: three equal channels, normalised, padded with white to multiples of 32. */
function toTensor(image: PageImage): Tensor {
  const width = Math.ceil(image.width / 32) * 32;
  const height = Math.ceil(image.height / 32) * 32;
  const plane = width * height;
  const input = new Float32Array(3 * plane);
  for (let channel = 0; channel < 3; channel++) {
    const lookup = Float32Array.from(
      { length: 256 },
      (_, v) => (v / 255 - MEAN[channel]!) / DEVIATION[channel]!,
    );
    const base = channel * plane;
    input.fill(lookup[255]!, base, base + plane);
    for (let y = 0; y < image.height; y++) {
      const from = y * image.width;
      const to = base + y * width;
      for (let x = 0; x < image.width; x++) input[to + x] = lookup[image.pixels[from + x]!]!;
    }
  }
  return { data: input, dims: [1, 3, height, width] };
}

/** Groups of touching text pixels (four directions and diagonals) with their bounds and mean probability. */
function connectedLines(probability: Float32Array, width: number, height: number): TextLine[] {
  const seen = new Uint8Array(width * height);
  const stack: number[] = [];
  const lines: TextLine[] = [];
  for (let start = 0; start < probability.length && lines.length < MAX_LINES; start++) {
    if (seen[start] || probability[start]! < PIXEL_THRESHOLD) continue;
    let [left, top, right, bottom, sum, count] = [width, height, 0, 0, 0, 0];
    seen[start] = 1;
    stack.push(start);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const x = at % width;
      const y = (at - x) / width;
      sum += probability[at]!;
      count++;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++) {
        for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++) {
          const neighbour = ny * width + nx;
          if (seen[neighbour] || probability[neighbour]! < PIXEL_THRESHOLD) continue;
          seen[neighbour] = 1;
          stack.push(neighbour);
        }
      }
    }
    const score = sum / count;
    if (count >= 6 && score >= LINE_THRESHOLD)
      lines.push({ left, top, right: right + 1, bottom: bottom + 1, score });
  }
  return lines;
}

/**
 * The share of the usual scale at which to look at a page: large print is found as well from further away, at half
 * the cost. Small print is not looked at more closely: what seems to be small print is as often the paper's grain.
 */
function distance(atUsual: PageImage): number {
  const height = textHeight(atUsual);
  return height !== null && height > LARGE_PRINT ? Math.max(FURTHEST, WANTED_PRINT / height) : 1;
}

/** Bands of rows, each small enough to be looked at in one go, overlapping by more than a line of text is high. */
function* bandsOf(image: PageImage): Generator<{ band: PageImage; top: number; height: number }> {
  const rows = Math.max(BAND_OVERLAP * 4, Math.floor(MAX_BAND_PIXELS / image.width));
  for (let top = 0; ; top += rows - BAND_OVERLAP) {
    const height = Math.min(rows, image.height - top);
    const pixels = image.pixels.subarray(top * image.width, (top + height) * image.width);
    yield { band: { ...image, pixels, height }, top, height };
    if (top + height >= image.height) return;
  }
}

/** The lines of text on a page, in no particular order. */
export async function detectLines(
  networks: OnnxThreads,
  image: PageImage,
  options: DetectOptions,
  signal?: AbortSignal,
): Promise<TextLine[]> {
  const side = Math.max(image.width, image.height);
  const sheets = Math.min(LARGEST_SHEET, Math.max(1, side / image.dpi / A4_INCHES - 0.2));
  const byLength = (options.longSide * sheets) / side;
  const most = Math.sqrt(MAX_PIXELS / (image.width * image.height));
  // A tall receipt shrunk by its length alone would lose its print.
  const usual = Math.min(2, Math.max(byLength, Math.min(1, 640 / Math.min(image.width, image.height))), most);
  const atUsual = await resize(image, usual);
  const small = await resize(atUsual, distance(atUsual));
  const [scaleX, scaleY] = [image.width / small.width, image.height / small.height];
  const lines: TextLine[] = [];
  for (const { band, top: offset, height: rows } of bandsOf(small)) {
    const map = await networks.run('detector', toTensor(band), signal);
    const [, , height, width] = map.dims as [number, number, number, number];
    for (const line of connectedLines(map.data, width, height)) {
      const [w, h] = [line.right - line.left, line.bottom - line.top];
      if (Math.min(w, h) < 3) continue;
      // Each band answers for what has its middle in it, up to the middle of the overlap with its neighbours.
      const middle = (line.top + line.bottom) / 2;
      if (offset > 0 && middle < BAND_OVERLAP / 2) continue;
      if (offset + rows < small.height && middle >= rows - BAND_OVERLAP / 2) continue;
      const grow = (w * h * UNCLIP_RATIO) / (2 * (w + h));
      const left = Math.max(0, (line.left - grow) * scaleX);
      const top = Math.max(0, (line.top + offset - grow) * scaleY);
      const right = Math.min(image.width, (line.right + grow) * scaleX);
      const bottom = Math.min(image.height, (line.bottom + offset + grow) * scaleY);
      if (right - left >= 3 && bottom - top >= 3) lines.push({ left, top, right, bottom, score: line.score });
    }
  }
  return lines.length > MANY_LINES ? lines.filter(({ score }) => score >= SURE_LINE) : lines;
}
