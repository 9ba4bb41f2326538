/** Our VAT keys against those of jsvat, an independent implementation of the published rules. */
import fc from 'fast-check';
import { checkVAT, countries } from 'jsvat';
import { describe, expect, test } from 'vitest';
import { hasVatForm, vatKeyIsRight } from '../../shared/domain/identifiers/vat-number.ts';

const SEED = 20261120;
const RUNS = 3000;

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`));
const form = (pattern: RegExp) => fc.stringMatching(pattern);

/** What follows the country's letters, of the country's form; keys are right by chance. */
const NUMBERS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  AT: form(/^U\d{8}$/),
  BE: digits(10),
  BG: form(/^\d{9,10}$/),
  CH: form(/^E\d{9}$/),
  CY: form(/^[0-59]\d{7}[A-Z]$/),
  CZ: form(/^\d{8}(\d\d)?$/),
  DE: form(/^[1-9]\d{8}$/),
  DK: digits(8),
  EE: form(/^10\d{7}$/),
  EL: digits(9),
  ES: form(/^(?:[A-HJUV]\d{8}|[NPQRSW]\d{7}[A-J]|[0-9XYZ]\d{7}[A-Z])$/),
  FI: digits(8),
  FR: digits(11),
  GB: digits(9),
  HR: digits(11),
  HU: digits(8),
  IE: form(/^(?:\d{7}[A-W][AH]?|[7-9][A-Z]\d{5}[A-W])$/),
  IT: digits(11),
  LT: form(/^(?:\d{7}1\d|\d{10}1\d)$/),
  LU: digits(8),
  LV: form(/^[4-9]\d{10}$/),
  MT: form(/^[1-9]\d{7}$/),
  NL: form(/^\d{9}B\d{2}$/),
  NO: digits(9),
  PL: digits(10),
  PT: digits(9),
  RO: form(/^[1-9]\d{5,9}$/),
  SE: form(/^\d{10}01$/),
  SI: form(/^[1-9]\d{7}$/),
  SK: form(/^[1-9]\d[2-46-9]\d{7}$/),
};

/**
 * Where the two differ, and why ours stands.
 *
 * BE  Numbers that begin with 1 have been given since 2023 (SPF Economie, BCE); jsvat knows only those with 0.
 * BG  jsvat lets persons be born on the 32nd to the 39th.
 * CZ  Companies' numbers never begin with 9 (python-stdnum, cz.dic); birth numbers want no second rule.
 * DK  A CVR number never begins with 0 (Erhvervsstyrelsen).
 * ES  A, B, E and H end in a digit, the letters of public bodies in a letter, others in either (Orden EHA/451/2008).
 * FI  A remainder of one is not issued (PRH); jsvat takes it for 0. The same for PL and NL with ten.
 * GB  jsvat takes check digits 97 for 00, HMRC's rule gives both.
 * LV  jsvat lets numbers through whose remainder never occurs.
 * PT  A NIF never begins with 0 (Decreto-Lei 14/2013).
 */
function mayDiffer(country: string, rest: string, ours: boolean): boolean {
  switch (country) {
    case 'BE':
      return rest.startsWith('1');
    case 'BG':
      return rest.length === 10 && !ours;
    case 'CZ':
      return rest.length === 10 || rest.startsWith('9');
    case 'DK':
    case 'PT':
      return rest.startsWith('0') && !ours;
    case 'ES':
      return /^[A-HJUV]\d{7}/.test(rest);
    case 'FI':
    case 'PL':
      return rest.endsWith('0') && !ours;
    case 'NL':
      return (rest[8] === '0' && !ours) || ours;
    case 'GB':
      return Number(rest.slice(7)) >= 97;
    case 'LV':
      return !ours;
    default:
      return false;
  }
}

describe('VAT keys', () => {
  test.each(Object.keys(NUMBERS))('of %s are those of another implementation', (country) => {
    fc.assert(
      fc.property(NUMBERS[country]!, (rest) => {
        const id = country + rest;
        const ours = vatKeyIsRight(id);
        if (ours === null || ours === checkVAT(id, countries).isValid) return;
        expect(mayDiffer(country, rest, ours), `${id}: ours says ${ours}`).toBe(true);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  test('are told of any text, and never right without the form', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), fc.constantFrom(...Object.keys(NUMBERS)), (text, country) => {
        const id = country + text;
        if (!hasVatForm(id)) expect(vatKeyIsRight(id)).toBe(false);
      }),
      { seed: SEED },
    );
  });

  test('of a British number hold for Northern Ireland', () => {
    fc.assert(
      fc.property(digits(9), (rest) => {
        expect(vatKeyIsRight(`XI${rest}`)).toBe(vatKeyIsRight(`GB${rest}`));
      }),
      { seed: SEED },
    );
  });
});
