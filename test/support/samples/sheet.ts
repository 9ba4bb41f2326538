/** A thin layer over pdf-lib: text, rules and tables measured in points from the top left corner. */
import { type Color, PDFDocument, type PDFFont, type PDFPage, rgb, StandardFonts } from 'pdf-lib';

/** When every sample was "made": fixed, so that the same bytes come out each run. */
export const MADE_ON = new Date('2026-01-05T09:00:00Z');

const FACES = {
  sans: [StandardFonts.Helvetica, StandardFonts.HelveticaBold, StandardFonts.HelveticaOblique],
  serif: [StandardFonts.TimesRoman, StandardFonts.TimesRomanBold, StandardFonts.TimesRomanItalic],
  mono: [StandardFonts.Courier, StandardFonts.CourierBold, StandardFonts.CourierOblique],
} as const;

export type Face = keyof typeof FACES;
export type Weight = 'regular' | 'bold' | 'italic';

export interface TextStyle {
  size?: number;
  weight?: Weight;
  color?: string;
  align?: 'left' | 'right' | 'center';
  /** Distance between baselines when the text has several lines. */
  leading?: number;
}

export interface Column {
  title: string;
  width: number;
  align?: 'left' | 'right' | 'center';
}

export interface TableStyle {
  size?: number;
  rowHeight?: number;
  /** What parts the rows. */
  rules?: 'grid' | 'horizontal' | 'zebra' | 'none';
  headFill?: string;
  headColor?: string;
  ruleColor?: string;
  /** Height of a row whose first wide cell has a second line. */
  tallRowHeight?: number;
}

/** `#1f4e79` as a PDF colour. */
export function hex(color: string): Color {
  const part = (at: number) => Number.parseInt(color.slice(at, at + 2), 16) / 255;
  return rgb(part(1), part(3), part(5));
}

export class Sheet {
  readonly pdf: PDFDocument;
  readonly #fonts: Record<Weight, PDFFont>;
  #page: PDFPage;
  readonly #size: [number, number];

  private constructor(pdf: PDFDocument, fonts: Record<Weight, PDFFont>, size: [number, number]) {
    this.pdf = pdf;
    this.#fonts = fonts;
    this.#size = size;
    this.#page = pdf.addPage(size);
  }

  /** A new document with one empty page, A4 unless told, in one of the PDF standard faces. */
  static async create(title: string, face: Face = 'sans', size: [number, number] = [595.28, 841.89]) {
    const pdf = await PDFDocument.create({ updateMetadata: false });
    pdf.setTitle(title);
    pdf.setProducer('Bordereau samples');
    pdf.setCreationDate(MADE_ON);
    pdf.setModificationDate(MADE_ON);
    const [regular, bold, italic] = FACES[face];
    const fonts = {
      regular: await pdf.embedFont(regular),
      bold: await pdf.embedFont(bold),
      italic: await pdf.embedFont(italic),
    };
    return new Sheet(pdf, fonts, size);
  }

  get page(): PDFPage {
    return this.#page;
  }

  get width(): number {
    return this.#size[0];
  }

  get height(): number {
    return this.#size[1];
  }

  addPage(): void {
    this.#page = this.pdf.addPage(this.#size);
  }

  measure(text: string, style: TextStyle = {}): number {
    return this.#fonts[style.weight ?? 'regular'].widthOfTextAtSize(text, style.size ?? 9);
  }

  /** Prints lines parted by `\n`; `y` is the first baseline. Returns the baseline after the last line. */
  text(x: number, y: number, text: string | readonly string[], style: TextStyle = {}): number {
    const size = style.size ?? 9;
    const lines = typeof text === 'string' ? text.split('\n') : text;
    let baseline = y;
    for (const line of lines) {
      const width = this.measure(line, style);
      const left = style.align === 'right' ? x - width : style.align === 'center' ? x - width / 2 : x;
      this.#page.drawText(line, {
        x: left,
        y: this.height - baseline,
        size,
        font: this.#fonts[style.weight ?? 'regular'],
        color: hex(style.color ?? '#1c1c1c'),
      });
      baseline += style.leading ?? size * 1.35;
    }
    return baseline;
  }

  /** A label at `x` and its value right-aligned at `right`, on one baseline. */
  pair(x: number, right: number, y: number, label: string, value: string, style: TextStyle = {}): void {
    this.text(x, y, label, style);
    this.text(right, y, value, { ...style, align: 'right' });
  }

  rule(x1: number, y1: number, x2: number, y2: number, color = '#444444', thickness = 0.6): void {
    this.#page.drawLine({
      start: { x: x1, y: this.height - y1 },
      end: { x: x2, y: this.height - y2 },
      thickness,
      color: hex(color),
    });
  }

  box(
    x: number,
    y: number,
    width: number,
    height: number,
    look: { fill?: string; stroke?: string; thickness?: number },
  ): void {
    this.#page.drawRectangle({
      x,
      y: this.height - y - height,
      width,
      height,
      ...(look.fill === undefined ? {} : { color: hex(look.fill) }),
      ...(look.stroke === undefined
        ? {}
        : { borderColor: hex(look.stroke), borderWidth: look.thickness ?? 0.6 }),
    });
  }

  circle(x: number, y: number, radius: number, fill: string): void {
    this.#page.drawCircle({ x, y: this.height - y, size: radius, color: hex(fill) });
  }

  /** A path in SVG words with its origin at `x`, `y`. */
  shape(
    x: number,
    y: number,
    path: string,
    look: { fill?: string; stroke?: string; thickness?: number },
  ): void {
    this.#page.drawSvgPath(path, {
      x,
      y: this.height - y,
      ...(look.fill === undefined ? {} : { color: hex(look.fill) }),
      ...(look.stroke === undefined
        ? {}
        : { borderColor: hex(look.stroke), borderWidth: look.thickness ?? 0.8 }),
    });
  }

  /** Draws a heading row and rows from `y` down; returns the bottom. A cell's second line is printed small. */
  table(
    x: number,
    y: number,
    columns: readonly Column[],
    rows: readonly string[][],
    style: TableStyle = {},
  ): number {
    const size = style.size ?? 8.5;
    const rowHeight = style.rowHeight ?? size * 2.1;
    const tall = style.tallRowHeight ?? rowHeight + size * 1.1;
    const rules = style.rules ?? 'horizontal';
    const color = style.ruleColor ?? '#b5b5b5';
    const width = columns.reduce((sum, column) => sum + column.width, 0);
    if (style.headFill !== undefined) this.box(x, y, width, rowHeight, { fill: style.headFill });
    this.#row(
      x,
      y + rowHeight * 0.66,
      columns,
      columns.map((column) => column.title),
      {
        size: size - 0.3,
        weight: 'bold',
        color: style.headColor ?? '#1c1c1c',
      },
    );
    let top = y + rowHeight;
    if (rules !== 'none') this.rule(x, top, x + width, top, style.headFill ?? '#444444', 0.9);
    rows.forEach((row, index) => {
      const height = row.some((cell) => cell.includes('\n')) ? tall : rowHeight;
      if (rules === 'zebra' && index % 2 === 1) this.box(x, top, width, height, { fill: '#f1f3f6' });
      this.#row(x, top + rowHeight * 0.66, columns, row, { size });
      top += height;
      if (rules === 'grid' || rules === 'horizontal') this.rule(x, top, x + width, top, color, 0.5);
    });
    if (rules === 'grid') {
      let left = x;
      for (const column of [...columns, { width: 0 }]) {
        this.rule(left, y, left, top, color, 0.5);
        left += column.width;
      }
      this.rule(x, y, x + width, y, color, 0.5);
    }
    return top;
  }

  #row(x: number, y: number, columns: readonly Column[], cells: readonly string[], style: TextStyle): void {
    let left = x;
    columns.forEach((column, index) => {
      const [first = '', second] = (cells[index] ?? '').split('\n');
      const align = column.align ?? 'left';
      const at =
        align === 'right' ? left + column.width - 4 : align === 'center' ? left + column.width / 2 : left + 4;
      this.text(at, y, first, { ...style, align });
      if (second !== undefined) {
        this.text(at, y + (style.size ?? 9) * 1.2, second, {
          size: (style.size ?? 9) - 1.2,
          color: '#666666',
          align,
        });
      }
      left += column.width;
    });
  }

  /** The finished bytes: no random id, no clock. */
  async save(): Promise<Uint8Array> {
    return this.pdf.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false });
  }
}
