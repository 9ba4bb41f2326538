import fc from 'fast-check';
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { expect, test } from 'vitest';
import { frenchNumber, frenchNumberButMobile } from '../../../shared/domain/fax-log/french-numbers.ts';
import {
  internationalNumberRule,
  libraryNumber,
} from '../../../shared/domain/fax-log/international-numbers.ts';

const SEED = 20261120;

const digit = fc.integer({ min: 0, max: 9 });
const digits = (least: number, most: number) =>
  fc.array(digit, { minLength: least, maxLength: most }).map((all) => all.join(''));
const mark = fc.constantFrom('', '', '', '', '', ' ', '.', '-', '/', '  ', '\u00a0');
/** Digits with signs between some of them. */
const spaced = (number: fc.Arbitrary<string>) =>
  fc
    .tuple(number, fc.array(mark, { minLength: 24, maxLength: 24 }))
    .map(([text, marks]) => [...text].map((character, i) => character + marks[i % marks.length]).join(''));
const prefix = fc.constantFrom(
  '0',
  '33',
  '+33',
  '+ 33',
  '0033',
  '00 33 ',
  '+33 (0)',
  '0033(0)',
  '(0)',
  '33(0)',
  '+33 0',
  '+',
  '00',
  '000',
  '',
);
const french = fc.tuple(prefix, spaced(digits(8, 10))).map((parts) => parts.join(''));
/** Beginnings at which the library's French ranges part. */
const atRanges = fc
  .tuple(
    prefix,
    fc.constantFrom('26', '59', '6', '69', '63', '7', '80', '836', '8360', '81', '9', '21'),
    digits(9, 9),
  )
  .map(([before, range, rest]) => before + (range + rest).slice(0, 9));
const overseas = fc
  .tuple(
    fc.constantFrom('0', '+', '00', '', '+33', '33', '0033 '),
    fc.constantFrom('590', '690', '594', '694', '596', '696', '262', '692', '269', '639', '508', '687'),
    spaced(digits(4, 9)),
  )
  .map((parts) => parts.join(''));
const country = fc.constantFrom(...getCountries());
const foreign = fc
  .tuple(country, fc.constantFrom('+', '00', '', '0'), spaced(digits(0, 3)), fc.boolean())
  .map(([of, before, more, isNational]) => {
    const example = getExampleNumber(of, examples);
    const text = isNational ? example?.formatNational() : example?.formatInternational().slice(1);
    return `${before}${text}${more}`;
  });
const anyCode = fc
  .tuple(fc.constantFrom('+', '00', ''), spaced(digits(3, 16)))
  .map((parts) => parts.join(''));
const rubbish = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: fc.constantFrom(...'0123456789+()-./ ;x#extp:=ANB'), maxLength: 24 }),
  fc.constantFrom('tel:+33123456789', '01 23 45 67 89 ext 5', 'Fax : 01 23 45 67 89', '0'.repeat(300)),
);
/** As spreadsheets show long numbers in narrow columns. */
const rounded = fc
  .tuple(
    fc.constantFrom('3,3', '3.3', '33', '0'),
    digits(5, 9),
    fc.constantFrom('E+', 'e+', 'E-', 'E', '+'),
    digits(0, 2),
  )
  .map((parts) => parts.join(''));
const cell = fc.oneof(french, atRanges, overseas, foreign, anyCode, rounded, rubbish);

test('the international rule answers what the library answers, for whatever stands in a cell', () => {
  const rule = internationalNumberRule();
  fc.assert(
    fc.property(cell, (text) => {
      expect(rule(text)).toBe(libraryNumber(text));
      // A second time from the memo.
      expect(rule(text)).toBe(libraryNumber(text));
    }),
    { seed: SEED, numRuns: 12_000 },
  );
});

test('a number that the library finds valid as dialled from France is valid, as the library writes it', () => {
  const rule = internationalNumberRule();
  fc.assert(
    fc.property(cell, (text) => {
      const number = text.length > 250 ? undefined : parsePhoneNumberFromString(text, 'FR');
      if (number?.isValid()) expect(`+${rule(text)}`).toBe(number.number);
    }),
    { seed: SEED + 1, numRuns: 6_000 },
  );
});

test('what the international rule calls valid is a valid number in E.164 without its plus', () => {
  const rule = internationalNumberRule();
  fc.assert(
    fc.property(cell, (text) => {
      const number = rule(text);
      if (number !== '') expect(parsePhoneNumberFromString(`+${number}`)?.isValid()).toBe(true);
    }),
    { seed: SEED + 2, numRuns: 6_000 },
  );
});

/** The plain digit rules as they are written down, word by word. */
function plainly(original: string): string {
  if (/\dE[+-]\d/i.test(original)) return '';
  let number = original.replace('(0)', '').replace(/[^0-9]/g, '');
  if (number.startsWith('00')) number = number.slice(2);
  if (/^0\d{9}$/.test(number)) number = `33${number.slice(1)}`;
  return /^33[1-9]\d{8}$/.test(number) ? number : '';
}

test('the French rule does what its plain words say, for whatever stands in a cell', () => {
  fc.assert(
    fc.property(cell, (text) => {
      expect(frenchNumber(text)).toBe(plainly(text));
      expect(frenchNumberButMobile(text)).toBe(/^33[67]/.test(plainly(text)) ? '' : plainly(text));
    }),
    { seed: SEED + 3, numRuns: 12_000 },
  );
});

test('a normalised French number stays as it is', () => {
  fc.assert(
    fc.property(french, (text) => {
      const number = frenchNumber(text);
      expect(frenchNumber(number)).toBe(number);
    }),
    { seed: SEED + 4, numRuns: 2_000 },
  );
});
