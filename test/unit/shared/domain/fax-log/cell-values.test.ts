import { describe, expect, test } from 'vitest';
import { minuteOfTime, wholeNumber } from '../../../../../shared/domain/fax-log/cell-values.ts';

describe('a whole number', () => {
  test.each([
    ['3', 3],
    [' 3 ', 3],
    ['\u00a03\t', 3],
    ['0', 0],
    ['007', 7],
    ['999999999', 999_999_999],
    ['000000000001', 1],
  ])('is read from "%s"', (cell, value) => {
    expect(wholeNumber(cell)).toBe(value);
  });

  test.each([
    '',
    ' ',
    '-1',
    '+1',
    '1.0',
    '1,5',
    '1 000',
    'trois',
    '1e3',
    '0x10',
    '1000000000',
    '٣',
    '３',
    'NaN',
  ])('is not "%s"', (cell) => {
    expect(wholeNumber(cell)).toBe(-1);
  });
});

describe('a time', () => {
  const minute = (iso: string) => Date.parse(`${iso}Z`) / 60_000;

  test.each([
    ['15/01/2024 10:30', '2024-01-15T10:30'],
    ['29/02/2024 23:59', '2024-02-29T23:59'],
    ['01/01/1970 00:00', '1970-01-01T00:00'],
    ['31/12/2199 00:01', '2199-12-31T00:01'],
    ['29/02/2000 00:00', '2000-02-29T00:00'],
    [' 15/01/2024 10:30 ', '2024-01-15T10:30'],
    ['15/01/2024 10:30:59', '2024-01-15T10:30'],
    ['5/1/2024 9:05', '2024-01-05T09:05'],
    ['15-01-2024 10:30', '2024-01-15T10:30'],
    ['15.01.2024  10h30', '2024-01-15T10:30'],
    ['15/01/2024 à 10:30', '2024-01-15T10:30'],
    ['2024-01-15T10:30:00', '2024-01-15T10:30'],
    ['2024-01-15 10:30', '2024-01-15T10:30'],
    ['2024-01-15T10:30:59.999', '2024-01-15T10:30'],
    ['2024-01-15T10:30:00+02:00', '2024-01-15T10:30'],
  ])('is read from "%s" on the log\'s own clock', (cell, iso) => {
    expect(minuteOfTime(cell)).toBe(minute(iso));
  });

  test.each([
    '',
    'hier',
    '15/01/2024',
    '10:30',
    '31/02/2024 10:00',
    '29/02/2023 10:00',
    '29/02/2100 10:00',
    '00/01/2024 10:00',
    '15/13/2024 10:00',
    '15/00/2024 10:00',
    '15/01/2024 24:00',
    '15/01/2024 10:60',
    '15/01/2024 10:30:60',
    '31/12/1969 23:59',
    '01/01/2200 00:00',
    '15/01/24 10:30',
    '15/01-2024 10:30',
    '2024-02-30T10:00:00',
    '45306.4375',
    'xx/yy/zzzz aa:bb',
    '15/01/2024 aa:bb',
  ])('is not "%s"', (cell) => {
    expect(minuteOfTime(cell)).toBeNull();
  });

  test('is read of each day that there is, however the days are mixed', () => {
    for (let day = 0; day < 84_006; day += 13) {
      const iso = new Date(day * 86_400_000).toISOString();
      const [year, month, date] = iso.slice(0, 10).split('-');
      expect(minuteOfTime(`${date}/${month}/${year} 07:05`)).toBe(day * 1440 + 425);
      expect(minuteOfTime('15/01/2024 10:30')).toBe(minute('2024-01-15T10:30'));
    }
  });
});
