import { describe, expect, it, test } from 'vitest';
import {
  isSomewhereInForce,
  ratesInForce,
  VAT_RATES,
  VAT_RATES_FROM,
} from '../../../../../shared/domain/vat-rates/vat-rates.ts';

describe('rates in force', () => {
  it.each([
    ['FR', '2026-03-05', [20, 10, 5.5, 2.1], [19.6, 19]],
    ['FR', '2026-03-05', [8.5, 0.9, 1.05], []],
    ['DE', '2020-06-30', [19, 7], [16]],
    ['DE', '2020-07-01', [16], [19]],
    ['DE', '2020-12-31', [16], [19]],
    ['DE', '2021-01-01', [19, 7], [16]],
    ['LU', '2022-12-31', [17, 14, 8, 3], [16]],
    ['LU', '2023-12-31', [16, 13, 7, 3], [17]],
    ['CH', '2017-12-31', [8, 2.5], [7.7]],
    ['CH', '2023-12-31', [7.7, 2.5], [8.1]],
    ['CH', '2024-01-01', [8.1, 3.8, 2.6], [7.7]],
    ['NL', '2018-12-31', [6], [9]],
    ['IE', '2020-10-01', [21], [23]],
    ['GB', '2021-12-24', [12.5], []],
    ['EE', '2025-07-01', [24], [22]],
    ['PT', '2024-01-01', [23, 22, 16], []],
  ])('%s on %s', (country, day, there, notThere) => {
    const rates = ratesInForce(country, day);
    expect(rates).toEqual(expect.arrayContaining(there));
    for (const rate of notThere) expect(rates).not.toContain(rate);
  });

  it('are not known of other countries, nor before the table begins', () => {
    expect(ratesInForce('US', '2026-01-01')).toBeNull();
    expect(ratesInForce('FR', '2013-12-31')).toBeNull();
    expect(ratesInForce('constructor', '2026-01-01')).toBeNull();
  });
});

test('every country of the Union, the United Kingdom, Norway and Switzerland has its periods in order', () => {
  const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
  expect(Object.keys(VAT_RATES).sort()).toEqual([...union, 'CH', 'GB', 'NO'].sort());
  for (const [country, { periods, source }] of Object.entries(VAT_RATES)) {
    const days = periods.map(([from]) => from);
    expect(days[0], country).toBe(VAT_RATES_FROM);
    expect([...new Set(days)].sort(), country).toEqual(days);
    expect(source, country).not.toBe('');
  }
});

test('a percentage is somewhere a rate, unless it is as low as discounts are', () => {
  for (const rate of [20, 19, 25.5, 8.1, 5.5]) expect(isSomewhereInForce(rate)).toBe(true);
  for (const rate of [1, 2, 3, 26, 0]) expect(isSomewhereInForce(rate)).toBe(false);
});
