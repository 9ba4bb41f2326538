/** Check digits, so that invented identifiers pass the public rules of their countries. */

const digitsOf = (text: string) => [...text].map(Number);
const weightedSum = (digits: string, weights: readonly number[]) =>
  digitsOf(digits).reduce((sum, digit, index) => sum + digit * (weights[index] ?? 0), 0);

/** The digits and one Luhn digit (SIREN, SIRET, Italian VAT). */
export function withLuhn(digits: string): string {
  let sum = 0;
  for (let i = digits.length - 1, double = true; i >= 0; i--, double = !double) {
    const digit = Number(digits[i]) * (double ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** French: key = (12 + 3 × (SIREN mod 97)) mod 97 (CGI art. 286 ter). */
export function frenchVat(siren: string): string {
  return `FR${String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0')}${siren}`;
}

/** German: eight digits and ISO 7064 mod 11,10; the first digit is not 0. */
export function germanVat(digits: string): string {
  let product = 10;
  for (const digit of digitsOf(digits)) {
    const sum = (digit + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return `DE${digits}${(11 - product) % 10}`;
}

/** British: seven digits weighted 8 to 2, then 97 minus the sum modulo 97. */
export function britishVat(digits: string): string {
  const sum = weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]);
  const check = 97 - (sum % 97);
  return `GB${digits}${String(check).padStart(2, '0')}`;
}

/** Belgian: eight digits (the first 0 or 1) and 97 minus their remainder. */
export function belgianVat(digits: string): string {
  return `BE${digits}${String(97 - (Number(digits) % 97)).padStart(2, '0')}`;
}

/** Dutch companies: eight digits weighted 9 to 2, modulo 11; null where the remainder is 10. */
export function dutchVat(digits: string, branch: string): string | null {
  const check = weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11;
  return check === 10 ? null : `NL${digits}${check}B${branch}`;
}

/** Italian: seven digits, an office of 001 to 100, then Luhn. */
export function italianVat(digits: string, office: string): string {
  return `IT${withLuhn(digits + office)}`;
}

/** Spanish companies: a letter, seven digits and their control digit. */
export function spanishVat(letter: string, digits: string): string {
  const sum = digitsOf(digits).reduce((total, digit, index) => {
    const doubled = digit * 2;
    return total + (index % 2 === 0 ? Math.floor(doubled / 10) + (doubled % 10) : digit);
  }, 0);
  return `ES${letter}${digits}${(10 - (sum % 10)) % 10}`;
}

/** Portuguese: eight digits weighted 9 to 2; 11 minus the remainder, 0 above 9. */
export function portugueseVat(digits: string): string {
  const check = 11 - (weightedSum(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11);
  return `PT${digits}${check > 9 ? 0 : check}`;
}

/** Austrian: U, seven digits and (10 − (sum + 4) mod 10) mod 10, even places doubled. */
export function austrianVat(digits: string): string {
  const sum = digitsOf(digits).reduce((total, digit, index) => {
    const doubled = digit * 2;
    return total + (index % 2 === 1 ? Math.floor(doubled / 10) + (doubled % 10) : digit);
  }, 0);
  return `ATU${digits}${(10 - ((sum + 4) % 10)) % 10}`;
}

/** Luxembourg: six digits and their remainder modulo 89. */
export function luxembourgVat(digits: string): string {
  return `LU${digits}${String(Number(digits) % 89).padStart(2, '0')}`;
}

/** Irish companies: seven digits weighted 8 to 2, a letter by the remainder modulo 23. */
export function irishVat(digits: string): string {
  return `IE${digits}${'WABCDEFGHIJKLMNOPQRSTUV'[weightedSum(digits, [8, 7, 6, 5, 4, 3, 2]) % 23]}`;
}

/** Swiss UID: eight digits weighted 5 4 3 2 7 6 5 4, modulo 11; null where the check would be 10. */
export function swissUid(digits: string): string | null {
  const check = (11 - (weightedSum(digits, [5, 4, 3, 2, 7, 6, 5, 4]) % 11)) % 11;
  return check === 10 ? null : `CHE${digits}${check}`;
}

/** Australian business number: two check digits before nine digits (mod 89). */
export function australianAbn(digits: string): string {
  const sum = weightedSum(digits, [3, 5, 7, 9, 11, 13, 15, 17, 19]);
  return `${89 - (sum % 89) + 10}${digits}`;
}

/** Brazilian CNPJ: twelve digits and two check digits modulo 11. */
export function brazilianCnpj(digits: string): string {
  const check = (text: string, weights: readonly number[]) => {
    const rest = weightedSum(text, weights) % 11;
    return rest < 2 ? 0 : 11 - rest;
  };
  const first = check(digits, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  return `${digits}${first}${check(`${digits}${first}`, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])}`;
}

/** An IBAN of any country from its BBAN (ISO 13616): 98 − (BBAN, country, 00 mod 97). */
export function ibanOf(country: string, bban: string): string {
  let remainder = 0;
  for (const character of `${bban}${country}00`) {
    const code = Number.parseInt(character, 36);
    remainder = (remainder * (code > 9 ? 100 : 10) + code) % 97;
  }
  return `${country}${String(98 - remainder).padStart(2, '0')}${bban}`;
}

/** The remainder modulo 97 of a long row of digits. */
export function modulo97(digits: string): number {
  let remainder = 0;
  for (const digit of digits) remainder = (remainder * 10 + Number(digit)) % 97;
  return remainder;
}

/** The RIB key of a French account: bank, branch and account of digits. */
export function ribKey(bank: string, branch: string, account: string): string {
  return String(97 - modulo97(`${bank}${branch}${account}00`)).padStart(2, '0');
}

/** The two control digits of a Spanish account. */
export function spanishControl(bank: string, branch: string, account: string): string {
  const weights = [1, 2, 4, 8, 5, 10, 9, 7, 3, 6];
  const digit = (text: string) => {
    const rest = 11 - (weightedSum(text, weights) % 11);
    return rest === 10 ? 1 : rest === 11 ? 0 : rest;
  };
  return `${digit(`00${bank}${branch}`)}${digit(account)}`;
}

/** The control letter (CIN) of an Italian account: odd places by their own table, even ones by value. */
export function italianCin(bank: string, branch: string, account: string): string {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21];
  const sum = digitsOf(`${bank}${branch}${account}`).reduce(
    (total, digit, index) => total + (index % 2 === 0 ? odd[digit]! : digit),
    0,
  );
  return String.fromCharCode(65 + (sum % 26));
}
