/** A strip of till paper: lines of characters in columns, as receipt printers set them. */

import type { Family } from '../document.ts';
import { Block, Canvas, type TypeStyle, widthIn } from '../drawing/block.ts';
import { plain, type Text } from '../drawing/text.ts';
import type { Random } from '../random.ts';

/** How a strip prints. */
export interface TillStyle {
  family: Family;
  size: number;
  stretch: number;
  /** Width of the printed part, points. */
  width: number;
  margin: number;
  leading: number;
  upper: boolean;
  rule: 'dashes' | 'equals' | 'stars' | 'dots' | 'line' | 'none';
  color: string;
}

/** A printer of a kind that shops have. */
export function inventTill(random: Random): TillStyle {
  const family = random.weighted<Family>({ mono: 7, sans: 3, serif: 0.4 });
  const columns = random.pick([32, 38, 40, 42, 42, 48]);
  const size = random.between(6.8, 9.2);
  const stretch = random.pick([0.8, 0.88, 0.95, 1, 1]);
  return {
    family,
    size,
    stretch,
    width: family === 'mono' ? columns * size * 0.6 * stretch : random.between(150, 225),
    margin: random.between(8, 26),
    leading: random.between(1.08, 1.45),
    upper: random.chance(0.35),
    rule: random.weighted({ dashes: 5, equals: 1.5, stars: 0.7, dots: 0.7, line: 1.5, none: 2 }),
    color: random.pick(['#000000', '#111111', '#222244', '#333333', '#444444']),
  };
}

/** A strip that grows downwards. */
export class TillPaper {
  readonly block: Block;
  readonly style: TillStyle;
  #ruled = false;

  constructor(style: TillStyle) {
    this.style = style;
    this.block = new Block(style.width);
  }

  #look(scale: number, bold: boolean): TypeStyle {
    const { family, size, stretch, color } = this.style;
    return { family, size: size * scale, stretch, color, bold };
  }

  #cased(text: Text): Text {
    if (!this.style.upper) return text;
    const up = (part: string) => part.toUpperCase();
    return (Array.isArray(text) ? text : [text]).map((piece) =>
      typeof piece === 'string' ? up(piece) : { ...piece, text: up(piece.text) },
    );
  }

  /** One text, which wraps. */
  line(
    text: Text,
    align: 'left' | 'center' | 'right' = 'left',
    look: { scale?: number; bold?: boolean } = {},
  ): void {
    const style = this.#look(look.scale ?? 1, look.bold ?? false);
    const need = widthIn(text, style);
    const fitted =
      need > this.style.width * 1.6
        ? style
        : need > this.style.width
          ? { ...style, stretch: (style.stretch ?? 1) * Math.max(0.75, this.style.width / need) }
          : style;
    this.block.line(this.#cased(text), fitted, align, this.style.leading);
    this.#ruled = false;
  }

  /** Texts at shares of the width (0–1): the first is left-aligned, the others end at theirs. */
  columns(
    texts: readonly Text[],
    ends: readonly number[],
    look: { scale?: number; bold?: boolean } = {},
  ): void {
    const style = this.#look(look.scale ?? 1, look.bold ?? false);
    const next = texts.findIndex((other, at) => at > 0 && plain(other) !== '');
    const room =
      (next > 0 ? ends[next]! * this.style.width - widthIn(texts[next]!, style) : this.style.width) -
      style.size * 0.5;
    const need = widthIn(texts[0]!, style);
    let first = texts[0]!;
    if (need > room * 1.3) {
      this.line(first, 'left', look);
      first = '';
    }
    const top = this.block.height;
    const y = top + style.size * 0.95;
    const squeezed = need > room ? { ...style, stretch: (style.stretch ?? 1) * (room / need) } : style;
    if (plain(first) !== '') this.block.text(0, y, this.#cased(first), squeezed);
    texts.forEach((text, index) => {
      if (index > 0 && plain(text) !== '')
        this.block.text(ends[index]! * this.style.width, y, this.#cased(text), style, 'right');
    });
    this.block.height = top + style.size * this.style.leading;
    this.#ruled = false;
  }

  /** A rule; two never follow each other. */
  rule(): void {
    if (this.#ruled) return;
    const { rule, size, width, family, stretch } = this.style;
    if (rule === 'none') this.block.gap(size * 0.6);
    else if (rule === 'line') {
      this.block.rule(0, this.block.height + 3, width, this.block.height + 3, 0.6, '#222222', true);
      this.block.gap(6);
    } else {
      const sign = { dashes: '-', equals: '=', stars: '*', dots: '.' }[rule];
      this.line(sign.repeat(Math.floor(width / widthIn(sign, { family, size, stretch }))));
    }
    this.#ruled = true;
  }

  gap(lines: number): void {
    this.block.gap(lines * this.style.size);
  }

  /** Paper cut to what is printed. */
  canvas(): Canvas {
    const { margin, width } = this.style;
    const canvas = new Canvas(width + 2 * margin, this.block.height + 2.4 * margin);
    canvas.place(this.block, margin, margin * 1.2);
    return canvas;
  }
}
