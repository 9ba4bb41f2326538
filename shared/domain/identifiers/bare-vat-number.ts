/** VAT numbers as Italian, Spanish, Portuguese and British papers print them: without their country. */
import { vatKeyIsRight } from './vat-number.ts';

/** Who may be meant by a bare number, and the currencies of papers that print it so. */
const BARE: ReadonlyArray<readonly [country: string, form: RegExp, currencies: readonly string[]]> = [
  ['IT', /^\d{11}$/, ['EUR']],
  ['ES', /^(?:[A-HJ-NP-SUVW]\d{7}[A-J\d]|\d{8}[A-Z])$/, ['EUR']],
  ['GB', /^\d{9}$/, ['GBP']],
  ['PT', /^[1235689]\d{8}$/, ['EUR']],
];

/**
 * The countries whose form and key a bare number has; most often one or none, since their forms differ and a British
 * key is rarely a Portuguese one as well.
 */
export function countriesOfBareVat(id: string): string[] {
  return BARE.filter(([country, form]) => form.test(id) && vatKeyIsRight(country + id) === true).map(
    ([country]) => country,
  );
}

/**
 * A VAT number with its country in front, as VIES asks for it. A bare number gets one where its form, its key and the
 * document's currency (ISO 4217; null where unknown) leave exactly one; any other is given back as it is.
 */
export function withVatCountry(id: string, currency: string | null): string {
  const able = countriesOfBareVat(id).filter(
    (country) =>
      currency === null || BARE.some(([name, , uses]) => name === country && uses.includes(currency)),
  );
  return able.length === 1 ? able[0]! + id : id;
}
