import { expect, test } from 'vitest';
import { NumberSet } from '../../../../../shared/domain/fax-log/number-set.ts';

test('tells numbers apart, however many and however large', () => {
  const set = new NumberSet();
  const numbers = Array.from({ length: 5_000 }, (_, index) => 1 + index * 1_801_439_850_947);
  expect(numbers.every((number) => set.add(number))).toBe(true);
  expect(numbers.some((number) => set.add(number))).toBe(false);
  expect(set.size).toBe(5_000);
});

test('takes numbers that were chosen to crowd together as fast as any', () => {
  // The first factors of the usual mixing functions, under which these would share a sixty-fourth of the slots.
  const crowds = (number: number) => {
    const mixed = Math.imul((number >>> 0) ^ Math.imul((number / 2 ** 32) >>> 0, 0x9e3779b1), 0x85ebca6b);
    return ((mixed ^ (mixed >>> 15)) & 0x7ffff) < 8192;
  };
  const chosen: number[] = [];
  for (let index = 1; chosen.length < 60_000; index++) {
    const number = (index * 2_654_435_761) % 2 ** 53;
    if (crowds(number)) chosen.push(number);
  }
  const set = new NumberSet();
  const begun = performance.now();
  for (const number of chosen) set.add(number);
  // 2 s and more where they crowd; some 10 ms where they do not.
  expect(performance.now() - begun).toBeLessThan(500);
});
