/**
 * CCITT T.4 one-dimensional (Group 3) and T.6 (Group 4) encoding of one-bit pictures, as a fax writes them.
 * A row is one byte a pixel, 1 for black. Code tables from ITU-T T.4, tables 2 and 3.
 */

// prettier-ignore
const WHITE_TERMINATING =
  '00110101 000111 0111 1000 1011 1100 1110 1111 10011 10100 00111 01000 001000 000011 110100 110101 101010 101011 0100111 0001100 0001000 0010111 0000011 0000100 0101000 0101011 0010011 0100100 0011000 00000010 00000011 00011010 00011011 00010010 00010011 00010100 00010101 00010110 00010111 00101000 00101001 00101010 00101011 00101100 00101101 00000100 00000101 00001010 00001011 01010010 01010011 01010100 01010101 00100100 00100101 01011000 01011001 01011010 01011011 01001010 01001011 00110010 00110011 00110100'.split(
    ' ',
  );
const BLACK_TERMINATING =
  '0000110111 010 11 10 011 0011 0010 00011 000101 000100 0000100 0000101 0000111 00000100 00000111 000011000 0000010111 0000011000 0000001000 00001100111 00001101000 00001101100 00000110111 00000101000 00000010111 00000011000 000011001010 000011001011 000011001100 000011001101 000001101000 000001101001 000001101010 000001101011 000011010010 000011010011 000011010100 000011010101 000011010110 000011010111 000001101100 000001101101 000011011010 000011011011 000001010100 000001010101 000001010110 000001010111 000001100100 000001100101 000001010010 000001010011 000000100100 000000110111 000000111000 000000100111 000000101000 000001011000 000001011001 000000101011 000000101100 000001011010 000001100110 000001100111'.split(
    ' ',
  );
const WHITE_MAKE_UP =
  '11011 10010 010111 0110111 00110110 00110111 01100100 01100101 01101000 01100111 011001100 011001101 011010010 011010011 011010100 011010101 011010110 011010111 011011000 011011001 011011010 011011011 010011000 010011001 010011010 011000 010011011'.split(
    ' ',
  );
const BLACK_MAKE_UP =
  '0000001111 000011001000 000011001001 000001011011 000000110011 000000110100 000000110101 0000001101100 0000001101101 0000001001010 0000001001011 0000001001100 0000001001101 0000001110010 0000001110011 0000001110100 0000001110101 0000001110110 0000001110111 0000001010010 0000001010011 0000001010100 0000001010101 0000001011010 0000001011011 0000001100100 0000001100101'.split(
    ' ',
  );
const EXTENDED_MAKE_UP =
  '00000001000 00000001100 00000001101 000000010010 000000010011 000000010100 000000010101 000000010110 000000010111 000000011100 000000011101 000000011110 000000011111'.split(
    ' ',
  );
const EOL = '000000000001';
const VERTICAL = {
  '0': '1',
  '1': '011',
  '2': '000011',
  '3': '0000011',
  '-1': '010',
  '-2': '000010',
  '-3': '0000010',
};
const PASS = '0001';
const HORIZONTAL = '001';

export interface Bitmap {
  width: number;
  height: number;
  /** One byte a pixel, 1 for black. */
  pixels: Uint8Array;
}

/** Bits, most significant first. */
class BitWriter {
  readonly #bytes: number[] = [];
  #current = 0;
  #count = 0;

  write(bits: string): void {
    for (const bit of bits) {
      this.#current = (this.#current << 1) | (bit === '1' ? 1 : 0);
      this.#count += 1;
      if (this.#count === 8) {
        this.#bytes.push(this.#current);
        this.#current = 0;
        this.#count = 0;
      }
    }
  }

  finish(): Uint8Array {
    while (this.#count !== 0) this.write('0');
    return Uint8Array.from(this.#bytes);
  }
}

function runCode(length: number, black: boolean): string {
  let code = '';
  let left = length;
  while (left >= 2560) {
    code += EXTENDED_MAKE_UP[12];
    left -= 2560;
  }
  if (left >= 1792) {
    code += EXTENDED_MAKE_UP[Math.floor((left - 1792) / 64)];
    left %= 64;
  } else if (left >= 64) {
    code += (black ? BLACK_MAKE_UP : WHITE_MAKE_UP)[Math.floor(left / 64) - 1];
    left %= 64;
  }
  return code + (black ? BLACK_TERMINATING : WHITE_TERMINATING)[left];
}

/** Group 3, one-dimensional: an EOL before each row, six EOLs (RTC) at the end. */
export function encodeGroup3({ width, height, pixels }: Bitmap): Uint8Array {
  const writer = new BitWriter();
  for (let y = 0; y < height; y += 1) {
    writer.write(EOL);
    let black = false;
    let x = 0;
    while (x < width) {
      let end = x;
      while (end < width && (pixels[y * width + end] === 1) === black) end += 1;
      writer.write(runCode(end - x, black));
      x = end;
      black = !black;
    }
  }
  writer.write(EOL.repeat(6));
  return writer.finish();
}

/** Group 4: every row coded against the one above, EOFB at the end. */
export function encodeGroup4({ width, height, pixels }: Bitmap): Uint8Array {
  const writer = new BitWriter();
  let reference = new Uint8Array(width);
  for (let y = 0; y < height; y += 1) {
    const row = pixels.subarray(y * width, (y + 1) * width);
    encodeRow(writer, row, reference, width);
    reference = Uint8Array.from(row);
  }
  writer.write(EOL + EOL);
  return writer.finish();
}

function encodeRow(writer: BitWriter, row: Uint8Array, reference: Uint8Array, width: number): void {
  let start = -1;
  let color = 0;
  while (start < width) {
    const a1 = nextOf(row, Math.max(start, 0), color ^ 1, width);
    const b1 = changingElement(reference, start, color, width);
    const b2 = nextOf(reference, b1, color, width);
    if (b2 < a1) {
      writer.write(PASS);
      start = b2;
      continue;
    }
    const vertical = VERTICAL[String(a1 - b1) as keyof typeof VERTICAL];
    if (vertical !== undefined) {
      writer.write(vertical);
      start = a1;
      color ^= 1;
    } else {
      const a2 = nextOf(row, a1, color, width);
      const from = Math.max(start, 0);
      writer.write(HORIZONTAL + runCode(a1 - from, color === 1) + runCode(a2 - a1, color === 0));
      start = a2;
    }
  }
}

/** The first place at or after `from` that holds `color`, else `width`. */
function nextOf(row: Uint8Array, from: number, color: number, width: number): number {
  let x = from;
  while (x < width && row[x] !== color) x += 1;
  return x;
}

/** T.6's b1: the first change on the row above, right of `start`, to the colour opposite to `color`. */
function changingElement(reference: Uint8Array, start: number, color: number, width: number): number {
  for (let x = start + 1; x < width; x += 1) {
    const before = x === 0 ? 0 : reference[x - 1];
    if (reference[x] !== before && reference[x] !== color) return x;
  }
  return width;
}
