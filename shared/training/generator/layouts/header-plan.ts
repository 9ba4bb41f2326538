/** How a sheet is laid out: its margins, and which parts of the header stand where. */
import type { Random } from '../random.ts';

/** Rows of the header: which parts stand side by side. S seller, T title, M references, B buyer, D delivery, - nothing. */
const HEADERS = [
  ['S|TM', '-|B'],
  ['S|TM', 'B|D'],
  ['S|B', 'T', 'M'],
  ['S|B', 'TM|-'],
  ['S|-', '-|B', 'T', 'M'],
  ['S|T', 'B|M'],
  ['T|S', 'B|M'],
  ['T', 'S|B', 'M'],
  ['T', 'S|B|M'],
  ['S', 'T', 'B|M'],
  ['S', 'B|TM'],
  ['TM|S', 'B|-'],
  ['-|S', 'B', 'T', 'M'],
  ['-|S', 'B|M', 'T'],
  ['-|S', 'T', 'M|B'],
  ['S|M', 'T', 'B'],
  ['S|M', 'B|D', 'T'],
  ['S|TM', 'B'],
  ['B|S', 'T|M'],
  ['B|S', 'TM'],
  ['B|TM', 'S'],
  ['T|M', 'S|B'],
  ['T|M', 'S|B|D'],
  ['TM', 'S|B'],
  ['S', 'M|B', 'T'],
  ['S|T', 'M', 'B|D'],
  ['S|T', 'M|B'],
  ['S|B', 'D|TM'],
  ['S|TM', 'D|B'],
  ['T', 'S|B', 'M|D'],
  ['S|B|D', 'T|M'],
  ['-|TM', 'S|B', 'D'],
  ['M|S', 'T', 'B'],
  ['S|TMB'],
  ['SB|TM'],
  ['ST|MB'],
  ['TS|MB'],
  ['SM|TB'],
  ['TM|SB'],
];

/** Margins and sizes of the paper. */
export interface Sheet {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** A sheet of A4, or of letter paper. */
export function sheetOf(random: Random, letter: boolean): Sheet {
  const left = random.between(26, 72);
  return {
    width: letter ? 612 : 595.28,
    height: letter ? 792 : 841.89,
    left,
    right: random.chance(0.7) ? left : random.between(26, 60),
    top: random.between(22, 60),
    bottom: random.between(20, 48),
  };
}

/** Rows of the header from top to bottom, cells parted by `|`. */
export function headerPattern(random: Random): string[] {
  const pattern = random.pick(HEADERS);
  if (random.chance(0.75)) return pattern;
  // Something nobody thought of: the parts in any order, one to three a row.
  const parts = random.shuffled(['S', 'T', 'M', 'B']);
  const rows: string[] = [];
  while (parts.length > 0) {
    const count = Math.min(parts.length, random.int(1, 3));
    rows.push(parts.splice(0, count).join('|'));
  }
  return rows;
}
