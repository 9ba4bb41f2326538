/** Labels with their values, in the arrangements that documents use. */
import { type Align, Block, widthIn } from '../drawing/block.ts';
import { joined, plain, type Text } from '../drawing/text.ts';
import type { Random } from '../random.ts';
import { type Style, type as typed } from './style.ts';

export interface Pair {
  label: string;
  value: Text;
  strong?: boolean;
}

export type PairForm = 'inline' | 'columns' | 'spread' | 'stacked' | 'headings' | 'grid';

/** A block of pairs, at most `width` wide. `align` moves inline pairs. */
export function pairsBlock(
  random: Random,
  style: Style,
  pairs: readonly Pair[],
  form: PairForm,
  width: number,
  align: Align = 'left',
): Block {
  switch (form) {
    case 'inline':
      return inline(style, pairs, width, align);
    case 'stacked':
      return stackedPairs(style, pairs, width, align);
    case 'headings':
      return headings(random, style, pairs, width);
    case 'grid':
      return grid(random, style, pairs, width);
    default:
      return columns(random, style, pairs, width, form === 'spread');
  }
}

function inline(style: Style, pairs: readonly Pair[], width: number, align: Align): Block {
  const block = new Block(width);
  for (const pair of pairs) {
    const label = style.words.withColon(pair.label);
    const touches = style.labelGap === '' && /[:°#º]$/.test(label);
    const text = joined(label, label === '' || touches ? '' : style.labelGap || ' ', pair.value);
    const bold = (pair.strong ?? false) || (style.boldValues && style.boldLabels);
    if (
      style.boldLabels !== style.boldValues &&
      align === 'left' &&
      widthIn(text, typed(style, { bold: true })) < width
    ) {
      const labelStyle = typed(style, { bold: style.boldLabels });
      const y = block.height + style.size * (0.5 * (style.leading - 1) + 0.9);
      block.text(0, y, label, labelStyle);
      block.text(
        widthIn(`${label} `, labelStyle),
        y,
        pair.value,
        typed(style, { bold: style.boldValues || pair.strong === true }),
      );
      block.height = y + style.size * (style.leading - 0.5 * (style.leading - 1) - 0.9);
    } else block.line(text, typed(style, { bold }), align, style.leading);
  }
  return block;
}

function columns(
  random: Random,
  style: Style,
  pairs: readonly Pair[],
  width: number,
  spread: boolean,
): Block {
  const labelStyle = typed(style, { bold: style.boldLabels });
  const labels = pairs.map(({ label }) => style.words.withColon(label));
  const widest = Math.max(...labels.map((label) => widthIn(label, labelStyle)));
  const column = Math.min(width * 0.65, widest + random.between(4, 26));
  const block = new Block(width);
  const lined = random.chance(0.2);
  pairs.forEach((pair, index) => {
    const top = block.height;
    const y = top + style.size * (0.5 * (style.leading - 1) + 0.9);
    const valueStyle = typed(style, { bold: style.boldValues || pair.strong === true });
    if (style.labelAlign === 'right' && !spread)
      block.text(column - 4, y, labels[index]!, labelStyle, 'right');
    else block.text(0, y, labels[index]!, pair.strong ? { ...labelStyle, bold: true } : labelStyle);
    const room = width - column;
    if (spread) block.text(width, y, pair.value, valueStyle, 'right');
    else {
      const inner = new Block(Math.max(room, 60));
      inner.line(pair.value, valueStyle, 'left', style.leading);
      block.place(inner, column, top);
    }
    block.height = Math.max(block.height, top + style.size * style.leading);
    if (lined) block.rule(0, block.height, width, block.height, 0.4, '#bbbbbb');
  });
  return block;
}

function stackedPairs(style: Style, pairs: readonly Pair[], width: number, align: Align): Block {
  const block = new Block(width);
  for (const pair of pairs) {
    block.line(
      pair.label,
      typed(style, { size: 0.82, bold: style.boldLabels, color: style.boldLabels ? style.ink : '#666666' }),
      align,
      style.leading,
    );
    block.line(
      pair.value,
      typed(style, { bold: style.boldValues || pair.strong === true }),
      align,
      style.leading,
    );
    block.gap(style.size * 0.35);
  }
  return block;
}

/** One row of labels over one row of values, in cells of the width they need. */
function headings(random: Random, style: Style, pairs: readonly Pair[], width: number): Block {
  const block = new Block(width);
  const perRow = Math.min(pairs.length, random.int(3, 5));
  const form = random.weighted({ boxed: 3, plain: 2, filled: 2, ruled: 2 });
  const center = random.chance(0.5);
  for (let from = 0; from < pairs.length; from += perRow) {
    const row = pairs.slice(from, from + perRow);
    const need = row.map(
      (pair) =>
        Math.max(
          widthIn(pair.label, typed(style, { bold: true })),
          widthIn(plain(pair.value), typed(style, { bold: true })),
        ) + 8,
    );
    const total = need.reduce((sum, part) => sum + part, 0);
    const scale = Math.max(1, width / total);
    const shrink = total > width ? Math.max(0.6, width / total) : 1;
    const top = block.height + (from > 0 ? 3 : 0);
    const height = style.size * 1.7;
    if (form === 'filled') block.box(0, top, Math.min(width, total * scale), height, { fill: '#e4e8ee' });
    let x = 0;
    row.forEach((pair, index) => {
      const cell = need[index]! * scale * shrink;
      const at = center ? x + cell / 2 : x + 4;
      block.text(
        at,
        top + height * 0.68,
        pair.label,
        typed(style, { size: 0.92 * shrink, bold: style.boldLabels }),
        center ? 'center' : 'left',
      );
      block.text(
        at,
        top + height * 1.68,
        pair.value,
        typed(style, { size: shrink, bold: style.boldValues }),
        center ? 'center' : 'left',
      );
      if (form === 'boxed') block.box(x, top, cell, height * 2, { stroke: '#777777' });
      x += cell;
    });
    if (form === 'ruled' || form === 'boxed')
      block.rule(0, top + height, Math.min(x, width), top + height, 0.5);
    block.height = top + height * 2;
  }
  return block;
}

/** Two pairs a row, each its label above or before its value. */
function grid(random: Random, style: Style, pairs: readonly Pair[], width: number): Block {
  const left = pairs.filter((_, index) => index % 2 === 0);
  const right = pairs.filter((_, index) => index % 2 === 1);
  const form: PairForm = random.chance(0.5) ? 'stacked' : 'inline';
  const block = new Block(width);
  const half = width / 2 - 6;
  block.place(pairsBlock(random, style, left, form, half), 0, 0);
  if (right.length > 0) block.place(pairsBlock(random, style, right, form, half), half + 12, 0);
  return block;
}
