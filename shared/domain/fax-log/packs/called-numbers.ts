/** Called numbers as the file has them, and normalised: mostly one follows from the other. */
import type { ByteReader, ByteWriter } from './bytes.ts';
import { escapeCell, type JoinedText, joinedText, SEPARATOR, SEPARATOR_CODE } from './joined-text.ts';
import { type PlainCells, readShaped, SHAPE_NUMBERS, writeShaped } from './shaped-column.ts';
import { readChoicesGiven, writeChoicesGiven } from './whole-numbers.ts';

/** How the normalised number follows from the digits of the original. */
const NONE = 0;
/** It is they. */
const SAME = 1;
/** A French number by its leading zero: 33 in its place. */
const NATIONAL = 2;
/** After an international prefix 00. */
const PREFIXED = 3;
/** A French number with both its country and its leading zero: +33 (0)1. */
const TRUNK = 4;
const OTHER = 5;

const ZERO = 48;
const NINE = 57;
const THREE = 51;
/** Below which `errors` are, to be something that a choice may follow from. */
const ERROR_SETS = 64;

function digitsOf(text: string): string {
  let isDigits = true;
  for (let at = 0; at < text.length && isDigits; at++) {
    const code = text.charCodeAt(at);
    isDigits = code >= ZERO && code <= NINE;
  }
  return isDigits ? text : text.replaceAll(/\D/g, '');
}

function ruleOf(digits: string, normalised: string): number {
  if (normalised === '') return NONE;
  const longer = digits.length - normalised.length;
  if (longer === 0) return digits === normalised ? SAME : OTHER;
  const isFrench = normalised.startsWith('33');
  if (longer === -1) {
    return isFrench && digits.startsWith('0') && normalised.endsWith(digits.slice(1)) ? NATIONAL : OTHER;
  }
  if (longer === 2) return digits.startsWith('00') && digits.endsWith(normalised) ? PREFIXED : OTHER;
  if (longer === 1) {
    return isFrench && digits.startsWith('330') && digits.endsWith(normalised.slice(2)) ? TRUNK : OTHER;
  }
  return OTHER;
}

/** Which rule it is mostly follows from the original's shape and the row's errors. */
function contexts(shapeOf: Uint8Array, errors: ArrayLike<number>): Uint16Array {
  const given = new Uint16Array(shapeOf.length);
  for (let index = 0; index < given.length; index++) {
    given[index] = (shapeOf[index] as number) * ERROR_SETS + ((errors[index] as number) % ERROR_SETS);
  }
  return given;
}
const CONTEXTS = SHAPE_NUMBERS * ERROR_SETS;

export function writeCalledNumbers(
  writer: ByteWriter,
  originals: readonly string[],
  normalised: readonly string[],
  errors: ArrayLike<number>,
): void {
  const shapeOf = writeShaped(writer, originals);
  const rules = new Uint8Array(originals.length);
  let others = '';
  for (let index = 0; index < originals.length; index++) {
    const number = normalised[index] as string;
    const rule = ruleOf(digitsOf(originals[index] as string), number);
    rules[index] = rule;
    if (rule === OTHER) others += escapeCell(number) + SEPARATOR;
  }
  writeChoicesGiven(writer, rules, rules.length, contexts(shapeOf, errors), CONTEXTS);
  writer.text(others);
}

export interface CalledNumbers {
  originals: JoinedText;
  normalised: JoinedText;
  /**
   * Digits of those originals that neither are the normalised number nor its national form: what else a search by
   * digits has to look through. `rows` says whose they are.
   */
  otherDigits: { rows: Int32Array; joined: JoinedText };
}

export function readCalledNumbers(
  reader: ByteReader,
  count: number,
  errors: ArrayLike<number>,
): CalledNumbers {
  const { cells: originals, shapeOf, plain } = readShaped(reader, count);
  const rules = readChoicesGiven(reader, new Uint8Array(count), count, contexts(shapeOf, errors), CONTEXTS);
  const others = reader.text().split(SEPARATOR);
  const column = { shapeOf, rules, count };
  return {
    originals,
    normalised:
      plain && others.length === 1
        ? normalisedBytes(originals, plain, column)
        : normalisedTexts(originals, { rules, others, count }),
    otherDigits: otherDigitsOf(originals, plain, column),
  };
}

interface ReadRules {
  shapeOf: Uint8Array;
  rules: Uint8Array;
  count: number;
}

function otherDigitsOf(
  originals: JoinedText,
  plain: PlainCells | undefined,
  { shapeOf, rules, count }: ReadRules,
): CalledNumbers['otherDigits'] {
  const rows = new Int32Array(count);
  const { text, starts } = originals;
  // Never more than all originals, and a separator before them.
  const bytes = Buffer.allocUnsafe(text.length + 1);
  let others = 0;
  let at = 0;
  for (let index = 0; index < count; index++) {
    const rule = rules[index] as number;
    if (rule === SAME || rule === NATIONAL) continue;
    const before = at;
    const start = starts[index] as number;
    const places = plain?.digitPlaces[shapeOf[index] as number];
    if (plain && places) {
      for (let digit = 0; digit < places.length; digit++) {
        bytes[at++] = plain.bytes[start + (places[digit] as number)] as number;
      }
    } else {
      for (let from = start; from < (starts[index + 1] as number) - 1; from++) {
        const code = text.charCodeAt(from);
        if (code >= ZERO && code <= NINE) bytes[at++] = code;
      }
    }
    if (at === before) continue;
    bytes[at++] = SEPARATOR_CODE;
    rows[others++] = index;
  }
  return { rows: rows.slice(0, others), joined: joinedText(bytes.toString('latin1', 0, at), others) };
}

/** Digits that the rule leaves out at the original's start, and whether 33 takes their place. */
const DROPPED: readonly number[] = [0, 0, 1, 2, 3];

/** The most digits that a shape has, and 33. */
const MAX_NORMALISED = 22;

function normalisedBytes(
  { text, starts }: JoinedText,
  { bytes: originals, digitPlaces }: PlainCells,
  { shapeOf, rules, count }: ReadRules,
): JoinedText {
  let others = 0;
  for (let index = 0; index < count; index++) if (shapeOf[index] === 0) others++;
  // Those of no shape are no longer than all originals together, and 33 each.
  const most = (count - others) * (MAX_NORMALISED + 1) + others * 3 + text.length + 1;
  const bytes = Buffer.allocUnsafe(most);
  const ends = new Int32Array(count + 1);
  let at = 0;
  bytes[at++] = SEPARATOR_CODE;
  for (let index = 0; index < count; index++) {
    ends[index] = at;
    const rule = rules[index] as number;
    if (rule !== NONE) {
      const dropped = DROPPED[rule] as number;
      if (rule === NATIONAL || rule === TRUNK) {
        bytes[at++] = THREE;
        bytes[at++] = THREE;
      }
      const start = starts[index] as number;
      const places = digitPlaces[shapeOf[index] as number];
      if (places) {
        for (let digit = dropped; digit < places.length; digit++) {
          bytes[at++] = originals[start + (places[digit] as number)] as number;
        }
      } else {
        const end = (starts[index + 1] as number) - 1;
        for (const digit of digitsOf(text.slice(start, end)).slice(dropped)) {
          bytes[at++] = digit.charCodeAt(0);
        }
      }
    }
    bytes[at++] = SEPARATOR_CODE;
  }
  ends[count] = at;
  return {
    text: bytes.toString('latin1', 0, at),
    starts: ends,
    escaped: false,
    bytes: at + ends.byteLength,
  };
}

function normalisedTexts(
  { text, starts }: JoinedText,
  { rules, others, count }: { rules: Uint8Array; others: readonly string[]; count: number },
): JoinedText {
  let body = '';
  let next = 0;
  for (let index = 0; index < count; index++) {
    const rule = rules[index] as number;
    if (rule === OTHER) body += others[next++];
    else if (rule !== NONE) {
      const digits = digitsOf(text.slice(starts[index], (starts[index + 1] as number) - 1));
      const kept = digits.slice(DROPPED[rule] as number);
      body += rule === NATIONAL || rule === TRUNK ? `33${kept}` : kept;
    }
    body += SEPARATOR;
  }
  return joinedText(body, count);
}
