/**
 * Widths of the letters of the PDF standard fonts, in thousandths of the font size (Adobe's Core 14 metrics, which
 * every PDF reader must know: ISO 32000-1, 9.6.2.2). Characters from space to ~; others below.
 */
import type { Family } from '../document.ts';

const ASCII: Readonly<Record<string, string>> = {
  sans:
    '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 ' +
    '556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 ' +
    '611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 ' +
    '667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 ' +
    '222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584',
  sansBold:
    '278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 ' +
    '556 556 556 556 556 556 556 333 333 584 584 584 611 975 722 722 722 722 667 ' +
    '611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 ' +
    '667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 ' +
    '278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584',
  serif:
    '250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 ' +
    '500 500 500 500 500 500 500 278 278 564 564 564 444 921 722 667 667 722 611 ' +
    '556 722 722 333 389 722 611 889 722 722 556 722 667 556 611 722 722 944 722 ' +
    '722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 ' +
    '278 778 500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541',
  serifBold:
    '250 333 555 500 500 1000 833 278 333 333 500 570 250 333 250 278 500 500 500 ' +
    '500 500 500 500 500 500 500 333 333 570 570 570 500 930 722 667 722 722 667 ' +
    '611 778 778 389 500 778 667 944 722 778 611 778 722 556 667 722 722 1000 722 ' +
    '722 667 333 278 333 581 500 333 500 556 444 556 444 333 500 556 278 333 556 ' +
    '278 833 556 500 556 556 444 389 333 556 500 722 500 500 444 394 220 394 520',
};

const OTHER: Readonly<Record<string, number>> = {
  '€': 556,
  '£': 556,
  '°': 400,
  ß: 611,
  º: 365,
  ª: 370,
  '·': 278,
  '•': 350,
  œ: 944,
  '’': 222,
  '–': 556,
  '—': 1000,
  '§': 556,
  '«': 556,
  '»': 556,
  '©': 737,
  ø: 611,
};

const FALLBACK = 556;
const tables = new Map<string, Float64Array>();

function tableOf(family: Family, bold: boolean): Float64Array {
  const name = `${family}${bold ? 'Bold' : ''}`;
  let table = tables.get(name);
  if (!table) {
    table = new Float64Array(0x180).fill(-1);
    const widths = ASCII[name]!.split(' ').map(Number);
    for (let code = 32; code < 127; code++) table[code] = widths[code - 32]!;
    tables.set(name, table);
  }
  return table;
}

function widthOf(character: string, table: Float64Array): number {
  const code = character.charCodeAt(0);
  const known = code < table.length ? table[code]! : -1;
  if (known >= 0) return known;
  // An accent changes nothing in the width of a letter; a no-break space is a space.
  const base = code === 0xa0 || code === 0x202f ? ' ' : character.normalize('NFD')[0]!;
  const width = OTHER[character] ?? (base === character ? FALLBACK : widthOf(base, table));
  if (code < table.length) table[code] = width;
  return width;
}

/** Width of a text in points at a font size in points. */
export function textWidth(text: string, size: number, family: Family, bold: boolean): number {
  if (family === 'mono') return text.length * size * 0.6;
  const table = tableOf(family, bold);
  let width = 0;
  for (let i = 0; i < text.length; i++) {
    const known = table[text.charCodeAt(i)];
    width += known !== undefined && known >= 0 ? known : widthOf(text[i]!, table);
  }
  return (width * size) / 1000;
}
