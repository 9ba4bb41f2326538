/** Called numbers by plain digit rules: what French fax logs hold, without a library. */

/** A number's normalised digits, or '' where it is not valid. */
export type NumberRule = (original: string) => string;

const ZERO = 48;
const NINE = 57;
const THREE = 51;
const OPENING = 40;
const CLOSING = 41;
const PLUS = 43;
const MINUS = 45;
const UPPER_E = 69;
const LOWER_E = 101;
/** Digits that the longest valid cell has: 00, the country and its number, and one more that tells that it is too long. */
const MOST_DIGITS = 14;

/** The digits of the number at hand: one buffer for all, since a log is millions of characters. */
const digits = new Uint8Array(MOST_DIGITS);

/**
 * `33` and nine digits, the first of which is no 0. Everything but digits goes; `(0)`, `+` and a leading `00` go first;
 * ten digits from 0 lose it for 33. What a spreadsheet rounded (`3,31234567E+10`) is no number, whatever its digits.
 */
export const frenchNumber: NumberRule = (original) => {
  let count = 0;
  let bracketed = false;
  const { length } = original;
  for (let i = 0; i < length; i++) {
    const code = original.charCodeAt(i);
    if (code >= ZERO && code < ZERO + 10) {
      if (count === MOST_DIGITS) return '';
      digits[count] = code;
      count += 1;
    } else if (
      code === OPENING &&
      !bracketed &&
      original.charCodeAt(i + 1) === ZERO &&
      original.charCodeAt(i + 2) === CLOSING
    ) {
      bracketed = true;
      i += 2;
    } else if ((code === UPPER_E || code === LOWER_E) && isExponent(original, i)) return '';
  }
  const start = count > 1 && digits[0] === ZERO && digits[1] === ZERO ? 2 : 0;
  // Where the nine digits begin that follow the 0 or the 33.
  let nine: number;
  if (count - start === 10 && digits[start] === ZERO) nine = start + 1;
  else if (count - start === 11 && digits[start] === THREE && digits[start + 1] === THREE) nine = start + 2;
  else return '';
  if (digits[nine] === ZERO) return '';
  if (nine === 2 && length === 11) return original;
  return String.fromCharCode(
    THREE,
    THREE,
    digits[nine]!,
    digits[nine + 1]!,
    digits[nine + 2]!,
    digits[nine + 3]!,
    digits[nine + 4]!,
    digits[nine + 5]!,
    digits[nine + 6]!,
    digits[nine + 7]!,
    digits[nine + 8]!,
  );
};

/** Whether the letter E at this place stands between a digit and a signed power of ten. */
function isExponent(text: string, at: number): boolean {
  const sign = text.charCodeAt(at + 1);
  return (
    (sign === PLUS || sign === MINUS) && isDigit(text.charCodeAt(at - 1)) && isDigit(text.charCodeAt(at + 2))
  );
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

/** As `frenchNumber`, but mobile numbers (336 and 337) are not valid: no fax machine answers there. */
export const frenchNumberButMobile: NumberRule = (original) => {
  const number = frenchNumber(original);
  return number.charCodeAt(2) === ZERO + 6 || number.charCodeAt(2) === ZERO + 7 ? '' : number;
};
