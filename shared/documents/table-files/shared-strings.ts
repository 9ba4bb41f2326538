/** A workbook's table of texts, held so that millions of them cost little more than their letters. */
import { CELL_LETTERS_LIMIT, SHARED_LETTERS_LIMIT, SHARED_STRINGS_LIMIT, unreadable } from './limits.ts';
import { unescaped, type XmlHandler } from './xml-tokens.ts';

/** Letters are kept in pieces of this size, larger than any text, and texts are cut out of them when asked for. */
const PIECE_LETTERS = 1_048_576;

export class SharedStrings {
  readonly #pieces: string[] = [];
  #open: string[] = [];
  #openLetters = 0;
  /** Where each text starts, counted through all pieces, and where the last one ends. */
  #starts = new Uint32Array(1024);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  /** Throws AppError `unreadable_file` ({reason: 'too_many_texts', limit}). */
  add(text: string): void {
    if (this.#count >= SHARED_STRINGS_LIMIT)
      throw unreadable('too_many_texts', { limit: SHARED_STRINGS_LIMIT });
    if (this.#count + 2 > this.#starts.length) {
      const larger = new Uint32Array(this.#starts.length * 2);
      larger.set(this.#starts);
      this.#starts = larger;
    }
    // No text lies in two pieces; what is left of one stays empty.
    if (this.#openLetters + text.length > PIECE_LETTERS) this.#closePiece();
    const start = this.#pieces.length * PIECE_LETTERS + this.#openLetters;
    if (start + text.length > SHARED_LETTERS_LIMIT)
      throw unreadable('too_many_texts', { letters_limit: SHARED_LETTERS_LIMIT });
    this.#starts[this.#count] = start;
    this.#open.push(text);
    this.#openLetters += text.length;
    this.#count++;
    this.#starts[this.#count] = start + text.length;
  }

  #closePiece(): void {
    this.#pieces.push(this.#open.join(''));
    this.#open = [];
    this.#openLetters = 0;
  }

  /** All texts are there. */
  close(): void {
    this.#closePiece();
  }

  /** The text of this number; undefined for one that there is not. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    const start = this.#starts[index]!;
    const piece = Math.floor(start / PIECE_LETTERS);
    const offset = piece * PIECE_LETTERS;
    // The last one of a piece ends with it, wherever the next one starts.
    return this.#pieces[piece]!.slice(start - offset, this.#starts[index + 1]! - offset);
  }
}

/** Gathers the text of an item, of its runs if it has several (ECMA-376 part 1, 18.4.8), and not how it is spoken. */
export class RichText {
  #text = '';
  #inText = false;
  #inPhonetic = false;

  get wantsText(): boolean {
    return this.#inText;
  }

  open(name: string): void {
    if (name === 'rPh') this.#inPhonetic = true;
    else if (name === 't') this.#inText = !this.#inPhonetic;
  }

  close(name: string): void {
    if (name === 'rPh') this.#inPhonetic = false;
    else if (name === 't') this.#inText = false;
  }

  add(text: string): void {
    if (this.#text.length < CELL_LETTERS_LIMIT) this.#text += text;
  }

  /** What was gathered, with letters that XML cannot hold decoded; the next item starts empty. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return decodedLetters(text.slice(0, CELL_LETTERS_LIMIT));
  }
}

/** `_x000D_` and the like (ST_Xstring, ECMA-376 part 1, 22.9.2.19). */
export function decodedLetters(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9a-fA-F]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

/** The text of the `<t>` that starts here and is followed by just this, and the place behind that. */
export function plainText(
  xml: string,
  start: number,
  closing: string,
): { text: string; end: number } | undefined {
  const from = xml.indexOf('>', start) + 1;
  const to = xml.indexOf('<', from);
  const isEmpty = from > 0 && xml[from - 2] === '/';
  if (from === 0 || to < 0 || isEmpty || !xml.startsWith(closing, to)) return undefined;
  const text = decodedLetters(unescaped(xml.slice(from, Math.min(to, from + 8 * CELL_LETTERS_LIMIT))));
  return { text: text.slice(0, CELL_LETTERS_LIMIT), end: to + closing.length };
}

/** Fills the table from its part (`sst`, ECMA-376 part 1, 18.4.9). */
export class SharedStringsHandler implements XmlHandler {
  readonly strings = new SharedStrings();
  readonly #item = new RichText();

  get wantsText(): boolean {
    return this.#item.wantsText;
  }

  whole(text: string, start: number): number {
    if (!text.startsWith('<si><t', start)) return -1;
    const plain = plainText(text, start + 4, '</t></si>');
    if (!plain) return -1;
    this.strings.add(plain.text);
    return plain.end;
  }

  open(name: string): void {
    this.#item.open(name);
  }

  close(name: string): void {
    this.#item.close(name);
    if (name === 'si') this.strings.add(this.#item.take());
    else if (name === 'sst') this.strings.close();
  }

  text(text: string): void {
    this.#item.add(text);
  }
}
