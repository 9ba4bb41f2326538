/** Completes invented numbers with the check digits that make them pass the public rules. */

/** A SIREN or SIRET: `digits` plus one Luhn digit. `luhn('11122233')` gives nine digits. */
export function luhn(digits: string): string {
  const sum = (candidate: string) =>
    [...candidate].reverse().reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  for (let check = 0; check < 10; check += 1) {
    if (sum(`${digits}${check}`) % 10 === 0) return `${digits}${check}`;
  }
  throw new Error(`no Luhn digit for ${digits}`);
}

/** The French VAT number of a SIREN: key = (12 + 3 × (SIREN mod 97)) mod 97. */
export function frenchVat(siren: string): string {
  const key = (12 + 3 * (Number(siren) % 97)) % 97;
  return `FR${String(key).padStart(2, '0')}${siren}`;
}

/** A French IBAN from bank, branch and account; the RIB key and the ISO 13616 key are computed. */
export function frenchIban(bank: string, branch: string, account: string): string {
  const ribKey = 97n - (BigInt(`${bank}${branch}${account}00`) % 97n);
  return iban('FR', `${bank}${branch}${account}${String(ribKey).padStart(2, '0')}`);
}

/** An IBAN of any country from its BBAN: 98 − (BBAN, country, 00 mod 97). */
export function iban(country: string, bban: string): string {
  const numeric = [...`${bban}${country}00`].map((letter) => Number.parseInt(letter, 36)).join('');
  return `${country}${String(98n - (BigInt(numeric) % 97n)).padStart(2, '0')}${bban}`;
}

/** A German VAT number: eight digits plus the ISO 7064 mod 11,10 digit. */
export function germanVat(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10;
    product = (2 * sum) % 11;
  }
  return `DE${digits}${(11 - product) % 10}`;
}

/** A British VAT number: seven digits weighted 8…2, 97 minus the sum modulo 97. */
export function britishVat(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * (8 - index), 0);
  return `GB${digits}${String(97 - (sum % 97)).padStart(2, '0')}`;
}

/** A Belgian enterprise and VAT number: eight digits plus 97 − (digits mod 97). */
export function belgianVat(digits: string): string {
  return `BE${digits}${String(97 - (Number(digits) % 97)).padStart(2, '0')}`;
}

/** A Belgian IBAN: ten digits, their remainder modulo 97 (97 for 0), then the ISO 13616 key. */
export function belgianIban(digits: string): string {
  return iban('BE', `${digits}${String(Number(digits) % 97 || 97).padStart(2, '0')}`);
}
