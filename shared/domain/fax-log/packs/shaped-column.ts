/**
 * A column whose cells mostly differ in their digits alone: numbers, identifiers, durations. A cell is its shape (the
 * cell with its digits blanked) and its digits, two to a byte, counted from the cell's end. Bytes at the same place lie
 * together: they are alike, and running numbers become runs. Cells of no common shape are kept as they are.
 */
import { type ByteReader, type ByteWriter, DamagedPack } from './bytes.ts';
import {
  escapeCell,
  type JoinedText,
  joinedText,
  needsEscape,
  SEPARATOR,
  SEPARATOR_CODE,
} from './joined-text.ts';
import { readNumbers, writeNumbers } from './whole-numbers.ts';

/** Longer cells, and ones with more digits, are kept as they are. */
const MAX_SHAPE_LENGTH = 40;
const MAX_DIGITS = 20;
const PLANES = MAX_DIGITS / 2;
/** Shapes of one length: where there are more, cells have no common shape and looking for one only costs time. */
const MAX_SHAPES_OF_LENGTH = 12;
const MAX_SHAPES = 254;
const ZERO = 48;
const NINE = 57;
/** In a shape, the place of a digit; anything else is a character's code. */
const DIGIT = -1;
const ESCAPE_CODE = 27;

interface Shape {
  id: number;
  codes: Int32Array;
  digits: number;
}

function shapeFrom(id: number, pattern: string): Shape {
  const codes = new Int32Array(pattern.length);
  let digits = 0;
  for (let at = 0; at < pattern.length; at++) {
    const code = pattern.charCodeAt(at);
    const isDigit = code >= ZERO && code <= NINE;
    if (isDigit) digits++;
    codes[at] = isDigit ? DIGIT : code;
  }
  return { id, codes, digits };
}

/** The digits of the cell that was looked at last. */
const scratch = new Uint8Array(MAX_SHAPE_LENGTH);

function fits(cell: string, codes: Int32Array): boolean {
  let digits = 0;
  for (let at = 0; at < codes.length; at++) {
    const code = cell.charCodeAt(at);
    const isDigit = code >= ZERO && code <= NINE;
    if ((isDigit ? DIGIT : code) !== codes[at]) return false;
    if (isDigit) scratch[digits++] = code - ZERO;
  }
  return true;
}

/**
 * @returns for each cell the number of its shape, 0 for one that is kept as it is; below `SHAPE_NUMBERS`.
 */
export function writeShaped(writer: ByteWriter, cells: readonly string[]): Uint8Array {
  const count = cells.length;
  const shapeOf = new Uint8Array(count);
  const patterns: string[] = [];
  const byLength: Shape[][] = Array.from({ length: MAX_SHAPE_LENGTH + 1 }, () => []);
  const planes = Array.from({ length: PLANES }, () => new Uint8Array(count));
  const filled = new Uint32Array(PLANES);
  let asItIs = '';
  for (let index = 0; index < count; index++) {
    const cell = cells[index] as string;
    const shape = cell.length <= MAX_SHAPE_LENGTH ? shapeFor(cell) : undefined;
    if (!shape) {
      asItIs += escapeCell(cell) + SEPARATOR;
      continue;
    }
    shapeOf[index] = shape.id;
    for (let plane = 0, digit = shape.digits - 1; digit >= 0; plane++, digit -= 2) {
      const tens = digit > 0 ? (scratch[digit - 1] as number) * 10 : 0;
      (planes[plane] as Uint8Array)[(filled[plane] as number)++] = tens + (scratch[digit] as number);
    }
  }

  function shapeFor(cell: string): Shape | undefined {
    const candidates = byLength[cell.length] as Shape[];
    for (const candidate of candidates) if (fits(cell, candidate.codes)) return candidate;
    if (candidates.length === MAX_SHAPES_OF_LENGTH || patterns.length === MAX_SHAPES) return undefined;
    if (needsEscape(cell) || !cell.isWellFormed()) return undefined;
    const pattern = cell.replaceAll(/\d/g, '0');
    const shape = shapeFrom(patterns.length + 1, pattern);
    if (shape.digits > MAX_DIGITS) return undefined;
    patterns.push(pattern);
    candidates.push(shape);
    fits(cell, shape.codes);
    return shape;
  }

  writer.varint(patterns.length);
  for (const pattern of patterns) writer.text(pattern);
  writeNumbers(writer, shapeOf, count);
  for (let plane = 0; plane < PLANES; plane++) {
    writer.run((planes[plane] as Uint8Array).subarray(0, filled[plane]));
  }
  writer.text(asItIs);
  return shapeOf;
}

/** Numbers of shapes are below this. */
export const SHAPE_NUMBERS = MAX_SHAPES + 1;

/** Cells as bytes, each at the place of its first character in the joined text. */
export interface PlainCells {
  bytes: Uint8Array;
  /** By the number of the shape: where in a cell its digits are. */
  digitPlaces: readonly (Uint8Array | undefined)[];
}

/** `plain` where every character is one of ASCII. */
export function readShaped(
  reader: ByteReader,
  count: number,
): { cells: JoinedText; shapeOf: Uint8Array; plain: PlainCells | undefined } {
  const shapes: (Shape | undefined)[] = [undefined];
  for (let left = reader.varint(); left > 0; left--) shapes.push(shapeFrom(shapes.length, reader.text()));
  const shapeOf = readNumbers(reader, new Uint8Array(count), count);
  const sizes = new Uint32Array(PLANES);
  let length = 0;
  for (let index = 0; index < count; index++) {
    const shape = shapes[shapeOf[index] as number];
    if (shapeOf[index] !== 0 && !shape) throw new DamagedPack('a pack names a shape that it does not have');
    if (!shape) continue;
    length += shape.codes.length + 1;
    for (let plane = 0; plane * 2 < shape.digits; plane++) sizes[plane] = (sizes[plane] as number) + 1;
  }
  const planes = Array.from(sizes, (size) => reader.run(size));
  const asItIs = reader.run(reader.varint());
  const isPlain = shapes.every((shape) => shape?.codes.every((code) => code < 128) ?? true);
  const column = { shapes, shapeOf, planes, asItIs, count };
  if (isPlain && isAscii(asItIs)) {
    return { ...joinBytes(column, length + asItIs.length), shapeOf };
  }
  return { cells: joinedText(joinTexts(column), count), shapeOf, plain: undefined };
}

interface ReadColumn {
  shapes: readonly (Shape | undefined)[];
  shapeOf: Uint8Array;
  planes: readonly Uint8Array[];
  asItIs: Buffer;
  count: number;
}

function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if ((bytes[at] as number) > 127) return false;
  return true;
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => ZERO + (byte % 10));
const TENS = Uint8Array.from({ length: 256 }, (_, byte) => ZERO + (Math.floor(byte / 10) % 10));

/** A shape as bytes, and where in a cell each pair's digits go: `tens` is -1 for the first of an odd number. */
interface Stencil {
  bytes: Uint8Array;
  ones: Uint8Array;
  tens: Int8Array;
  /** Places of the digits, from the first. */
  digitPlaces: Uint8Array;
}

function stencilOf({ codes, digits }: Shape): Stencil {
  const bytes = Uint8Array.from(codes, (code) => (code === DIGIT ? ZERO : code));
  const digitPlaces = Uint8Array.from([...codes.keys()].filter((place) => codes[place] === DIGIT));
  const pairs = Math.ceil(digits / 2);
  const ones = new Uint8Array(pairs);
  const tens = new Int8Array(pairs);
  for (let pair = 0; pair < pairs; pair++) {
    ones[pair] = digitPlaces[digits - 1 - pair * 2] as number;
    tens[pair] = digitPlaces[digits - 2 - pair * 2] ?? -1;
  }
  return { bytes, ones, tens, digitPlaces };
}

/** Where every character is a byte, cells are written straight into the joined text. */
function joinBytes(column: ReadColumn, length: number): { cells: JoinedText; plain: PlainCells } {
  const { shapes, shapeOf, planes, asItIs, count } = column;
  const stencils = shapes.map((shape) => shape && stencilOf(shape));
  const bytes = Buffer.allocUnsafe(length + 1);
  const starts = new Int32Array(count + 1);
  const taken = new Uint32Array(PLANES);
  let escaped = false;
  let from = 0;
  let at = 0;
  bytes[at++] = SEPARATOR_CODE;
  for (let index = 0; index < count; index++) {
    starts[index] = at;
    const stencil = stencils[shapeOf[index] as number];
    if (!stencil) {
      for (;;) {
        if (from === asItIs.length) throw new DamagedPack('a pack has too few cells');
        const byte = asItIs[from++] as number;
        if (byte === SEPARATOR_CODE) break;
        if (byte === ESCAPE_CODE) escaped = true;
        bytes[at++] = byte;
      }
    } else {
      const { bytes: blank, ones, tens } = stencil;
      for (let place = 0; place < blank.length; place++) bytes[at + place] = blank[place] as number;
      for (let pair = 0; pair < ones.length; pair++) {
        const digits = (planes[pair] as Uint8Array)[(taken[pair] as number)++] as number;
        bytes[at + (ones[pair] as number)] = ONES[digits] as number;
        const place = tens[pair] as number;
        if (place >= 0) bytes[at + place] = TENS[digits] as number;
      }
      at += blank.length;
    }
    bytes[at++] = SEPARATOR_CODE;
  }
  starts[count] = at;
  const cells = {
    text: bytes.toString('latin1', 0, at),
    starts,
    escaped,
    bytes: at + starts.byteLength,
  };
  return { cells, plain: { bytes, digitPlaces: stencils.map((stencil) => stencil?.digitPlaces) } };
}

function joinTexts({ shapes, shapeOf, planes, asItIs, count }: ReadColumn): string {
  const kept = asItIs.toString().split(SEPARATOR);
  const taken = new Uint32Array(PLANES);
  let next = 0;
  let text = '';
  for (let index = 0; index < count; index++) {
    const shape = shapes[shapeOf[index] as number];
    if (!shape) {
      if (next === kept.length - 1) throw new DamagedPack('a pack has too few cells');
      text += kept[next++];
    } else {
      let digits = '';
      for (let plane = 0; plane * 2 < shape.digits; plane++) {
        const pair = (planes[plane] as Uint8Array)[(taken[plane] as number)++] as number;
        digits = String.fromCharCode(TENS[pair] as number, ONES[pair] as number) + digits;
      }
      // An odd number of digits left a zero before them.
      let digit = digits.length - shape.digits;
      for (const code of shape.codes)
        text += code === DIGIT ? digits.charAt(digit++) : String.fromCharCode(code);
    }
    text += SEPARATOR;
  }
  return text;
}
