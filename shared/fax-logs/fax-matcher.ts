/** Which rows of a pack a query means. */
import { FAX_MODES } from '../domain/fax-log/fax-record.ts';
import type { FaxQuery } from '../domain/fax-log/fax-report.ts';
import { cellOf, escapeCell, type JoinedText, SEPARATOR } from '../domain/fax-log/packs/joined-text.ts';
import type { SearchPart } from '../domain/fax-log/packs/pack-codec.ts';

/** Marks each row of a pack with 1 if it matches, else 0, and tells how many match. */
export type FaxMatcher = (part: SearchPart, marks: Uint8Array) => number;

/** Digits with what people write between them. */
const NUMBER_LIKE = /^[\d\s.,\-–/()+]*\d[\d\s.,\-–/()+]*$/;

/**
 * Case aside. Upper case, since that of a part of a text does not depend on what stands beside it, and no character is
 * shorter in it.
 */
function fold(text: string): string {
  return text.toUpperCase();
}

function folded(column: JoinedText): JoinedText {
  const text = fold(column.text);
  if (text.length === column.text.length) return { ...column, text };
  // Some character takes more places in upper case: cells begin elsewhere.
  const starts = new Int32Array(column.starts.length);
  let at = 1;
  for (let index = 0; index < starts.length; index++) {
    starts[index] = at;
    at = text.indexOf(SEPARATOR, at) + 1;
  }
  starts[starts.length - 1] = text.length;
  return { ...column, text, starts };
}

/** Calls `found` with each cell in which the pattern stands, in order; one that begins with a separator begins a cell. */
function findCells({ text, starts }: JoinedText, pattern: string, found: (index: number) => void): void {
  const lead = pattern.startsWith(SEPARATOR) ? 1 : 0;
  let index = 0;
  for (let at = text.indexOf(pattern); at >= 0; ) {
    while ((starts[index + 1] as number) <= at + lead) index++;
    found(index);
    at = text.indexOf(pattern, (starts[index + 1] as number) - lead);
  }
}

/**
 * How the digits would begin in a normalised number, where they are written as people dial them: with 00 before the
 * country, with 0 for a French number, with both country and zero. Undefined where that is how they are.
 */
function normalisedStart(digits: string): string | undefined {
  let start = digits;
  if (start.startsWith('00')) start = start.slice(2);
  else if (start.startsWith('0')) start = `33${start.slice(1)}`;
  if (start.startsWith('330')) start = `33${start.slice(3)}`;
  return start === digits || start === '' ? undefined : start;
}

/** What is looked for in texts. */
interface Words {
  /** Folded. */
  typed: string;
  /** Folded, and as it stands in joined texts. */
  pattern: string;
  /** Undefined for what is no part of a number. */
  digits: string | undefined;
}

function markCells(column: JoinedText, { typed, pattern }: Words, marks: Uint8Array): void {
  const upper = folded(column);
  findCells(upper, pattern, (index) => {
    // Where cells are written in another way, the pattern might also stand across a character's two.
    if (column.escaped && !fold(cellOf(column, index)).includes(typed)) return;
    marks[index] = 1;
  });
}

function markText(part: SearchPart, words: Words, marks: Uint8Array): void {
  const { digits } = words;
  markCells(part.faxIds, words, marks);
  const { originals, normalised, otherDigits } = part.called;
  if (digits === undefined) {
    markCells(originals, words, marks);
    return;
  }
  // Wherever the text as typed stands in an original, its digits stand in the original's: no need to look for both.
  const mark = (index: number) => {
    marks[index] = 1;
  };
  findCells(normalised, digits, mark);
  const start = normalisedStart(digits);
  if (start !== undefined) findCells(normalised, SEPARATOR + start, mark);
  findCells(otherDigits.joined, digits, (index) => mark(otherDigits.rows[index] as number));
}

/** @returns undefined for a query that means every row. */
export function faxMatcher({ text = '', mode, status }: FaxQuery): FaxMatcher | undefined {
  const trimmed = text.trim();
  if (trimmed === '' && mode === undefined && status === undefined) return undefined;
  const words: Words = {
    typed: fold(trimmed),
    pattern: fold(escapeCell(trimmed)),
    digits: NUMBER_LIKE.test(trimmed) ? trimmed.replaceAll(/\D/g, '') : undefined,
  };
  const wantedMode = mode === undefined ? undefined : FAX_MODES.indexOf(mode);
  return (part, marks) => {
    if (trimmed === '') marks.fill(1, 0, part.count);
    else {
      marks.fill(0, 0, part.count);
      markText(part, words, marks);
    }
    const { modes, errors } = part;
    let count = 0;
    for (let index = 0; index < part.count; index++) {
      if (marks[index] === 0) continue;
      if (
        (wantedMode !== undefined && modes[index] !== wantedMode) ||
        (status !== undefined && (errors[index] === 0) !== (status === 'valid'))
      )
        marks[index] = 0;
      else count++;
    }
    return count;
  };
}
