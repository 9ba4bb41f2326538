/** The arithmetic that check digits are made of. All take strings of decimal digits. */

/** Digits times weights, added up; weights beyond the digits are left out. */
export function weightedSum(digits: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length && i < digits.length; i++)
    sum += (digits.charCodeAt(i) - 48) * weights[i]!;
  return sum;
}

/** The digit at a place, from 0. */
export function digitAt(digits: string, place: number): number {
  return digits.charCodeAt(place) - 48;
}

/** Luhn's sum of a string of digits, doubling every second digit from the right. */
export function luhnSum(digits: string): number {
  let sum = 0;
  for (let i = digits.length - 1, double = false; i >= 0; i--, double = !double) {
    const digit = digits.charCodeAt(i) - 48;
    const doubled = double ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}

/** Whether the last digit is the check digit of those before it by ISO/IEC 7064, MOD 11,10. */
export function iso7064Mod11_10(digits: string): boolean {
  let product = 10;
  for (const digit of digits.slice(0, -1)) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return (11 - product) % 10 === Number(digits.at(-1));
}

/** Digits and letters (A is 10) as one number modulo 97, as ISO/IEC 7064 MOD 97-10 takes it; 1 where the key is right. */
export function mod97(text: string): number {
  let remainder = 0;
  for (const character of text) {
    const code = character.charCodeAt(0);
    remainder = code >= 65 ? (remainder * 100 + code - 55) % 97 : (remainder * 10 + code - 48) % 97;
  }
  return remainder;
}
