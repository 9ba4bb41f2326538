/** Bank identifiers: IBAN (ISO 13616, key by ISO 7064 MOD 97-10) and BIC (ISO 9362). */
import { mod97 } from './check-digits.ts';

/** Characters of an IBAN, and the countries where it has so many (SWIFT, IBAN Registry). */
const COUNTRIES_BY_LENGTH: ReadonlyArray<readonly [length: number, countries: string]> = [
  [15, 'NO'],
  [16, 'BE'],
  [18, 'DK FI FK FO GL NL SD'],
  [19, 'MK SI'],
  [20, 'AT BA EE KZ LT LU MN XK'],
  [21, 'CH HR LI LV'],
  [22, 'BG BH CR DE GB GE IE ME RS VA'],
  [23, 'AE GI IL IQ OM SO TL'],
  [24, 'AD CZ ES MD PK RO SA SE SK TN VG'],
  [25, 'LY PT ST'],
  [26, 'IS TR'],
  [27, 'BI DJ FR GR IT MC MR SM'],
  [28, 'AL AZ BY CY DO GT HN HU LB NI PL SV'],
  [29, 'BR EG PS QA UA'],
  [30, 'JO KW MU YE'],
  [31, 'MT SC'],
  [32, 'LC'],
  [33, 'RU'],
];

const LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  COUNTRIES_BY_LENGTH.flatMap(([length, countries]) =>
    countries.split(' ').map((country) => [country, length]),
  ),
);

/** The length of an IBAN of a country (two letters); null for a country without IBANs. */
export function ibanLength(country: string): number | null {
  return LENGTHS[country] ?? null;
}

/** Whether a text without spaces is an IBAN of the right length with a right key. */
export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(text) || LENGTHS[text.slice(0, 2)] !== text.length) return false;
  return mod97(text.slice(4) + text.slice(0, 4)) === 1;
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

/** Whether a text has the form of a BIC, whatever its country: what a document that names it so must have. */
export function hasBicForm(text: string): boolean {
  return BIC.test(text);
}
