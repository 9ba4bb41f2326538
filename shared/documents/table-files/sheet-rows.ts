/** Rows of a sheet, from its tags (ECMA-376 part 1, 18.3.1). */
import type { RawRow } from '../../domain/fax-log/fax-record.ts';
import { type CellFormat, isoDateText, numberText } from './cell-format.ts';
import {
  BATCH_CELLS,
  BATCH_ROWS,
  CELL_LETTERS_LIMIT,
  CELLS_LIMIT,
  SHEET_COLUMNS_LIMIT,
  SHEET_ROWS_LIMIT,
  unreadable,
} from './limits.ts';
import { decodedLetters, plainText, RichText, type SharedStrings } from './shared-strings.ts';
import { unescaped, type XmlHandler } from './xml-tokens.ts';

/** What a sheet's cells refer to. */
export interface SheetContext {
  strings: SharedStrings | undefined;
  formats: readonly CellFormat[];
  date1904: boolean;
}

/** A sheet has no short rows, only empty cells: rows are filled up to the widest before them, and to no more than this. */
const FILLED_CELLS = 64;

const [SPACE, QUOTE, EQUALS, LETTER_C, LETTER_R, LETTER_S, LETTER_T] = [
  0x20, 0x22, 0x3d, 0x63, 0x72, 0x73, 0x74,
];

const GENERAL: CellFormat = { kind: 'plain', digits: 0 };

/** The column of `B7`, from 0; −1 for what is no reference. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~0x20;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
    if (column > SHEET_COLUMNS_LIMIT) return -1;
  }
  return column - 1;
}

/** Gathers rows; whoever feeds it takes them away in batches. */
export class SheetRows implements XmlHandler {
  readonly #context: SheetContext;
  #rows: RawRow[] = [];
  #cellCount = 0;
  #inData = false;
  #row = 0;
  #width = 0;
  #cells: string[] = [];
  #hasValue = false;
  // The cell at hand.
  #column = -1;
  #type = '';
  #format: CellFormat = GENERAL;
  #inValue = false;
  #inFormula = false;
  #value = '';
  readonly #rich = new RichText();

  constructor(context: SheetContext) {
    this.#context = context;
  }

  /** Rows so far, once they make a batch; or whatever there is. */
  take(all: boolean): RawRow[] {
    if (!all && this.#cellCount < BATCH_CELLS && this.#rows.length < BATCH_ROWS) return [];
    const rows = this.#rows;
    [this.#rows, this.#cellCount] = [[], 0];
    return rows;
  }

  get wantsText(): boolean {
    return this.#inValue || this.#rich.wantsText;
  }

  /** Cells as nearly all programs write them: `<c r="A1" s="2" t="s"><v>7</v></c>`. */
  whole(xml: string, start: number): number {
    if (!this.#inData || xml.charCodeAt(start + 1) !== LETTER_C || xml.charCodeAt(start + 2) !== SPACE)
      return -1;
    let [at, column, style, type] = [start + 3, this.#column + 1, -1, 'n'];
    for (;;) {
      const name = xml.charCodeAt(at);
      if (xml.charCodeAt(at + 1) !== EQUALS || xml.charCodeAt(at + 2) !== QUOTE) return -1;
      const from = at + 3;
      at = from;
      if (name === LETTER_R) {
        column = 0;
        for (let code = xml.charCodeAt(at); code >= 0x41 && code <= 0x5a; code = xml.charCodeAt(++at))
          column = column * 26 + code - 0x40;
        if (at === from || at > from + 3) return -1;
        column--;
        at = behindDigits(xml, at);
      } else if (name === LETTER_S) {
        at = behindDigits(xml, at);
        if (at === from || at > from + 9) return -1;
        style = numberAt(xml, from, at);
      } else if (name === LETTER_T) {
        at = xml.indexOf('"', at);
        if (at < 0 || at > from + 9) return -1;
        type = xml.slice(from, at);
      } else return -1;
      if (xml.charCodeAt(at) !== QUOTE) return -1;
      if (xml.charCodeAt(++at) !== SPACE) break;
      at++;
    }
    if (xml.startsWith('/>', at)) {
      this.#column = column;
      return at + 2;
    }
    if (type === 'inlineStr') {
      const plain = xml.startsWith('><is><t', at) ? plainText(xml, at + 5, '</t></is></c>') : undefined;
      if (!plain) return -1;
      this.#column = column;
      this.#put(plain.text);
      return plain.end;
    }
    if (!xml.startsWith('><v>', at)) return -1;
    const from = at + 4;
    const to = xml.indexOf('<', from);
    if (to < 0 || !xml.startsWith('</v></c>', to)) return -1;
    this.#column = column;
    if (type === 's' && behindDigits(xml, from) === to && to > from && to < from + 10) {
      this.#put(this.#sharedText(numberAt(xml, from, to)));
    } else {
      const format = style < 0 ? GENERAL : (this.#context.formats[style] ?? GENERAL);
      this.#put(this.#cellText(type, unescaped(xml.slice(from, to)), format));
    }
    return to + 8;
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    if (!this.#inData) {
      this.#inData = name === 'sheetData';
    } else if (name === 'c') {
      this.#openCell(attribute);
    } else if (name === 'v') {
      this.#inValue = true;
    } else if (name === 'row') {
      this.#openRow(attribute('r'));
    } else if (name === 'f') {
      this.#inFormula = true;
    } else if (!this.#inFormula) {
      this.#rich.open(name);
    }
  }

  close(name: string): void {
    if (!this.#inData) return;
    if (name === 'v') this.#inValue = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    else if (name === 'f') this.#inFormula = false;
    else if (name === 'sheetData') this.#inData = false;
    else this.#rich.close(name);
  }

  text(text: string): void {
    if (this.#inValue) {
      if (this.#value.length < CELL_LETTERS_LIMIT) this.#value += text;
    } else this.#rich.add(text);
  }

  #openRow(reference: string | undefined): void {
    const told = reference === undefined ? 0 : Number(reference);
    // A number that does not go on from the one before is none.
    this.#row = Number.isInteger(told) && told > this.#row ? told : this.#row + 1;
    if (this.#row > SHEET_ROWS_LIMIT) throw unreadable('too_many_rows', { limit: SHEET_ROWS_LIMIT });
    this.#cells = [];
    this.#hasValue = false;
    this.#column = -1;
  }

  #closeRow(): void {
    // Rows without any value are as blank as the lines of a text.
    if (!this.#hasValue) return;
    this.#width = Math.max(this.#width, Math.min(this.#cells.length, FILLED_CELLS));
    while (this.#cells.length < this.#width) this.#cells.push('');
    this.#rows.push({ row: this.#row, cells: this.#cells });
    this.#cellCount += this.#cells.length;
    this.#hasValue = false;
  }

  #openCell(attribute: (name: string) => string | undefined): void {
    const reference = attribute('r');
    const column = reference === undefined ? -1 : columnOf(reference);
    this.#column = column < 0 ? this.#column + 1 : column;
    this.#type = attribute('t') ?? 'n';
    const style = attribute('s');
    this.#format = style === undefined ? GENERAL : (this.#context.formats[Number(style)] ?? GENERAL);
    this.#value = '';
  }

  #closeCell(): void {
    this.#inValue = false;
    const rich = this.#rich.take();
    this.#put(this.#type === 'inlineStr' ? rich : this.#cellText(this.#type, this.#value, this.#format));
  }

  #put(text: string): void {
    if (text === '' || this.#column >= CELLS_LIMIT) return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
    this.#hasValue ||= text.trim() !== '';
  }

  #sharedText(index: number): string {
    const text = this.#context.strings?.at(index);
    if (text === undefined) throw unreadable('text_missing', { row: this.#row });
    return text;
  }

  #cellText(type: string, raw: string, format: CellFormat): string {
    switch (type) {
      case 's':
        return raw === '' ? '' : this.#sharedText(Number(raw));
      case 'n':
        return raw === '' ? '' : numberText(raw.slice(0, CELL_LETTERS_LIMIT), format, this.#context.date1904);
      case 'b': {
        const value = raw.trim();
        return value === '' ? '' : value === '1' || value === 'true' ? 'TRUE' : 'FALSE';
      }
      case 'd':
        return isoDateText(raw);
      default:
        // Results of formulas that are text, and errors.
        return decodedLetters(raw.slice(0, CELL_LETTERS_LIMIT));
    }
  }
}

function behindDigits(xml: string, from: number): number {
  let at = from;
  for (let code = xml.charCodeAt(at); code >= 0x30 && code <= 0x39; code = xml.charCodeAt(++at));
  return at;
}

function numberAt(xml: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) value = value * 10 + xml.charCodeAt(at) - 0x30;
  return value;
}
