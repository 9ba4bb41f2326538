/**
 * Reading lines of text with PP-OCR's recogniser: each line is cut out at 48 pixels height, lines of like
 * length go through the network together, and CTC decoding gives characters with their places in the line.
 */
import type { Word } from '../domain/page/page.ts';
import type { OnnxThread } from './onnx-thread.ts';
import type { PageImage } from './page-image.ts';
import type { TextLine } from './ppocr-detect.ts';
import { clampBox } from './reading-order.ts';

const HEIGHT = 48;
/** Pixels of one batch; the memory of a run grows with it. */
const BATCH_PIXELS = 48 * 320 * 12;
const MAX_BATCH = 16;
/** A line longer than this many times its height is squeezed. */
const MAX_ASPECT = 60;
/** Lines read worse than this are rules, stamps and stains. */
const MIN_CONFIDENCE = 0.5;

interface Strip {
  line: TextLine;
  /** Written upwards or downwards: cut out turned by a quarter. */
  turned: boolean;
  width: number;
}

interface Character {
  text: string;
  confidence: number;
  /** Middle of the character, as a share of the strip's width, 0–1. */
  at: number;
}

/** How wide a line is when 48 pixels high. */
function toStrip(line: TextLine): Strip {
  const [w, h] = [line.right - line.left, line.bottom - line.top];
  const turned = h > 1.8 * w;
  const aspect = turned ? h / w : w / h;
  return { line, turned, width: Math.max(16, Math.round(HEIGHT * Math.min(aspect, MAX_ASPECT))) };
}

/**
 * Cuts a strip out of the page into `target` (one plane, rows `stride` apart), values −1 to 1. Each target
 * pixel is the mean of a grid of samples over the area it covers, so that large print does not break up.
 */
function cut(image: PageImage, strip: Strip, target: Float32Array, base: number, stride: number): void {
  const { left, top, right, bottom } = strip.line;
  const [w, h] = [right - left, bottom - top];
  const stepX = (strip.turned ? h : w) / strip.width;
  const stepY = (strip.turned ? w : h) / HEIGHT;
  const samplesX = Math.max(1, Math.min(4, Math.round(stepX)));
  const samplesY = Math.max(1, Math.min(4, Math.round(stepY)));
  const { pixels, width, height } = image;
  const share = 1 / (samplesX * samplesY);
  for (let y = 0; y < HEIGHT; y++) {
    for (let x = 0; x < strip.width; x++) {
      let sum = 0;
      for (let j = 0; j < samplesY; j++) {
        const v = (y + (j + 0.5) / samplesY) * stepY;
        for (let i = 0; i < samplesX; i++) {
          const u = (x + (i + 0.5) / samplesX) * stepX;
          // A line on its side is read from the bottom up, as on the spine of a French book.
          const px = (strip.turned ? left + v : left + u) - 0.5;
          const py = (strip.turned ? bottom - u : top + v) - 0.5;
          const x0 = Math.min(width - 1, Math.max(0, Math.floor(px)));
          const y0 = Math.min(height - 1, Math.max(0, Math.floor(py)));
          const x1 = Math.min(width - 1, x0 + 1);
          const y1 = Math.min(height - 1, y0 + 1);
          const fx = Math.min(1, Math.max(0, px - x0));
          const fy = Math.min(1, Math.max(0, py - y0));
          const upper = pixels[y0 * width + x0]! * (1 - fx) + pixels[y0 * width + x1]! * fx;
          const lower = pixels[y1 * width + x0]! * (1 - fx) + pixels[y1 * width + x1]! * fx;
          sum += upper * (1 - fy) + lower * fy;
        }
      }
      target[base + y * stride + x] = (sum * share) / 127.5 - 1;
    }
  }
}

/** CTC: the most probable class at each step, repeats and blanks dropped. */
function decode(
  output: Float32Array,
  from: number,
  steps: number,
  classes: number,
  alphabet: readonly string[],
): Character[] {
  const characters: Character[] = [];
  let last = 0;
  for (let step = 0; step < steps; step++) {
    const row = from + step * classes;
    let best = 0;
    let probability = output[row]!;
    for (let c = 1; c < classes; c++) {
      if (output[row + c]! > probability) {
        probability = output[row + c]!;
        best = c;
      }
    }
    if (best !== 0 && best !== last) {
      characters.push({ text: alphabet[best] ?? '', confidence: probability, at: (step + 0.5) / steps });
    }
    last = best;
  }
  return characters;
}

/** Splits a line's characters at spaces into words and places them on the page. */
function toWords(
  characters: readonly Character[],
  strip: Strip,
  image: PageImage,
  widthShare: number,
): Word[] {
  const mean = characters.reduce((sum, c) => sum + c.confidence, 0) / Math.max(1, characters.length);
  if (mean < MIN_CONFIDENCE) return [];
  const places = characters.map((c) => Math.min(1, c.at / widthShare));
  const advance = characters.length > 1 ? (places.at(-1)! - places[0]!) / (characters.length - 1) : 0.5;
  const words: Word[] = [];
  let group: number[] = [];
  const flush = (): void => {
    if (group.length === 0) return;
    const [first, final] = [group[0]!, group.at(-1)!];
    // Half a character on either side, but never beyond the middle of the gap to the neighbour's.
    const before =
      first > 0 ? Math.max(places[first]! - advance * 0.6, (places[first]! + places[first - 1]!) / 2) : 0;
    const after =
      final < places.length - 1
        ? Math.min(places[final]! + advance * 0.6, (places[final]! + places[final + 1]!) / 2)
        : 1;
    const { left, top, right, bottom } = strip.line;
    const [w, h] = [right - left, bottom - top];
    // The detector's growth leaves a rim above and below the letters.
    const rim = 0.12;
    const box = strip.turned
      ? clampBox(
          (left + w * rim) / image.width,
          (bottom - after * h) / image.height,
          (right - w * rim) / image.width,
          (bottom - before * h) / image.height,
        )
      : clampBox(
          (left + before * w) / image.width,
          (top + h * rim) / image.height,
          (left + after * w) / image.width,
          (bottom - h * rim) / image.height,
        );
    const text = group.map((i) => characters[i]!.text).join('');
    const confidence = group.reduce((sum, i) => sum + characters[i]!.confidence, 0) / group.length;
    words.push({ text, box, confidence: Math.min(1, confidence) });
    group = [];
  };
  for (const [i, character] of characters.entries()) {
    if (character.text.trim() === '') flush();
    else group.push(i);
  }
  flush();
  return words;
}

/**
 * Reads lines cut from `image`. `alphabet` is indexed by the network's classes, with the blank at 0.
 */
export async function recognizeLines(
  networks: OnnxThread,
  alphabet: readonly string[],
  image: PageImage,
  lines: readonly TextLine[],
  signal?: AbortSignal,
): Promise<Word[]> {
  const strips = lines.map(toStrip).sort((a, b) => a.width - b.width);
  const words: Word[] = [];
  for (let at = 0; at < strips.length; ) {
    let size = 1;
    // Lines are sorted, so the last of a batch sets its width.
    while (
      at + size < strips.length &&
      size < MAX_BATCH &&
      (size + 1) * HEIGHT * strips[at + size]!.width <= BATCH_PIXELS
    ) {
      size++;
    }
    const batch = strips.slice(at, at + size);
    const width = Math.ceil(batch.at(-1)!.width / 32) * 32;
    const plane = HEIGHT * width;
    const input = new Float32Array(size * 3 * plane);
    for (const [n, strip] of batch.entries()) {
      const base = n * 3 * plane;
      cut(image, strip, input, base, width);
      input.copyWithin(base + plane, base, base + plane);
      input.copyWithin(base + 2 * plane, base, base + plane);
    }
    const output = await networks.run('recognizer', { data: input, dims: [size, 3, HEIGHT, width] }, signal);
    const [, steps, classes] = output.dims as [number, number, number];
    for (const [n, strip] of batch.entries()) {
      const characters = decode(output.data, n * steps * classes, steps, classes, alphabet);
      words.push(...toWords(characters, strip, image, strip.width / width));
    }
    at += size;
  }
  return words;
}
