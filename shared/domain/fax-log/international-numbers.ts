/** Called numbers by the world's numbering plans. Loads libphonenumber's metadata: import it only where it is needed. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { NumberRule } from './french-numbers.ts';

/**
 * The library's answer for a number as dialled from France, or written with its country but no `+`: the digits after
 * the `+` in E.164 where a numbering plan has the number, else ''.
 */
export const libraryNumber: NumberRule = (original) => {
  const dialled = parsePhoneNumberFromString(original, { defaultCountry: 'FR', extract: false });
  if (dialled?.isValid()) return dialled.number.slice(1);
  if (!/^\s*[1-9]/.test(original)) return '';
  const written = parsePhoneNumberFromString(`+${original.trim()}`, { extract: false });
  return written?.isValid() ? written.number.slice(1) : '';
};

/** `libraryNumber` for a whole log. */
export function internationalNumberRule(): NumberRule {
  return libraryNumber;
}
