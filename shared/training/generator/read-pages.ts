/** From a drawing to the pages that a reader gives, and to the places where the true values stand on them. */
import type { Box, Page, Word } from '../../domain/page/page.ts';
import type { Drawing, Mark, Medium, Occurrence, TruthLabel } from './document.ts';
import { boxOn, pageWords } from './drawing/page-words.ts';
import { throughMedium, type WornPage } from './noise/medium.ts';
import type { Random } from './random.ts';

export interface ReadDrawing {
  pages: Page[];
  /** The showings of each value, by label and group. */
  occurrences: Map<TruthLabel, Map<number, Occurrence>>;
}

/** Reads a drawing as the product's readers would through a medium. */
export function readDrawing(drawing: Drawing, medium: Medium, random: Random): ReadDrawing {
  const occurrences: ReadDrawing['occurrences'] = new Map();
  const letters =
    medium === 'digital'
      ? { ascent: random.pick([0.75, 0.89, 0.9, 0.95, 0.72]), descent: random.pick([0.2, 0.21, 0.21, 0.27]) }
      : { ascent: 0.75, descent: 0.21 };
  const pages = drawing.pages.map((drawn, index) => {
    const clean = pageWords(drawn, letters).filter((word) => medium !== 'digital' || !word.artwork);
    const worn = throughMedium(clean, drawn, medium, random);
    const { words } = worn;
    const result: Word[] = words.map(({ text, x, y, width, height, confidence }) => ({
      text,
      box: boxOn(worn, x, y, width, height),
      confidence,
    }));
    for (const run of drawn.runs)
      for (const mark of run.marks) note(occurrences, mark, run.text.slice(mark.from, mark.to), index + 1);
    words.forEach((word, at) => {
      for (const mark of word.marks) addWord(occurrences, mark, at, result[at]!.box);
    });
    return page(worn, index, medium, result);
  });
  return { pages, occurrences };
}

function page(drawn: WornPage, index: number, medium: Medium, words: Word[]): Page {
  let sum = 0;
  for (const word of words) sum += word.confidence;
  return {
    number: index + 1,
    widthPoints: drawn.widthPoints,
    heightPoints: drawn.heightPoints,
    provider: medium === 'digital' ? 'text-layer' : 'ppocr',
    words,
    confidence: words.length === 0 ? 0 : sum / words.length,
  };
}

function note(occurrences: ReadDrawing['occurrences'], mark: Mark, printed: string, page: number): void {
  let groups = occurrences.get(mark.label);
  if (!groups) {
    groups = new Map();
    occurrences.set(mark.label, groups);
  }
  const known = groups.get(mark.group);
  if (known) known.printed += ` ${printed}`;
  else groups.set(mark.group, { page, words: [], box: { x: 0, y: 0, width: 0, height: 0 }, printed });
}

function addWord(occurrences: ReadDrawing['occurrences'], mark: Mark, word: number, box: Box): void {
  const occurrence = occurrences.get(mark.label)?.get(mark.group);
  if (!occurrence || occurrence.words.includes(word)) return;
  occurrence.box = occurrence.words.length === 0 ? { ...box } : union(occurrence.box, box);
  occurrence.words.push(word);
}

function union(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}
