import { expect, it } from 'vitest';
import {
  countriesOfBareVat,
  withVatCountry,
} from '../../../../../shared/domain/identifiers/bare-vat-number.ts';

it.each([
  ['00743110157', 'EUR', 'IT00743110157'],
  ['B12345674', 'EUR', 'ESB12345674'],
  ['339182738', 'GBP', 'GB339182738'],
  ['501234560', 'EUR', 'PT501234560'],
])('puts the country before the bare number %s of a paper in %s', (bare, currency, whole) => {
  expect(withVatCountry(bare, currency)).toBe(whole);
});

it('leaves a number as it is where the key is wrong, the currency another, or the country there', () => {
  expect(withVatCountry('00743110158', 'EUR')).toBe('00743110158');
  expect(withVatCountry('00743110157', 'AUD')).toBe('00743110157');
  expect(withVatCountry('IT00743110157', 'EUR')).toBe('IT00743110157');
  expect(countriesOfBareVat('')).toEqual([]);
});
