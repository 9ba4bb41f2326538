/** A column of few different cells: each once, and for each row which of them. */
import type { ByteReader, ByteWriter } from './bytes.ts';
import { cellOf, escapeCell, joinedText, SEPARATOR } from './joined-text.ts';
import { readShaped, writeShaped } from './shaped-column.ts';
import { readChoicesGiven, readNumbers, writeChoicesGiven, writeNumbers } from './whole-numbers.ts';

/** Where more cells than this share of them differ, naming each once saves nothing. */
const MAX_DISTINCT_SHARE = 0.3;
/** But for packs of a few rows. */
const ALWAYS_CHOICES = 16;

/** What a row has in a column that another column may follow from. */
export interface Given {
  /** Below `count`. */
  of: ArrayLike<number>;
  count: number;
}

/** Cells that were met lately, by some of their characters. */
const SLOTS = 512;

function slotOf(cell: string): number {
  const { length } = cell;
  if (length === 0) return 0;
  const first = cell.charCodeAt(0);
  const middle = cell.charCodeAt(length >> 1);
  const last = cell.charCodeAt(length - 1);
  const beforeLast = length > 1 ? cell.charCodeAt(length - 2) : 0;
  return (length * 31 + first * 37 + middle * 101 + last * 7 + beforeLast * 53) % SLOTS;
}

/** The different cells of a column and which of them each row has; undefined where too many differ. */
function choicesOf(cells: readonly string[]): { distinct: string[]; choices: Uint16Array } | undefined {
  const most = Math.max(ALWAYS_CHOICES, cells.length * MAX_DISTINCT_SHARE);
  const numberOf = new Map<string, number>();
  const distinct: string[] = [];
  const choices = new Uint16Array(cells.length);
  // Cells come as new strings, of which a map would reckon the hash each time: comparing with the likely one is quicker.
  const met = new Uint16Array(SLOTS);
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] as string;
    const slot = slotOf(cell);
    let choice = met[slot] as number;
    if (distinct[choice] !== cell) {
      const known = numberOf.get(cell);
      choice = known ?? distinct.length;
      if (known === undefined) {
        if (distinct.length >= most) return undefined;
        numberOf.set(cell, choice);
        distinct.push(cell);
      }
      met[slot] = choice;
    }
    choices[index] = choice;
  }
  return { distinct, choices };
}

/** A column read back: any row's cell. */
export interface ReadCells {
  at(index: number): string;
  /** Which of the different cells each row has; undefined where they were not told apart. */
  given: Given | undefined;
  /** About how much memory it takes. */
  bytes: number;
}

/**
 * Writes a column in the shorter of two ways.
 * @param given what it may follow from; the same must be given to read it.
 * @returns what another column may follow from.
 */
export function writeCells(
  writer: ByteWriter,
  cells: readonly string[],
  given?: Given,
): (Given & { distinct: string[] }) | undefined {
  const found = choicesOf(cells);
  if (!found) {
    writer.varint(0);
    writeShaped(writer, cells);
    return undefined;
  }
  const { distinct, choices } = found;
  writer.varint(distinct.length + 1);
  writer.text(distinct.map((cell) => escapeCell(cell) + SEPARATOR).join(''));
  if (given) writeChoicesGiven(writer, choices, cells.length, given.of, given.count);
  else writeNumbers(writer, choices, cells.length);
  return { of: choices, count: distinct.length, distinct };
}

export function readCells(
  reader: ByteReader,
  count: number,
  given?: Given,
): ReadCells & { distinct: string[] | undefined } {
  const coded = reader.varint();
  if (coded === 0) {
    const { cells } = readShaped(reader, count);
    const { bytes } = cells;
    return { at: (index) => cellOf(cells, index), given: undefined, bytes, distinct: undefined };
  }
  const joined = joinedText(reader.text(), coded - 1);
  const distinct = Array.from({ length: coded - 1 }, (_, index) => cellOf(joined, index));
  const choices = distinct.length <= 256 ? new Uint8Array(count) : new Uint16Array(count);
  // What is written where it follows is one more than a choice.
  const wide = given && distinct.length === 256 ? new Uint16Array(count) : choices;
  if (given) readChoicesGiven(reader, wide, count, given.of, given.count);
  else readNumbers(reader, wide, count);
  return {
    at: (index) => distinct[wide[index] as number] ?? '',
    given: { of: wide, count: distinct.length },
    bytes: wide.byteLength + joined.text.length * 2 + distinct.length * 24,
    distinct,
  };
}
