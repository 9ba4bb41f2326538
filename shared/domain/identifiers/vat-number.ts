/** VAT numbers of the European Union and its neighbours: form by country, and their keys. */
import { frenchVatKey, VAT_KEYS } from './vat-keys.ts';

export { frenchVatKey };

/** What follows the country's two letters (European Commission, VIES, "VAT identification number structure"). */
const FORMS: Readonly<Record<string, RegExp>> = {
  AT: /^U\d{8}$/,
  BE: /^[01]?\d{9}$/,
  BG: /^\d{9,10}$/,
  CH: /^E?\d{9}(?:MWST|TVA|IVA)?$/,
  CY: /^[0-59]\d{7}[A-Z]$/,
  CZ: /^\d{8,10}$/,
  DE: /^[1-9]\d{8}$/,
  DK: /^\d{8}$/,
  EE: /^\d{9}$/,
  EL: /^\d{9}$/,
  ES: /^[A-Z0-9]\d{7}[A-Z0-9]$/,
  FI: /^\d{8}$/,
  FR: /^[A-HJ-NP-Z0-9]{2}\d{9}$/,
  GB: /^(?:\d{9}|\d{12}|GD\d{3}|HA\d{3})$/,
  HR: /^\d{11}$/,
  HU: /^\d{8}$/,
  IE: /^(?:\d{7}[A-W][A-IW]?|\d[A-Z+*]\d{5}[A-W])$/,
  IT: /^\d{11}$/,
  LT: /^(?:\d{9}|\d{12})$/,
  LU: /^\d{8}$/,
  LV: /^\d{11}$/,
  MT: /^[1-9]\d{7}$/,
  NL: /^\d{9}B\d{2}$/,
  NO: /^\d{9}(?:MVA)?$/,
  PL: /^\d{10}$/,
  PT: /^\d{9}$/,
  RO: /^[1-9]\d{1,9}$/,
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

/**
 * Whether a VAT number has its country's form and a right key; null where numbers of that kind have no key, or
 * none that is known.
 */
export function vatKeyIsRight(vatNumber: string): boolean | null {
  if (!hasVatForm(vatNumber)) return false;
  return VAT_KEYS[vatNumber.slice(0, 2)]?.(vatNumber.slice(2)) ?? null;
}

/** The SIREN that a French VAT number carries; null for other countries and wrong forms. */
export function sirenOfVatNumber(vatNumber: string): string | null {
  return vatNumber.startsWith('FR') && hasVatForm(vatNumber) ? vatNumber.slice(4) : null;
}
