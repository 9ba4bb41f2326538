/** Bank identifiers: IBAN (ISO 13616, key by ISO 7064 MOD 97-10) and BIC (ISO 9362). */

const LENGTHS: Readonly<Record<string, number>> = {
  AD: 24,
  AE: 23,
  AT: 20,
  BE: 16,
  BG: 22,
  CH: 21,
  CY: 28,
  CZ: 24,
  DE: 22,
  DK: 18,
  EE: 20,
  ES: 24,
  FI: 18,
  FR: 27,
  GB: 22,
  GI: 23,
  GR: 27,
  HR: 21,
  HU: 28,
  IE: 22,
  IS: 26,
  IT: 27,
  LI: 21,
  LT: 20,
  LU: 20,
  LV: 21,
  MC: 27,
  MT: 31,
  NL: 18,
  NO: 15,
  PL: 28,
  PT: 25,
  RO: 24,
  SA: 24,
  SE: 24,
  SI: 19,
  SK: 24,
  SM: 27,
  TN: 24,
  TR: 26,
};

/** The length of an IBAN of a country (two letters); null for a country without IBANs, or one not listed. */
export function ibanLength(country: string): number | null {
  return LENGTHS[country] ?? null;
}

/** Whether a text without spaces is an IBAN of the right length with a right key. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(text) || LENGTHS[text.slice(0, 2)] !== text.length) return false;
  let remainder = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const code = character.charCodeAt(0);
    remainder = code >= 65 ? (remainder * 100 + code - 55) % 97 : (remainder * 10 + code - 48) % 97;
  }
  return remainder === 1;
}

const BIC = /^[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?$/;
const COUNTRIES = new Set([
  ...Object.keys(LENGTHS),
  ...'US CA GB IN CN JP HK SG MY AU NZ BR MX ZA MA DZ SN CI'.split(' '),
]);

/** Whether a text has the form of a BIC: bank, a country that exists here, place, and perhaps a branch. */
export function isBic(text: string): boolean {
  const country = BIC.exec(text)?.[1];
  return country !== undefined && COUNTRIES.has(country);
}
