/** What a medium and the engines that read it do to words: measured shares, spread from page to page. */
import type { DrawnPage, Medium } from '../document.ts';
import type { DrawnWord } from '../drawing/page-words.ts';
import type { Random } from '../random.ts';
import { withoutAccents } from '../wordings/wordings.ts';
import { misread } from './confusions.ts';
import { addGarbage } from './dirt.ts';
import { type Wear, wearOf } from './wear.ts';

/** A drawn word with what the medium made of it. */
export type NoisyWord = DrawnWord & { confidence: number };

/** A page as read: its size in points, which may be another than the paper's, and its words. */
export interface WornPage {
  widthPoints: number;
  heightPoints: number;
  words: NoisyWord[];
}

/** A page as it comes out of a medium, its words in reading order with a confidence each. */
export function throughMedium(
  words: readonly DrawnWord[],
  page: DrawnPage,
  medium: Medium,
  random: Random,
): WornPage {
  const { widthPoints, heightPoints } = page;
  if (medium === 'digital')
    return { widthPoints, heightPoints, words: words.map((word) => ({ ...word, confidence: 1 })) };
  const read = readWords(words, page, medium, random);
  return placed(read, page, medium, random);
}

/** The paper in its picture: with a margin, small on the glass of a scanner, of a resolution that nobody told. */
function placed(words: NoisyWord[], page: DrawnPage, medium: Medium, random: Random): WornPage {
  let { widthPoints: width, heightPoints: height } = page;
  let [dx, dy] = [0, 0];
  const slip = width < 330;
  if (slip && medium === 'scanned' && random.chance(0.2) && height < 800) {
    [width, height] = [595.28, 841.89];
    dx = random.next() * (width - page.widthPoints);
    dy = random.next() * (height - page.heightPoints) * 0.5;
  } else if (medium === 'photographed' || (slip && medium === 'scanned')) {
    const [left, top] = [random.between(0, 0.12) * width, random.between(0, 0.1) * height];
    const [right, bottom] = [random.between(0, 0.12) * width, random.between(0, 0.1) * height];
    [dx, dy] = [left, top];
    width += left + right;
    height += top + bottom;
  }
  const scale = random.chance(0.5) ? 1 : random.between(0.6, 1.5);
  for (const word of words) {
    word.x = (word.x + dx) * scale;
    word.y = (word.y + dy) * scale;
    word.width *= scale;
    word.height *= scale;
  }
  return { widthPoints: width * scale, heightPoints: height * scale, words };
}

function readWords(
  words: readonly DrawnWord[],
  page: DrawnPage,
  medium: Medium,
  random: Random,
): NoisyWord[] {
  const wear = wearOf(medium, random);
  const read: NoisyWord[] = [];
  // A part of the page may be faint or in shadow.
  const faint = random.chance(0.15)
    ? {
        from: random.next() * page.heightPoints,
        height: random.between(0.05, 0.3) * page.heightPoints,
        times: random.between(2, 8),
      }
    : null;
  for (const line of linesOf(words)) {
    if (random.chance(wear.lostLines * (line.length > 12 ? 0.3 : 1))) continue;
    const rate =
      wear.letters *
      (faint && line[0]!.y > faint.from && line[0]!.y < faint.from + faint.height ? faint.times : 1);
    readLine(line, wear, Math.min(0.4, rate), random, read);
  }
  addGarbage(page, wear, random, read);
  bend(read, page, wear, random);
  return read;
}

function linesOf(words: readonly DrawnWord[]): DrawnWord[][] {
  const lines: DrawnWord[][] = [];
  let last: DrawnWord | undefined;
  for (const word of words) {
    if (
      !last ||
      word.x < last.x ||
      Math.abs(word.y + word.height / 2 - last.y - last.height / 2) > 0.5 * last.height
    )
      lines.push([]);
    lines.at(-1)!.push(word);
    last = word;
  }
  return lines;
}

function readLine(
  line: readonly DrawnWord[],
  wear: Wear,
  rate: number,
  random: Random,
  read: NoisyWord[],
): void {
  let previous: NoisyWord | undefined;
  for (const word of line) {
    const short = word.text.length <= 2 && !/\d/.test(word.text);
    if (random.chance(short ? wear.lostShort + wear.lostWords : wear.lostWords)) continue;
    // Small print is read worse, large print better.
    const size = word.size < 6.5 ? 2.2 : word.size < 8 ? 1.2 : word.size > 14 ? 0.6 : 1;
    if (word.artwork) {
      if (random.chance(0.35)) continue;
      const { text } = misread(random, word.text, random.pick([0, 0.1, 0.4]));
      previous = { ...word, text, confidence: random.between(0.6, 0.99) };
      read.push(previous);
      continue;
    }
    const seen = misread(random, word.text, rate * size);
    let text = seen.text;
    let wrong = seen.wrong;
    if (wear.accents > 0 && /[\u00c0-\u017f]/.test(text) && random.chance(wear.accents)) {
      text = withoutAccents(text);
      wrong += 0.5;
    }
    if (text === '') continue;
    const confidence = confidenceOf(random, wrong, text.length, rate);
    const gap = previous ? word.x - previous.x - previous.width : Number.POSITIVE_INFINITY;
    if (previous && gap < 0.55 * word.size && gap > -word.size && random.chance(wear.merged)) {
      previous.text += text;
      previous.width = word.x + word.width - previous.x;
      previous.confidence = Math.min(previous.confidence, confidence);
      previous.marks = [...previous.marks, ...word.marks];
      continue;
    }
    if (text.length >= 4 && random.chance(wear.split)) {
      const at = random.int(1, text.length - 1);
      const cut = (word.width * at) / text.length;
      read.push({ ...word, text: text.slice(0, at), width: cut * 0.95, confidence });
      previous = { ...word, text: text.slice(at), x: word.x + cut, width: word.width - cut, confidence };
      read.push(previous);
      continue;
    }
    previous = { ...word, text, confidence };
    read.push(previous);
  }
}

/** Right words are nearly always above 0.9; of wrong ones, half are too where the page is good. */
function confidenceOf(random: Random, wrong: number, length: number, rate: number): number {
  const cap = (value: number) => Math.round(Math.min(1, Math.max(0.25, value)) * 1000) / 1000;
  if (wrong === 0)
    return cap(
      1 -
        random.next() ** 3 * (0.03 + 2.2 * rate) -
        (random.chance(0.01 + rate) ? random.between(0, 0.3) : 0),
    );
  if (random.chance(Math.max(0.25, 0.92 - 9 * rate))) return cap(1 - random.next() ** 2 * 0.1);
  return cap(0.95 - random.between(0.05, 0.5) - (0.3 * wrong) / length);
}

/** Boxes as an engine gives them: tight around the ink, a little off, on lines that climb or fall. */
function bend(read: readonly NoisyWord[], page: DrawnPage, wear: Wear, random: Random): void {
  const slope = Math.tan((wear.skew * Math.PI) / 180);
  const curve = random.around(0, 0.004);
  const shear = random.around(0, 0.006);
  const shiftX = random.around(0, 3);
  const shiftY = random.around(0, 3);
  for (const word of read) {
    const middle = word.y + 0.46 * word.height;
    const height = word.height * wear.height * random.between(0.92, 1.08);
    const noise = wear.jitter * word.height;
    const dx = (random.next() + random.next() - 1) * noise;
    const dw = (random.next() + random.next() - 1) * noise;
    const across = word.x - page.widthPoints / 2;
    word.x += dx + shiftX + shear * (middle - page.heightPoints / 2);
    word.width = Math.max(1, word.width + dw);
    word.y =
      middle -
      height / 2 +
      across * slope +
      (curve * across * across) / page.widthPoints +
      (random.next() - 0.5) * noise * 0.5 +
      shiftY;
    word.height = height;
  }
}
