import { expect, it } from 'vitest';
import { currencyCode } from '../../../../../shared/domain/money/currency.ts';

it.each([
  ['€', 'EUR'],
  ['eur', 'EUR'],
  ['US$', 'USD'],
  ['RM', 'MYR'],
  ['Fr.', 'CHF'],
  ['euros', 'EUR'],
])('%s stands for %s', (printed, code) => {
  expect(currencyCode(printed)).toBe(code);
});

it('a word that is no currency has no code', () => {
  expect(currencyCode('TVA')).toBeNull();
});
