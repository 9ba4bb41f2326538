/** VAT numbers of the European Union and its neighbours: form by country, and the keys that are public and cheap. */

/** What follows the country's two letters (European Commission, VIES, "VAT identification number structure"). */
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]?\d{9}$/,
  BG: /^\d{9,10}$/,
  CH: /^E?\d{9}(?:MWST|TVA|IVA)?$/,
  CY: /^\d{8}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^\d{9}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GB: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^\d[A-Z0-9+*]\d{5}[A-Z]{1,2}$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^\d{8}$/,
  NL: /^\d{9}B\d{2}$/,
  NO: /^\d{9}(?:MVA)?$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^\d{2,10}$/,
  SE: /^\d{12}$/,
  SI: /^\d{8}$/,
  SK: /^\d{10}$/,
  XI: /^(?:\d{9}|\d{12})$/,
};

/** The countries whose VAT numbers are recognised, as the two letters that open them. */
export const VAT_COUNTRIES: readonly string[] = Object.keys(FORMS);

/** Whether a number without spaces has its country's form. The key is not looked at. */
export function hasVatForm(vatNumber: string): boolean {
  return FORMS[vatNumber.slice(0, 2)]?.test(vatNumber.slice(2)) ?? false;
}

/** The key of a French VAT number: (12 + 3 × (SIREN mod 97)) mod 97, two digits (CGI art. 286 ter). */
export function frenchVatKey(siren: string): string {
  return String((12 + 3 * (Number(siren) % 97)) % 97).padStart(2, '0');
}

/**
 * Whether the key of a VAT number is right: true or false where the rule is known (FR with a digital key, DE,
 * IT, BE, NL of companies), null where it is not.
 */
export function vatKeyIsRight(vatNumber: string): boolean | null {
  const country = vatNumber.slice(0, 2);
  const rest = vatNumber.slice(2);
  if (!hasVatForm(vatNumber)) return false;
  if (country === 'FR') {
    // Keys with letters follow a rule that was never published.
    return /^\d{2}/.test(rest) ? rest.slice(0, 2) === frenchVatKey(rest.slice(2)) : null;
  }
  if (country === 'DE') {
    // ISO 7064, MOD 11,10.
    let product = 10;
    for (const digit of rest.slice(0, 8)) {
      const sum = (Number(digit) + product) % 10 || 10;
      product = (2 * sum) % 11;
    }
    return (11 - product) % 10 === Number(rest[8]);
  }
  if (country === 'BE') {
    const digits = rest.padStart(10, '0');
    return 97 - (Number(digits.slice(0, 8)) % 97) === Number(digits.slice(8));
  }
  if (country === 'NL') {
    const sum = [...rest.slice(0, 8)].reduce((total, digit, index) => total + Number(digit) * (9 - index), 0);
    // Sole traders have had another rule since 2020 (mod 97 over the whole number).
    const letters = [...vatNumber].map((c) => (/\d/.test(c) ? c : String(c.charCodeAt(0) - 55))).join('');
    return sum % 11 === Number(rest[8]) || BigInt(letters) % 97n === 1n;
  }
  if (country === 'IT') {
    let sum = 0;
    for (let i = 0; i < 11; i++) {
      const digit = Number(rest[i]) * (i % 2 === 1 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 === 0;
  }
  return null;
}

/** The SIREN that a French VAT number carries; null for other countries and wrong forms. */
export function sirenOfVatNumber(vatNumber: string): string | null {
  return vatNumber.startsWith('FR') && hasVatForm(vatNumber) ? vatNumber.slice(4) : null;
}
