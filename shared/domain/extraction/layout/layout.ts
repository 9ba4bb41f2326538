/**
 * The words of a document as lines and segments. Places are in points with the page's skew taken out, so that
 * "on the same line" and "below" mean what they mean to a reader; the original box is kept for the answer.
 */
import type { Box, Page, Provider } from '../../page/page.ts';
import { heldUpright, type UprightPage } from '../../page/upright.ts';
import { fold } from '../../text/fold.ts';
import { deskew } from './deskew.ts';
import { median } from './median.ts';
import { splitWord } from './split-word.ts';

/** A piece of text without spaces: a word as read, or a part of one that stands for itself. */
export interface Token {
  text: string;
  folded: string;
  /** Points, deskewed. */
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  confidence: number;
  /** As read, in fractions of the page. */
  box: Box;
  /** Who read it, where that is not who read the page. */
  provider?: Provider;
}

/** Tokens of a line that stand together: a cell, a column of an address, a sentence. */
export interface Segment extends Place {
  tokens: Token[];
  text: string;
}

/** Something that occupies a rectangle of a page. */
export interface Place {
  /** Index of the page in the layout. */
  page: number;
  /** Index of the line in the layout. */
  line: number;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface Line extends Place {
  tokens: Token[];
  segments: Segment[];
  /** Tokens joined by one space, or by three where the gap is wider than a space. */
  text: string;
  /** Offset in `text` of each token. */
  offsets: number[];
  /** Typical height of its words, in points. */
  height: number;
}

interface LayoutPage {
  number: number;
  width: number;
  height: number;
  provider: Provider;
  /** Lines [firstLine, lastLine) of the layout are this page's. */
  firstLine: number;
  lastLine: number;
  /** Median word height in points. */
  bodyHeight: number;
}

export interface Layout {
  pages: LayoutPage[];
  lines: Line[];
}

/** Boxes of OCR hug the ink: capitals are about 0.7 of the letter height that a text layer gives. */
const INK_HEIGHT = 0.7;
/** A gap wider than this many word heights is more than a space inside a phrase. */
const WIDE_GAP = 0.85;
/** A gap wider than this many word heights starts another cell or column. */
const SEGMENT_GAP = 1.5;

/** Words of a page beyond this number are left aside: no invoice has them, and time must stay bounded. */
const MAX_WORDS = 6000;
/** Nor has one words longer than this; what follows is cut. */
const MAX_WORD_LENGTH = 120;
/** Nor a line with more words than this: every value of a line is weighed against its labels. */
const MAX_LINE_WORDS = 200;

/** Arranges pages into lines. Never throws: words without text or with boxes that are no numbers are dropped. */
export function layOut(pages: readonly Page[]): Layout {
  const layout: Layout = { pages: [], lines: [] };
  for (const page of pages) {
    const upright = heldUpright(page);
    const tokens = page.provider === 'text-layer' ? tokensOf(page, upright) : deskew(tokensOf(page, upright));
    const bodyHeight = median(tokens.map((token) => token.y1 - token.y0)) || 10;
    const ink = page.provider === 'text-layer' || page.provider === 'xml' ? 1 : INK_HEIGHT;
    const firstLine = layout.lines.length;
    const index = layout.pages.length;
    for (const row of rowsOf(tokens, bodyHeight))
      layout.lines.push(lineOf(row, index, layout.lines.length, ink));
    layout.pages.push({
      number: page.number,
      width: upright.widthPoints,
      height: upright.heightPoints,
      provider: page.provider,
      firstLine,
      lastLine: layout.lines.length,
      bodyHeight,
    });
  }
  return layout;
}

function tokensOf(page: Page, upright: UprightPage): Token[] {
  const tokens: Token[] = [];
  for (const word of page.words.slice(0, MAX_WORDS)) {
    const { x, y, width: w, height: h } = word.box;
    if (!(Number.isFinite(x + y + w + h) && w >= 0 && h > 0)) continue;
    for (const part of splitWord(word.text.trim().slice(0, MAX_WORD_LENGTH))) {
      tokens.push({
        text: part.text,
        folded: fold(part.text),
        ...upright.part(word.box, part.from, part.to),
        confidence: Math.min(1, Math.max(0, word.confidence)) || 0,
        ...(word.provider && { provider: word.provider }),
      });
    }
  }
  return tokens;
}

/** Groups tokens whose middles lie on one height. Tall words (a logo, a title) must not swallow two lines. */
function rowsOf(tokens: readonly Token[], bodyHeight: number): Token[][] {
  const middle = (token: Token) => (token.y0 + token.y1) / 2;
  const sorted = [...tokens].sort((a, b) => middle(a) - middle(b));
  const rows: { tokens: Token[]; middle: number; height: number }[] = [];
  for (const token of sorted) {
    const height = Math.min(token.y1 - token.y0, 2.5 * bodyHeight);
    let home: (typeof rows)[number] | undefined;
    let nearest = Infinity;
    for (let i = rows.length - 1; i >= 0 && i >= rows.length - 4; i--) {
      const row = rows[i]!;
      const distance = Math.abs(middle(token) - row.middle);
      const reach = 0.45 * Math.max(Math.min(height, row.height), 0.5 * bodyHeight);
      if (distance <= reach && distance < nearest) {
        home = row;
        nearest = distance;
      }
    }
    if (home) {
      const n = home.tokens.push(token);
      home.middle += (middle(token) - home.middle) / n;
      home.height += (height - home.height) / n;
    } else rows.push({ tokens: [token], middle: middle(token), height });
  }
  return withStraySums(rows.sort((a, b) => a.middle - b.middle)).map((row) =>
    row.tokens.sort((a, b) => a.x0 - b.x0).slice(0, MAX_LINE_WORDS),
  );
}

interface Row {
  tokens: Token[];
  middle: number;
  height: number;
}

const SUM = /^[^\p{L}\d]{0,2}\d[\d.,]*[.,]\d{2}[^\p{L}\d]{0,2}$/u;

/**
 * A sum at the right edge of a page that perspective tilts stands a little above its label or below it. Where a row is
 * nothing but a sum and the row beside it nothing but words to its left, they are one.
 */
function withStraySums(rows: readonly Row[]): Row[] {
  const merged: Row[] = [];
  for (const row of rows) {
    const before = merged.at(-1);
    const [sum, words] = before && isSum(before) ? [before, row] : [row, before];
    if (before && sum && words && isSum(sum) && !words.tokens.some(({ text }) => /\d[.,]\d{2}/.test(text))) {
      const right =
        Math.min(...sum.tokens.map(({ x0 }) => x0)) >= Math.max(...words.tokens.map(({ x1 }) => x1));
      if (right && row.middle - before.middle < 0.7 * Math.min(row.height, before.height)) {
        before.tokens.push(...row.tokens);
        before.middle = words.middle;
        before.height = words.height;
        continue;
      }
    }
    merged.push(row);
  }
  return merged;
}

function isSum({ tokens }: Row): boolean {
  return tokens.length === 1 && SUM.test(tokens[0]!.text);
}

function lineOf(tokens: Token[], page: number, index: number, ink: number): Line {
  const height = median(tokens.map((token) => token.y1 - token.y0));
  const offsets: number[] = [];
  const segments: Segment[] = [];
  let text = '';
  let start = 0;
  tokens.forEach((token, i) => {
    const gap = i === 0 ? 0 : token.x0 - tokens[i - 1]!.x1;
    if (i > 0) text += gap > (WIDE_GAP * height) / ink ? '   ' : ' ';
    if (i > 0 && gap > (SEGMENT_GAP * height) / ink) {
      segments.push(segmentOf(tokens.slice(start, i), page, index));
      start = i;
    }
    offsets.push(text.length);
    text += token.text;
  });
  segments.push(segmentOf(tokens.slice(start), page, index));
  return { ...bounds(tokens), page, line: index, tokens, segments, text, offsets, height };
}

function segmentOf(tokens: Token[], page: number, line: number): Segment {
  return { ...bounds(tokens), page, line, tokens, text: textOf(tokens) };
}

/** Tokens joined by single spaces; parts of one word are joined as they stood. */
export function textOf(tokens: readonly Token[]): string {
  let text = '';
  tokens.forEach((token, i) => {
    const previous = tokens[i - 1];
    const touches =
      previous !== undefined && Math.abs(token.x0 - previous.x1) < 0.01 && token.box.y === previous.box.y;
    text += (i === 0 || touches ? '' : ' ') + token.text;
  });
  return text;
}

/** The rectangle around tokens, in points. */
export function bounds(tokens: readonly Token[]): { x0: number; y0: number; x1: number; y1: number } {
  let x0 = Infinity;
  let y0 = Infinity;
  let x1 = -Infinity;
  let y1 = -Infinity;
  for (const token of tokens) {
    x0 = Math.min(x0, token.x0);
    y0 = Math.min(y0, token.y0);
    x1 = Math.max(x1, token.x1);
    y1 = Math.max(y1, token.y1);
  }
  return { x0, y0, x1, y1 };
}

/** The rectangle around tokens as read, in fractions of the page, within 0–1. */
export function boxOf(tokens: readonly Token[]): Box {
  const clamp = (value: number) => Math.min(1, Math.max(0, value));
  const left = clamp(Math.min(...tokens.map((token) => token.box.x)));
  const top = clamp(Math.min(...tokens.map((token) => token.box.y)));
  const right = clamp(Math.max(...tokens.map((token) => token.box.x + token.box.width)));
  const bottom = clamp(Math.max(...tokens.map((token) => token.box.y + token.box.height)));
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return { x: round(left), y: round(top), width: round(right - left), height: round(bottom - top) };
}

/** The tokens of a line that a range of its text covers. */
export function tokensAt(line: Line, start: number, end: number): Token[] {
  return line.tokens.filter(
    (token, i) => line.offsets[i]! < end && line.offsets[i]! + token.text.length > start,
  );
}
