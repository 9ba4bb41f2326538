import { expect, test } from 'vitest';
import { figuresIn } from '../../../../web/admin/figures.ts';

/** Thin and no-break spaces are a matter of typography. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const french = figuresIn('fr');
const english = figuresIn('en');

test('numbers, shares and sizes are written as readers of each language expect', () => {
  expect(plain(french.count(89_929))).toBe('89 929');
  expect(english.count(89_929)).toBe('89,929');
  expect(plain(french.percent(94.523, 2))).toBe('94,52 %');
  expect(english.percent(94.523, 2)).toBe('94.52%');
  expect(plain(french.bytes(11_300_000))).toBe('11,3 Mo');
  expect(english.bytes(999)).toBe('999 B');
  expect(plain(french.milliseconds(4.26))).toBe('4,3 ms');
});

test('durations have their two largest units', () => {
  expect([0, 59, 60, 3725, 93_600].map((seconds) => french.duration(seconds))).toEqual([
    '0 s',
    '59 s',
    '1 min 0 s',
    '1 h 2 min',
    '1 j 2 h',
  ]);
  expect(english.duration(93_600)).toBe('1 d 2 h');
});

test('what is not known is a dash, never a nought', () => {
  for (const figures of [french, english]) {
    expect([figures.count(null), figures.percent(undefined), figures.bytes(null)]).toEqual(['–', '–', '–']);
    expect([figures.duration(null), figures.milliseconds(null)]).toEqual(['–', '–']);
  }
});
