/** Called numbers by plain digit rules: what French fax logs hold, without a library. */

/** A number's normalised digits, or '' where it is not valid. */
export type NumberRule = (original: string) => string;

const ZERO = 48;
const NINE = 57;

function isDigits(text: string, from: number): boolean {
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < ZERO || code > NINE) return false;
  }
  return true;
}

/**
 * `33` and nine digits, the first of which is no 0. Everything but digits goes; `(0)`, `+` and a leading `00` go first;
 * ten digits from 0 lose it for 33.
 */
export const frenchNumber: NumberRule = (original) => {
  // Most cells are digits already: nothing to take out.
  let digits = isDigits(original, 0) ? original : original.replace('(0)', '').replace(/[^0-9]+/g, '');
  if (digits.startsWith('00')) digits = digits.slice(2);
  if (digits.length === 10 && digits.charCodeAt(0) === ZERO) digits = `33${digits.slice(1)}`;
  return digits.length === 11 &&
    digits.startsWith('33') &&
    digits.charCodeAt(2) > ZERO &&
    digits.charCodeAt(2) <= NINE
    ? digits
    : '';
};

/** As `frenchNumber`, but mobile numbers (336 and 337) are not valid: no fax machine answers there. */
export const frenchNumberButMobile: NumberRule = (original) => {
  const number = frenchNumber(original);
  return number.charCodeAt(2) === ZERO + 6 || number.charCodeAt(2) === ZERO + 7 ? '' : number;
};
