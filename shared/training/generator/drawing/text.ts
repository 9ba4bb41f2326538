/** Text with its values marked, as it is composed before it is drawn. */
import type { TruthLabel } from '../document.ts';

/** A stretch of text that shows (part of) a value. */
export interface Value {
  text: string;
  label: TruthLabel;
  /** Values with the same group are parts of one showing; each `value()` is a showing of its own unless told. */
  group?: symbol;
}

/** Plain text, a value, or both one after the other. */
export type Text = string | Value | readonly (string | Value)[];

/** A marked value. */
export function value(label: TruthLabel, text: string, group?: symbol): Value {
  return group === undefined ? { text, label } : { text, label, group };
}

/** The stretches of a text. */
export function pieces(text: Text): readonly (string | Value)[] {
  return Array.isArray(text) ? (text as readonly (string | Value)[]) : [text as string | Value];
}

/** One text after the other. */
export function joined(...texts: Text[]): (string | Value)[] {
  return texts.flatMap((text) => [...pieces(text)]);
}

/** Without the marks. */
export function plain(text: Text): string {
  return pieces(text)
    .map((piece) => (typeof piece === 'string' ? piece : piece.text))
    .join('');
}

/**
 * Breaks a text into lines of at most `width` as `measure` gives it; a single word wider than that stands alone.
 * A value broken in two stays one showing.
 */
export function wrapped(text: Text, width: number, measure: (text: string) => number): Text[] {
  if (measure(plain(text)) <= width) return [text];
  const words: { piece: string | Value; word: string; glued: boolean }[] = [];
  let glued = false;
  for (const part of pieces(text)) {
    const piece = typeof part === 'string' ? part : { ...part, group: part.group ?? Symbol('wrapped') };
    const content = typeof piece === 'string' ? piece : piece.text;
    for (const bit of content.split(/( +)/)) {
      if (bit === '') continue;
      if (bit.trim() === '') glued = false;
      else {
        words.push({ piece, word: bit, glued });
        glued = true;
      }
    }
  }
  const lines: { piece: string | Value; text: string }[][] = [[]];
  let length = 0;
  const space = measure(' ');
  for (const { piece, word, glued: tight } of words) {
    const size = measure(word);
    let line = lines.at(-1)!;
    if (!tight && line.length > 0 && length + space + size > width) {
      line = [];
      lines.push(line);
      length = 0;
    }
    const gap = tight || line.length === 0 ? '' : ' ';
    const last = line.at(-1);
    if (last && last.piece === piece) last.text += gap + word;
    else if (last && gap !== '') {
      if (typeof last.piece === 'string') last.text += gap;
      else line.push({ piece: '', text: gap });
      line.push({ piece, text: word });
    } else line.push({ piece, text: word });
    length += (gap === '' ? 0 : space) + size;
  }
  return lines.map((line) =>
    line.map(({ piece, text: content }) =>
      typeof piece === 'string' ? content : { ...piece, text: content },
    ),
  );
}
