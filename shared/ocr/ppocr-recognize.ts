/**
 * Reading lines of text with PP-OCR's recogniser: each line is cut out at 48 pixels height, lines of like
 * length go through the network together, and CTC decoding gives characters with their places in the line.
 */
import type { Box, Word } from '../domain/page/page.ts';
import type { OnnxThreads } from './onnx-thread.ts';
import type { PageImage } from './page-image.ts';
import type { TextLine } from './ppocr-detect.ts';
import { clampBox } from './reading-order.ts';

const HEIGHT = 48;
/**
 * Pixels of one batch. Memory grows with it, and small ones are quicker: they stay in the processor's cache, and
 * part evenly among cores.
 */
const BATCH_PIXELS = 48 * 320 * 4;
const MAX_BATCH = 16;
/** A line longer than this many times its height is squeezed. */
const MAX_ASPECT = 60;
/**
 * A space this probable parts two words. The network was trained on words close together and leaves most spaces
 * out of its best reading, but their probability rises where they are: on receipts, this finds nine in ten of them.
 */
const SPACE_THRESHOLD = 0.15;
/**
 * A line read worse than this may be print showing through from the back, or a stamp: a space must be more
 * probable there.
 */
const DOUBTFUL_LINE = 0.85;
const SPACE_IN_DOUBTFUL = 0.3;
/** How much surer a word of such a line may be than the line. */
const DOUBTFUL_MARGIN = 0.05;
/** Lines read worse than this are rules, stamps and stains. */
const MIN_CONFIDENCE = 0.5;

export interface Strip {
  line: TextLine;
  /** By how many quarter turns clockwise its text is turned. */
  turns: QuarterTurns;
  width: number;
}

export type QuarterTurns = 0 | 1 | 2 | 3;

/** A character as the network reads it, still without a place on the page. */
export interface DecodedCharacter {
  text: string;
  confidence: number;
  /** Middle of the character, as a share of the strip's width, 0–1. */
  at: number;
  /** How probable a space is between the character before and this one, 0–1. */
  space: number;
}

/** One character of a word, with its share of the word's box. */
export interface ReadCharacter {
  text: string;
  confidence: number;
  box: Box;
  space: number;
}

/** A word whose characters are known one by one: what merging two engines' readings goes by. */
export interface ReadWord extends Word {
  characters: readonly ReadCharacter[];
}

/** How wide a line is when 48 pixels high. A line on its side is read upwards, as on the spine of a French book. */
function toStrip(line: TextLine): Strip {
  const aspect = (line.right - line.left) / (line.bottom - line.top);
  const upwards = isSideways(line);
  const width = Math.round(HEIGHT * Math.min(upwards ? 1 / aspect : aspect, MAX_ASPECT));
  return { line, turns: upwards ? 3 : 0, width: Math.max(16, width) };
}

/** Whether a line is so much higher than wide that its text must run up or down. */
function isSideways({ left, top, right, bottom }: TextLine): boolean {
  return bottom - top > 1.8 * (right - left);
}

/**
 * Cuts a strip out of the page into `target` (one plane, rows `stride` apart), values −1 to 1. Each target
 * pixel is the mean of a grid of samples over the area it covers, so that large print does not break up.
 */
function cut(image: PageImage, strip: Strip, target: Float32Array, base: number, stride: number): void {
  const { left, top, right, bottom } = strip.line;
  const sideways = strip.turns % 2 === 1;
  const stepX = (sideways ? bottom - top : right - left) / strip.width;
  const stepY = (sideways ? right - left : bottom - top) / HEIGHT;
  // Where the text begins, and the way along it and down from it, in pixels of the page.
  const [fromX, alongX, downX] = (
    [
      [left, 1, 0],
      [right, 0, -1],
      [right, -1, 0],
      [left, 0, 1],
    ] as const
  )[strip.turns];
  const [fromY, alongY, downY] = (
    [
      [top, 0, 1],
      [top, 1, 0],
      [bottom, 0, -1],
      [bottom, -1, 0],
    ] as const
  )[strip.turns];
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
          const px = fromX + alongX * u + downX * v - 0.5;
          const py = fromY + alongY * u + downY * v - 0.5;
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

/** CTC: the most probable class at each step, repeats and blanks dropped; spaces become what precedes a character. */
function decode(
  output: Float32Array,
  from: number,
  steps: number,
  classes: number,
  alphabet: readonly string[],
): DecodedCharacter[] {
  const characters: DecodedCharacter[] = [];
  const spaceClass = alphabet.length - 1;
  let last = 0;
  let space = 0;
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
    space = Math.max(space, output[row + spaceClass]!);
    if (best !== 0 && best !== last && best !== spaceClass) {
      characters.push({
        text: alphabet[best] ?? '',
        confidence: probability,
        at: (step + 0.5) / steps,
        space,
      });
      space = 0;
    }
    last = best;
  }
  return characters;
}

/** Places a line's characters on the page and parts them into words. `widthShare`: of the batch's width. */
function toWords(
  characters: readonly DecodedCharacter[],
  strip: Strip,
  image: { width: number; height: number },
  widthShare: number,
): ReadWord[] {
  const mean = characters.reduce((sum, c) => sum + c.confidence, 0) / Math.max(1, characters.length);
  if (mean < MIN_CONFIDENCE) return [];
  const places = characters.map((c) => Math.min(1, c.at / widthShare));
  const advance = characters.length > 1 ? (places.at(-1)! - places[0]!) / (characters.length - 1) : 0.5;
  const doubtful = mean < DOUBTFUL_LINE;
  const threshold = doubtful ? SPACE_IN_DOUBTFUL : SPACE_THRESHOLD;
  const starts = characters.map((c, i) => i === 0 || c.space >= threshold);
  // Nonsense has its lucky stretches: no word of a badly read line is much surer than the line.
  const most = doubtful ? mean + DOUBTFUL_MARGIN : 1;
  // The middle of the gap to the neighbour, but at most half a character away at a word's end.
  const edge = (i: number): number => (places[i - 1]! + places[i]!) / 2;
  const before = (i: number): number => {
    if (i === 0) return 0;
    return starts[i] ? Math.max(places[i]! - advance * 0.6, edge(i)) : edge(i);
  };
  const after = (i: number): number => {
    if (i === places.length - 1) return 1;
    return starts[i + 1] ? Math.min(places[i]! + advance * 0.6, edge(i + 1)) : edge(i + 1);
  };
  const words: ReadWord[] = [];
  for (let first = 0; first < characters.length; ) {
    let end = first + 1;
    while (end < characters.length && !starts[end]) end++;
    const group = characters.slice(first, end);
    words.push({
      text: group.map((c) => c.text).join(''),
      box: boxOf(strip, image, before(first), after(end - 1)),
      confidence: Math.min(most, group.reduce((sum, c) => sum + c.confidence, 0) / group.length),
      characters: group.map(({ text, confidence, space }, n) => ({
        text,
        confidence: Math.min(most, confidence),
        space,
        box: boxOf(strip, image, before(first + n), after(first + n)),
      })),
    });
    first = end;
  }
  return words;
}

/** The part of a strip between two shares of its length, as a box on the page. */
function boxOf(strip: Strip, image: { width: number; height: number }, from: number, to: number): Box {
  const { left, top, right, bottom } = strip.line;
  const [w, h] = [right - left, bottom - top];
  // The detector's growth leaves a rim above and below the letters.
  const rim = 0.12;
  return strip.turns === 3
    ? clampBox(
        (left + w * rim) / image.width,
        (bottom - to * h) / image.height,
        (right - w * rim) / image.width,
        (bottom - from * h) / image.height,
      )
    : clampBox(
        (left + from * w) / image.width,
        (top + h * rim) / image.height,
        (left + to * w) / image.width,
        (bottom - h * rim) / image.height,
      );
}

/** One recogniser: its name in the thread, and its alphabet by class, with the blank first and the space last. */
export interface Recognizer {
  network: string;
  alphabet: readonly string[];
}

/** A strip's characters. `widthShare`: its part of the width of its batch. */
interface ReadStrip {
  strip: Strip;
  characters: DecodedCharacter[];
  widthShare: number;
}

/** Sends strips through the network in batches of like width and decodes each; gives them in no particular order. */
async function readStrips(
  networks: OnnxThreads,
  recognizer: Recognizer,
  image: PageImage,
  given: readonly Strip[],
  signal: AbortSignal | undefined,
): Promise<ReadStrip[]> {
  const strips = [...given].sort((a, b) => a.width - b.width);
  const read = async (batch: readonly Strip[]) => {
    const size = batch.length;
    // Lines are sorted, so the last of a batch sets its width.
    const width = Math.ceil(batch.at(-1)!.width / 32) * 32;
    const plane = HEIGHT * width;
    const input = new Float32Array(size * 3 * plane);
    for (const [n, strip] of batch.entries()) {
      const base = n * 3 * plane;
      cut(image, strip, input, base, width);
      input.copyWithin(base + plane, base, base + plane);
      input.copyWithin(base + 2 * plane, base, base + plane);
    }
    const tensor = { data: input, dims: [size, 3, HEIGHT, width] };
    const output = await networks.run(recognizer.network, tensor, signal);
    const [, steps, classes] = output.dims as [number, number, number];
    return batch.map((strip, n) => ({
      strip,
      characters: decode(output.data, n * steps * classes, steps, classes, recognizer.alphabet),
      widthShare: strip.width / width,
    }));
  };
  // The longest first: what is left for the last core to finish alone is short.
  const batches = batchesOf(strips).reverse();
  const results: ReadStrip[] = [];
  const work = async (): Promise<void> => {
    try {
      for (let batch = batches.shift(); batch !== undefined; batch = batches.shift())
        results.push(...(await read(batch)));
    } catch (error) {
      batches.length = 0;
      throw error;
    }
  };
  // One batch more than there are threads, cut out and ready when a thread has done its own.
  const done = await Promise.allSettled(Array.from({ length: networks.count + 1 }, work));
  const failed = done.find((each) => each.status === 'rejected');
  if (failed) throw failed.reason;
  return results;
}

/** Strips, sorted by width, in batches that go through the network at once. */
function batchesOf(strips: readonly Strip[]): Strip[][] {
  const batches: Strip[][] = [];
  for (const strip of strips) {
    const last = batches.at(-1);
    const fits = last && last.length < MAX_BATCH && (last.length + 1) * HEIGHT * strip.width <= BATCH_PIXELS;
    if (fits) last.push(strip);
    else batches.push([strip]);
  }
  return batches;
}

/** Reads lines cut from `image`: their words, in no particular order. */
export async function recognizeLines(
  networks: OnnxThreads,
  recognizer: Recognizer,
  image: PageImage,
  lines: readonly TextLine[],
  signal?: AbortSignal,
): Promise<ReadWord[]> {
  const words: ReadWord[] = [];
  const strips = await readStrips(networks, recognizer, image, lines.map(toStrip), signal);
  for (const { strip, characters, widthShare } of strips)
    words.push(...toWords(characters, strip, image, widthShare));
  return words;
}

/** Lines that are looked at to tell which way up a page is. */
const PROBES = 6;
/** A probe is at most this many times as long as high: enough letters to tell, and all probes alike in length. */
const PROBE_ASPECT = 8;
/** Probes read this surely are upright. */
const SURELY_UPRIGHT = 0.85;
/** By how much surer a page must be read the other way up to be believed upside down. */
const TURNED_MARGIN = 0.1;

/** By how many quarter turns clockwise the page is turned, as its longest lines tell: they read well one way only. */
export async function probeTurns(
  networks: OnnxThreads,
  recognizer: Recognizer,
  image: PageImage,
  lines: readonly TextLine[],
  signal?: AbortSignal,
): Promise<QuarterTurns> {
  const length = (line: TextLine): number => Math.max(line.right - line.left, line.bottom - line.top);
  const along = (of: readonly TextLine[]): number => of.reduce((sum, line) => sum + length(line), 0);
  const down = lines.filter(isSideways);
  const across = lines.filter((line) => line.right - line.left > 1.8 * (line.bottom - line.top));
  const sideways = along(down) > along(across);
  const probes = (sideways ? down : across).sort((a, b) => length(b) - length(a)).slice(0, PROBES);
  if (probes.length === 0) return 0;
  const sureness = async (turns: QuarterTurns): Promise<number> => {
    const strips = probes.map((line): Strip => {
      const height = Math.min(line.right - line.left, line.bottom - line.top);
      const kept = Math.min(length(line), height * PROBE_ASPECT);
      const part = sideways ? { ...line, bottom: line.top + kept } : { ...line, right: line.left + kept };
      return { line: part, turns, width: Math.max(16, Math.round((HEIGHT * kept) / height)) };
    });
    let [sum, count] = [0, 0];
    for (const { characters } of await readStrips(networks, recognizer, image, strips, signal)) {
      for (const { confidence } of characters) sum += confidence;
      count += Math.max(1, characters.length);
    }
    return sum / count;
  };
  const [first, other] = sideways ? ([3, 1] as const) : ([0, 2] as const);
  const one = await sureness(first);
  if (one >= SURELY_UPRIGHT) return first;
  return (await sureness(other)) > one + TURNED_MARGIN ? other : first;
}
