import { describe, expect, it } from 'vitest';
import {
  parseAmount,
  printAmount,
  roundToCents,
  sameAmount,
} from '../../../../../shared/domain/money/amount.ts';

describe('parseAmount', () => {
  it.each([
    ['1 234,56', 1234.56],
    ['1\u202f234,56', 1234.56],
    ['1.234,56', 1234.56],
    ['1,234.56', 1234.56],
    ["1'234.50", 1234.5],
    ['1’234.50', 1234.5],
    ['12,5', 12.5],
    ['-218,48', -218.48],
    ['218,48-', -218.48],
    ['−9,00', -9],
    ['(35,13)', -35.13],
    ['0,00', 0],
    ['1,23,456.00', 123456],
    ['12 345', 12345],
    ['3,3333', 3.3333],
  ])('reads %s as %d', (text, value) => {
    expect(parseAmount(text)?.value).toBe(value);
  });

  it.each(['', 'abc', '12,34,56', '1.2.3', '12%', '--5', '1234 567,00', '12:30'])('refuses %j', (text) => {
    expect(parseAmount(text)).toBeNull();
  });

  it('marks a lone separator before three digits as ambiguous and takes it for thousands', () => {
    expect(parseAmount('1.234')).toEqual({ value: 1234, decimals: 0, ambiguous: true });
    expect(parseAmount('0,025')).toEqual({ value: 0.025, decimals: 3, ambiguous: false });
  });
});

describe('amounts', () => {
  it('are printed in the style of a country', () => {
    expect(printAmount(-1234567.5, { thousands: ' ', decimal: ',' })).toBe('-1 234 567,50');
    expect(printAmount(999, { thousands: ',', decimal: '.' })).toBe('999.00');
  });

  it('are rounded to cents away from zero, free of binary noise', () => {
    expect(roundToCents(1.005)).toBe(1.01);
    expect(roundToCents(-1.005)).toBe(-1.01);
    expect(Object.is(roundToCents(-0.001), 0)).toBe(true);
  });

  it('are the same within the tolerance given', () => {
    expect(sameAmount(0.1 + 0.2, 0.3)).toBe(true);
    expect(sameAmount(10, 10.02)).toBe(false);
    expect(sameAmount(10, 10.02, 2)).toBe(true);
  });
});
