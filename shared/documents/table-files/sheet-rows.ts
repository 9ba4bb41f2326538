/** Rows of a sheet, from its tags (ECMA-376 part 1, 18.3.1). */
import type { RawRow } from '../../domain/fax-log/fax-record.ts';
import { type CellFormat, isoDateText, numberText } from './cell-format.ts';
import { BATCH_CELLS, CELL_LETTERS_LIMIT, CELLS_LIMIT, SHEET_ROWS_LIMIT, unreadable } from './limits.ts';
import { decodedLetters, RichText, type SharedStrings } from './shared-strings.ts';
import type { XmlHandler } from './xml-tokens.ts';

/** What a sheet's cells refer to. */
export interface SheetContext {
  strings: SharedStrings | undefined;
  formats: readonly CellFormat[];
  date1904: boolean;
}

const GENERAL: CellFormat = { kind: 'plain', digits: 0 };

/** The column of `B7`, from 0; −1 for what is no reference. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~0x20;
    if (letter < 0x41 || letter > 0x5a) break;
    column = column * 26 + letter - 0x40;
    if (column > SHEET_ROWS_LIMIT) return -1;
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
    if (!all && this.#cellCount < BATCH_CELLS) return [];
    const rows = this.#rows;
    [this.#rows, this.#cellCount] = [[], 0];
    return rows;
  }

  get wantsText(): boolean {
    return this.#inValue || this.#rich.wantsText;
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
    const text = this.#cellText();
    this.#inValue = false;
    if (text === '' || this.#column >= CELLS_LIMIT) return;
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
    this.#hasValue ||= text.trim() !== '';
  }

  #cellText(): string {
    const raw = this.#value;
    switch (this.#type) {
      case 's': {
        if (raw === '') return '';
        const text = this.#context.strings?.at(Number(raw));
        if (text === undefined) throw unreadable('text_missing', { row: this.#row });
        return text;
      }
      case 'n':
        return raw === '' ? '' : numberText(raw, this.#format, this.#context.date1904);
      case 'inlineStr':
        return this.#rich.take();
      case 'b':
        return raw.trim() === '' ? '' : raw.trim() === '1' || raw.trim() === 'true' ? 'TRUE' : 'FALSE';
      case 'd':
        return isoDateText(raw);
      default:
        // Results of formulas that are text, and errors.
        return decodedLetters(raw.slice(0, CELL_LETTERS_LIMIT));
    }
  }
}
