/** Straightening a page that was fed in at an angle: both engines lose words from about one degree on. */
import type { Box, Word } from '../domain/page/page.ts';
import { fromSharp, type PageImage, resize, toSharp } from './page-image.ts';
import { clampBox } from './reading-order.ts';

/** Angles looked for, in degrees either way; a page turned further was not merely held askew. */
const MAX_DEGREES = 15;
/** Up to here, the lines need to gather only a little better than on the page as it is: scanners feed like that. */
const USUAL_DEGREES = 6;
/** By how much better they must gather, and how much for an angle that only a hand gives. */
const USUAL_GAIN = 1.08;
const STEEP_GAIN = 1.4;
/** Below this, turning blurs more than it mends. */
const MIN_DEGREES = 0.35;
/** Side of the reduced page on which the angle is measured. */
const PROBE_SIDE = 900;
/** Ink looked at; more points change the answer little and cost time. */
const MAX_POINTS = 40_000;

/** Dark pixels with a lighter one below: the lower edges of letters, which lie on baselines. */
function lowerEdges(image: PageImage): { xs: Float32Array; ys: Float32Array } {
  const { pixels, width, height } = image;
  const found: number[] = [];
  for (let y = 0; y + 1 < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      if (pixels[at]! < 140 && pixels[at + width]! - pixels[at]! > 40) found.push(at);
    }
  }
  const step = Math.max(1, Math.ceil(found.length / MAX_POINTS));
  const kept = found.filter((_, i) => i % step === 0);
  return {
    xs: Float32Array.from(kept, (at) => (at % width) - width / 2),
    ys: Float32Array.from(kept, (at) => Math.floor(at / width) - height / 2),
  };
}

/** How sharply the edges gather in rows when the page is turned by this angle. */
function sharpness(
  edges: { xs: Float32Array; ys: Float32Array },
  degrees: number,
  rows: Float64Array,
): number {
  const slope = Math.tan((degrees * Math.PI) / 180);
  const middle = rows.length / 2;
  rows.fill(0);
  for (let i = 0; i < edges.xs.length; i++) {
    const row = Math.round(edges.ys[i]! - slope * edges.xs[i]! + middle);
    if (row >= 0 && row < rows.length) rows[row]!++;
  }
  let sum = 0;
  for (const count of rows) sum += count * count;
  return sum;
}

/** By how many degrees the lines of text fall to the right (clockwise); 0 when there is too little to tell. */
export async function measureSkew(image: PageImage): Promise<number> {
  const scale = Math.min(1, PROBE_SIDE / Math.max(image.width, image.height));
  const probe = await resize(image, scale);
  const edges = lowerEdges(probe);
  if (edges.xs.length < 150) return 0;
  const rows = new Float64Array(Math.ceil(probe.height + 0.6 * probe.width));
  let best = 0;
  let bestScore = sharpness(edges, 0, rows);
  const straight = bestScore;
  const search = (from: number, to: number, step: number): void => {
    for (let degrees = from; degrees <= to + 1e-9; degrees += step) {
      const score = sharpness(edges, degrees, rows);
      if (score > bestScore) {
        bestScore = score;
        best = degrees;
      }
    }
  };
  search(-MAX_DEGREES, MAX_DEGREES, 0.5);
  search(best - 0.4, best + 0.4, 0.1);
  // A small gain is chance: photographs and drawings have no baselines.
  return bestScore > (Math.abs(best) <= USUAL_DEGREES ? USUAL_GAIN : STEEP_GAIN) * straight ? best : 0;
}

export interface Straightened {
  image: PageImage;
  /** By how many degrees the lines fell to the right on the page given; 0 where it was left as it is. */
  degrees: number;
  /** Puts words found on the straightened page back where they are on the page given. */
  putBack(words: readonly Word[]): Word[];
}

/** The page with its lines of text level; the page itself where they already are. */
export async function straighten(image: PageImage): Promise<Straightened> {
  const degrees = await measureSkew(image);
  if (Math.abs(degrees) < MIN_DEGREES) return { image, degrees: 0, putBack: (words) => [...words] };
  const turned = await fromSharp(toSharp(image).rotate(-degrees, { background: '#ffffff' }), image.dpi);
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const place = (box: Box): Box => {
    // The middle turns with the page; the size is kept, so that boxes stay tight around their words.
    const x = (box.x + box.width / 2 - 0.5) * turned.width;
    const y = (box.y + box.height / 2 - 0.5) * turned.height;
    const middleX = (x * cos - y * sin) / image.width + 0.5;
    const middleY = (x * sin + y * cos) / image.height + 0.5;
    const halfWidth = (box.width * turned.width) / image.width / 2;
    const halfHeight = (box.height * turned.height) / image.height / 2;
    return clampBox(middleX - halfWidth, middleY - halfHeight, middleX + halfWidth, middleY + halfHeight);
  };
  return {
    image: turned,
    degrees,
    putBack: (words) => words.map((word) => ({ ...word, box: place(word.box) })),
  };
}

/** The page after it was turned back by quarter turns: `turns` is how far it was turned clockwise, 1–3. */
export async function turnBack(image: PageImage, turns: 1 | 2 | 3): Promise<Straightened> {
  const place = ({ x, y, width, height }: Box): Box => {
    if (turns === 2) return { x: 1 - x - width, y: 1 - y - height, width, height };
    const turned = { width: height, height: width };
    return turns === 1 ? { x: 1 - y - height, y: x, ...turned } : { x: y, y: 1 - x - width, ...turned };
  };
  return {
    image: await fromSharp(toSharp(image).rotate(360 - 90 * turns), image.dpi),
    degrees: 90 * turns,
    putBack: (words) => words.map((word) => ({ ...word, box: place(word.box) })),
  };
}
