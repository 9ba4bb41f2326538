/** From a drawing to the words that a text layer gives, each with the values it belongs to. */
import type { Box } from '../../../domain/page/page.ts';
import type { DrawnPage, Mark, Run } from '../document.ts';
import { textWidth } from './metrics.ts';

/** A word on its way to a page: still in points, with the marks of its letters. */
export interface DrawnWord {
  text: string;
  /** Points from the top left corner. */
  x: number;
  y: number;
  width: number;
  height: number;
  marks: Mark[];
  artwork: boolean;
  bold: boolean;
  size: number;
}

/** Height above and below the baseline that readers give words, in font sizes; fonts tell different ones. */
export interface LetterHeight {
  ascent: number;
  descent: number;
}

function wordsOfRun(run: Run, { ascent, descent }: LetterHeight): DrawnWord[] {
  const words: DrawnWord[] = [];
  const width = (text: string) => textWidth(text, run.size, run.family, run.bold) * run.stretch;
  for (const match of run.text.matchAll(/[^\s\u00a0\u202f]+/g)) {
    const [text] = match;
    const from = match.index;
    const to = from + text.length;
    words.push({
      text,
      x: run.x + width(run.text.slice(0, from)),
      y: run.y - ascent * run.size,
      width: width(text),
      height: (ascent + descent) * run.size,
      marks: run.marks.filter((mark) => mark.from < to && mark.to > from),
      artwork: run.artwork ?? false,
      bold: run.bold,
      size: run.size,
    });
  }
  return words;
}

/** The words of a page in reading order: line by line, left to right. Runs that touch give one word. */
export function pageWords(page: DrawnPage, letters: LetterHeight): DrawnWord[] {
  const words = page.runs.flatMap((run) => wordsOfRun(run, letters));
  // Lines by baseline: a word joins the line whose middle it shares.
  const byMiddle = words
    .map((word) => ({ word, middle: word.y + word.height / 2 }))
    .sort((a, b) => a.middle - b.middle);
  const lines: { middle: number; height: number; words: DrawnWord[] }[] = [];
  for (const { word, middle } of byMiddle) {
    let line = lines.at(-1);
    if (!line || middle - line.middle > 0.45 * Math.min(word.height, line.height)) {
      line = { middle, height: word.height, words: [] };
      lines.push(line);
    }
    line.words.push(word);
  }
  const result: DrawnWord[] = [];
  for (const line of lines) {
    let last: DrawnWord | undefined;
    for (const word of line.words.sort((a, b) => a.x - b.x)) {
      const gap = last ? word.x - (last.x + last.width) : Infinity;
      if (
        last &&
        gap < 0.05 * word.size &&
        gap > -0.3 * word.size &&
        Math.abs(last.size - word.size) < 0.01 &&
        last.artwork === word.artwork
      ) {
        last.text += word.text;
        last.width = word.x + word.width - last.x;
        last.marks = [...last.marks, ...word.marks];
      } else {
        result.push(word);
        last = word;
      }
    }
  }
  return result;
}

/** A box in fractions of the page, cut to it. */
export function boxOn(
  page: { widthPoints: number; heightPoints: number },
  x: number,
  y: number,
  width: number,
  height: number,
): Box {
  const cut = (value: number) => Math.min(1, Math.max(0, value));
  const left = cut(x / page.widthPoints);
  const top = cut(y / page.heightPoints);
  return {
    x: left,
    y: top,
    width: cut((x + width) / page.widthPoints) - left,
    height: cut((y + height) / page.heightPoints) - top,
  };
}
