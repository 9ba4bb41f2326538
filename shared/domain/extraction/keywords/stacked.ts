/** Labels that a narrow cell breaks over two lines: "Sub / Total", "Invoice / Date", "Montant / HT". */
import { neighbour } from '../candidates/columns.ts';
import type { Layout, Line, Segment, Token } from '../layout/layout.ts';

/** Two lines of one cell are no further apart than this, from middle to middle, in heights of the taller one. */
const CELL_SPACING = 1.9;
/** Parts of a label have no more words than this. */
const MOST_WORDS = 3;
/** A value right of the upper word answers it: it then stands for itself. In heights of its line. */
const ANSWER_REACH = 20;

export interface Stack {
  /** The words of both lines, the upper ones first, as one line. */
  joined: Line;
  /** How many tokens of it are the upper line's. */
  upper: number;
  lower: Line;
  /** Index in the lower line of its first token here. */
  firstLower: number;
}

/** Short cells of a line that continue a short cell right above them. */
export function stacksOn(line: Line, layout: Layout): Stack[] {
  const stacks: Stack[] = [];
  let index = 0;
  for (const segment of line.segments) {
    const firstLower = index;
    index += segment.tokens.length;
    const lower = wordsOf(segment);
    if (lower.length === 0) continue;
    const above = neighbour(layout, segment, -1);
    if (!above || above.tokens.length > MOST_WORDS || wordsOf(above).length !== above.tokens.length) continue;
    const home = layout.lines[above.line]!;
    const distance = (segment.y0 + segment.y1 - above.y0 - above.y1) / 2;
    if (distance > CELL_SPACING * Math.max(segment.y1 - segment.y0, above.y1 - above.y0)) continue;
    if (isAnswered(above, home)) continue;
    const tokens = [...above.tokens, ...lower];
    stacks.push({ joined: { ...line, tokens }, upper: above.tokens.length, lower: line, firstLower });
  }
  return stacks;
}

/** The words that a cell begins with, before any figure. */
function wordsOf(segment: Segment): Token[] {
  const end = segment.tokens.findIndex((token) => /\d/.test(token.text));
  const words = end < 0 ? segment.tokens : segment.tokens.slice(0, end);
  return words.slice(0, MOST_WORDS);
}

function isAnswered(segment: Segment, line: Line): boolean {
  return line.tokens.some(
    (token) =>
      token.x0 > segment.x1 && token.x0 - segment.x1 < ANSWER_REACH * line.height && /\d/.test(token.text),
  );
}
