import { describe, expect, test } from 'vitest';
import {
  cellFormat,
  dateOf,
  numberText,
  plainDecimal,
} from '../../../../../shared/documents/table-files/cell-format.ts';

describe('a number format', () => {
  test.each([
    ['General', 'plain'],
    ['Standard', 'plain'],
    ['0.00', 'plain'],
    ['#,##0.00 "jours"', 'plain'],
    ['0.00E+00', 'plain'],
    ['[Red]#,##0;[Blue]-#,##0', 'plain'],
    ['dd/mm/yyyy', 'date'],
    ['[$-40C]d mmmm yyyy;@', 'date'],
    ['mmm-yy', 'date'],
    ['mmmm', 'date'],
    ['yyyy\\-mm\\-dd\\ hh:mm:ss', 'date'],
    ['d/m/yy h:mm AM/PM', 'date'],
    ['hh:mm:ss', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm:ss', 'time'],
    ['h" h "mm', 'time'],
  ])('%s is of a %s', (code, kind) => {
    expect(cellFormat(164, code).kind).toBe(kind);
  });

  test.each([
    [0, 'plain'],
    [2, 'plain'],
    [14, 'date'],
    [22, 'date'],
    [21, 'time'],
    [46, 'time'],
    [49, 'plain'],
  ])('number %i, which has no code, is of a %s', (id, kind) => {
    expect(cellFormat(id, undefined).kind).toBe(kind);
  });

  test.each([
    ['0000000000', '123456789', '0123456789'],
    ['0#" "##" "##" "##" "##', '123456789', '0123456789'],
    ['0000000000', '33123456789', '33123456789'],
    ['00.00', '5', '5'],
    ['0', '5', '5'],
    ['@', '5', '5'],
    ['"0"#########', '123456789', '0123456789'],
    ['"+33 "#', '123456789', '+33 123456789'],
    ['\\+\\3\\3\\ 0#', '123456789', '+33 123456789'],
    ['[$-40C]"(0)"#;@', '123456789', '(0)123456789'],
    ['"0"#', '1.5', '1.5'],
    ['"n° 1: "0', '5', '5'],
    ['"#"0', '5', '5'],
    ['"0"0.0', '5', '5'],
  ])('%s shows %s as %s', (code, raw, shown) => {
    expect(numberText(raw, cellFormat(164, code), false)).toBe(shown);
  });

  test.each([
    ['hh:mm:ss', '0.00096064814814814808', '00:01:23'],
    ['hh:mm:ss', '0', '00:00:00'],
    ['[h]:mm', '1.5', '36:00:00'],
    ['h:mm', '45306.4375', '2024-01-15T10:30:00'],
    ['dd/mm/yyyy', '45306.437499999', '2024-01-15T10:30:00'],
    ['dd/mm/yyyy', '-1', '-1'],
    ['dd/mm/yyyy', '9e9', '9000000000'],
    ['dd/mm/yyyy', 'abc', 'abc'],
  ])('%s shows %s as %s', (code, raw, shown) => {
    expect(numberText(raw, cellFormat(164, code), false)).toBe(shown);
  });
});

describe('days', () => {
  test.each([
    [1, '1900-01-01T00:00:00'],
    [59, '1900-02-28T00:00:00'],
    [61, '1900-03-01T00:00:00'],
    [25_569, '1970-01-01T00:00:00'],
    [2_958_465.999, '9999-12-31T23:58:34'],
  ])('%d of the usual system are %s', (days, iso) => {
    expect(dateOf(days, false)).toBe(iso);
  });

  test.each([
    [0, '1904-01-01T00:00:00'],
    [43_844.4375, '2024-01-15T10:30:00'],
  ])('%d of the old Macintosh one are %s', (days, iso) => {
    expect(dateOf(days, true)).toBe(iso);
  });

  test('beyond the calendar are no date', () => {
    for (const days of [-1, 2_958_466, Number.NaN, Infinity]) expect(dateOf(days, false)).toBeUndefined();
  });
});

test.each([
  [1e21, '1000000000000000000000'],
  [1.25e22, '12500000000000000000000'],
  [-1.5e-7, '-0.00000015'],
  [0.1, '0.1'],
  [33.450000000000003, '33.45'],
  [123456789012345680, '123456789012345680'],
])('%d is written without an exponent', (value, text) => {
  expect(plainDecimal(value)).toBe(text);
});
