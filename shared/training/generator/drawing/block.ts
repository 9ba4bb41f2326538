/** A part of a page, composed at its own origin and placed later. */
import type { DrawnPage, Family, Mark, Run, Shape } from '../document.ts';
import { textWidth } from './metrics.ts';
import { pieces, plain, type Text, wrapped } from './text.ts';

export interface TypeStyle {
  size: number;
  bold?: boolean;
  family: Family;
  /** Horizontal scale, 1 by default. */
  stretch?: number;
  color?: string;
}

export type Align = 'left' | 'center' | 'right';

/** A run whose groups are still symbols; numbers are given when it lands on a page. */
interface LooseRun extends Omit<Run, 'marks'> {
  marks: (Omit<Mark, 'group'> & { group: symbol })[];
}

/** Width of a text in a style, in points. */
export function widthIn(text: Text, style: TypeStyle): number {
  return textWidth(plain(text), style.size, style.family, style.bold ?? false) * (style.stretch ?? 1);
}

/** Text and shapes at places relative to the block's top left corner, in points. */
export class Block {
  readonly runs: LooseRun[] = [];
  readonly shapes: Shape[] = [];
  readonly width: number;
  /** Grows with what is drawn; a block may also be given a height. */
  height = 0;

  constructor(width: number) {
    this.width = width;
  }

  /** Draws a text with its baseline at `y`; `x` is its left, middle or right by `align`. */
  text(x: number, y: number, text: Text, style: TypeStyle, align: Align = 'left', artwork = false): void {
    const content = plain(text);
    if (content.trim() === '') return;
    const width = widthIn(content, style);
    const marks: LooseRun['marks'] = [];
    let at = 0;
    for (const piece of pieces(text)) {
      const part = typeof piece === 'string' ? piece : piece.text;
      if (typeof piece !== 'string')
        marks.push({
          label: piece.label,
          group: piece.group ?? Symbol(piece.label),
          from: at,
          to: at + part.length,
        });
      at += part.length;
    }
    this.runs.push({
      text: content,
      x: align === 'right' ? x - width : align === 'center' ? x - width / 2 : x,
      y,
      size: style.size,
      bold: style.bold ?? false,
      family: style.family,
      stretch: style.stretch ?? 1,
      ...(style.color === undefined ? {} : { color: style.color }),
      ...(artwork ? { artwork: true as const } : {}),
      marks,
    });
    this.height = Math.max(this.height, y + style.size * 0.3);
  }

  /** Adds a line below what is there, aligned in the block's width; long ones wrap. `leading` is in sizes. */
  line(text: Text, style: TypeStyle, align: Align = 'left', leading = 1.3): void {
    for (const part of wrapped(text, this.width, (content) => widthIn(content, style))) {
      const x = align === 'right' ? this.width : align === 'center' ? this.width / 2 : 0;
      const top = this.height;
      this.text(x, top + style.size * (0.5 * (leading - 1) + 0.9), part, style, align);
      this.height = top + style.size * leading;
    }
  }

  gap(points: number): void {
    this.height += points;
  }

  rule(
    x1: number,
    y1: number,
    x2: number,
    y2: number,
    thickness = 0.6,
    color = '#444444',
    dashed = false,
  ): void {
    this.shapes.push({
      kind: 'rule',
      x1,
      y1,
      x2,
      y2,
      thickness,
      color,
      ...(dashed ? { dashed: true as const } : {}),
    });
  }

  box(x: number, y: number, width: number, height: number, look: { fill?: string; stroke?: string }): void {
    this.shapes.push({ kind: 'box', x, y, width, height, ...look });
  }

  shape(shape: Shape): void {
    this.shapes.push(shape);
  }

  /** Copies another block in, its corner at `x`, `y`. */
  place(block: Block, x: number, y: number): void {
    for (const run of block.runs) this.runs.push({ ...run, x: run.x + x, y: run.y + y });
    for (const shape of block.shapes) this.shapes.push(moved(shape, x, y));
    this.height = Math.max(this.height, y + block.height);
  }

  /** The block with room around it and, if told, a frame or a ground. */
  framed(padding: number, look: { fill?: string; stroke?: string }): Block {
    const outer = new Block(this.width + 2 * padding);
    outer.box(0, 0, outer.width, this.height + 2 * padding, look);
    outer.place(this, padding, padding);
    outer.height = this.height + 2 * padding;
    return outer;
  }
}

function moved(shape: Shape, x: number, y: number): Shape {
  if (shape.kind === 'rule')
    return { ...shape, x1: shape.x1 + x, x2: shape.x2 + x, y1: shape.y1 + y, y2: shape.y2 + y };
  return { ...shape, x: shape.x + x, y: shape.y + y };
}

/** Blocks stacked from top to bottom. */
export function stacked(blocks: readonly Block[], gap: number): Block {
  const width = Math.max(0, ...blocks.map((block) => block.width));
  const stack = new Block(width);
  for (const [index, block] of blocks.entries()) {
    const top = stack.height + (index > 0 ? gap : 0);
    stack.place(block, 0, top);
    stack.height = top + block.height;
  }
  return stack;
}

/** The pages of a document while they are being drawn. */
export class Canvas {
  readonly pages: DrawnPage[] = [];
  readonly widthPoints: number;
  heightPoints: number;

  constructor(widthPoints: number, heightPoints: number) {
    this.widthPoints = widthPoints;
    this.heightPoints = heightPoints;
    this.addPage();
  }

  addPage(): void {
    this.pages.push({
      widthPoints: this.widthPoints,
      heightPoints: this.heightPoints,
      runs: [],
      shapes: [],
    });
  }

  /** Draws a block on a page (the last unless told), its corner at `x`, `y`. */
  place(block: Block, x: number, y: number, page: DrawnPage = this.pages.at(-1)!): void {
    for (const run of block.runs) {
      page.runs.push({
        ...run,
        x: run.x + x,
        y: run.y + y,
        marks: run.marks.map((mark) => ({ ...mark, group: this.#groupOf(mark.group, page) })),
      });
    }
    for (const shape of block.shapes) page.shapes.push(moved(shape, x, y));
  }

  /** A value shown on two pages is shown twice. */
  readonly #perPage = new Map<DrawnPage, Map<symbol, number>>();
  #count = 0;

  /** The number that a showing has on a page (an index), or undefined where it is not shown. */
  groupOn(page: number, symbol: symbol): number | undefined {
    return this.#perPage.get(this.pages[page]!)?.get(symbol);
  }

  #groupOf(symbol: symbol, page: DrawnPage): number {
    let groups = this.#perPage.get(page);
    if (!groups) {
      groups = new Map();
      this.#perPage.set(page, groups);
    }
    let group = groups.get(symbol);
    if (group === undefined) {
      group = this.#count++;
      groups.set(symbol, group);
    }
    return group;
  }
}
