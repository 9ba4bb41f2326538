import { expect, test } from 'vitest';
import { byteCount, duration, percentage } from '../../../cli/numbers-in-words.ts';

test('bytes are told with three figures at most', () => {
  expect([0, 999, 1000, 11_300_000, 999_600_000, 512_000_000_000].map(byteCount)).toEqual([
    '0 B',
    '999 B',
    '1.0 kB',
    '11.3 MB',
    '1.0 GB',
    '512 GB',
  ]);
});

test('percentages have two decimals at most, and none is none', () => {
  expect([94.523, 100, 0, null, undefined].map(percentage)).toEqual(['94.52 %', '100 %', '0 %', null, null]);
});

test('durations are told by their two largest units', () => {
  expect([0, 5.9, 60, 3725, 93_600, 86_400 * 3 + 60].map(duration)).toEqual([
    '0 s',
    '5 s',
    '1 min',
    '1 h 2 min',
    '1 d 2 h',
    '3 d',
  ]);
});
