/**
 * Comparing pictures of pages by their hashes: which are likely the same sheet, scanned, faxed or saved again.
 * A hash is 144 bits in hexadecimal, coarse features first; `shared/documents/picture-hash.ts` makes them.
 */

/** Hexadecimal digits of a hash. */
export const HASH_DIGITS = 36;

/**
 * Of the features, how many may differ between two pictures of one sheet. Measured on 34 invoices: at most 25 of 143
 * between a clean picture and its scan or fax, 33 with a margin of 3 % added or the sheet turned by 1.7 degrees; half
 * of the sheets of other forms differ in 63 and more, a quarter in 36 and less. Sheets of one form with other figures
 * are as near as two scans of one: that, only their words tell.
 */
const MAX_DIFFERENCES = 33;

/**
 * Bands of bits: pictures of one sheet agree in all the bits of at least one. Of the 202 pairs measured, one did not;
 * of pairs that are not alike, one in twelve agrees so far.
 */
const BANDS = 12;
const BAND_BITS = 8;

function bitsOf(hash: string): number[] {
  return Array.from(hash).flatMap((digit) => {
    const value = Number.parseInt(digit, 16) || 0;
    return [(value >> 3) & 1, (value >> 2) & 1, (value >> 1) & 1, value & 1];
  });
}

/** In how many features two pictures differ. */
export function differences(a: string, b: string): number {
  const [first, second] = [bitsOf(a), bitsOf(b)];
  return first.reduce((sum, bit, at) => sum + (bit === second[at] ? 0 : 1), 0);
}

/** Whether two hashes are as near as those of one sheet. */
export function isAlike(a: string, b: string): boolean {
  return a.length === b.length && differences(a, b) <= MAX_DIFFERENCES;
}

/** Names under which a picture is filed, so that those alike share one: `0-2af`, band and its bits. */
export function pictureBands(hash: string): string[] {
  const bits = bitsOf(hash);
  return Array.from({ length: BANDS }, (_, band) => {
    const own = bits.slice(band * BAND_BITS, (band + 1) * BAND_BITS);
    return `${band}-${own.reduce((value, bit) => 2 * value + bit, 0).toString(16)}`;
  });
}
