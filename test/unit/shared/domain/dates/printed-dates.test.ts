import { describe, expect, it } from 'vitest';
import { addDays, daysBetween, endOfMonth, isoDay } from '../../../../../shared/domain/dates/calendar.ts';
import {
  dayUnder,
  orderFromEvidence,
  printedDates,
} from '../../../../../shared/domain/dates/printed-dates.ts';

const days = (text: string) => printedDates(text).map((date) => dayUnder(date, 'day-first'));

describe('a printed date', () => {
  it.each([
    ['31/12/2026', '2026-12-31'],
    ['31.12.26', '2026-12-31'],
    ['31-12-2026', '2026-12-31'],
    ['02.03,2020', '2020-03-02'],
    ['2. 3. 2020', '2020-03-02'],
    ['2026-03-03', '2026-03-03'],
    ['2026/03/03', '2026-03-03'],
    ['3 mars 2026', '2026-03-03'],
    ['1er août 2026', '2026-08-01'],
    ['11. März 2014', '2014-03-11'],
    ['August 3 , 2014', '2014-08-03'],
    ['May 3rd, 2021', '2021-05-03'],
    ['05 MAR 2018', '2018-03-05'],
    ['05-Mar-18', '2018-03-05'],
    ['19 april 2014', '2014-04-19'],
    ['3 de marzo de 2026', '2026-03-03'],
    ['12 dicembre 2025', '2025-12-12'],
    ['12 fevereiro 2025', '2025-02-12'],
    ['21.04.2015:52', '2020-04-21'],
    ['17.08.2021-18:42', '2021-08-17'],
    ['DATE15-12-16', '2016-12-15'],
    ['1@/09/2@17', '2017-09-10'],
  ])('%s is %s', (text, day) => {
    expect(days(text)).toEqual([day]);
  });

  it.each([
    ['20.05.202014:47', '2020-05-20'],
    ['Kasse 4 9155131.01.201914:59', '2019-01-31'],
    ['18-11 18 13:58SH01', '2018-11-18'],
    ['26702/18 08:28', '2018-02-26'],
    ['Date: 13/03/20 18', '2018-03-13'],
    ['10-05-20 17 Time: 21:51', '2017-05-10'],
    ['O3/l1/2O17', '2017-11-03'],
    ['04:15pm.27March.2018', '2018-03-27'],
  ])('that a reader damaged is read all the same: %s is %s', (text, day) => {
    expect(days(text)).toEqual([day]);
  });

  it.each(['18-11 18 pcs', '26702/18', '01/03/20 12 pcs', 'lO/Il/OO'])('is not seen in %s', (text) => {
    expect(days(text).filter((day) => !day.startsWith('2020-03-01'))).toEqual([]);
  });

  it.each([
    '32/01/2026',
    '29/02/2025',
    '1.234.56',
    '01 02 03 04 05',
    '12:30',
    '192.168.10.20',
    'Version 2.0.1',
  ])('%s is none', (text) => {
    expect(days(text)).toEqual([]);
  });

  it('is found where it stands, several to a line', () => {
    const found = printedDates('du 01/10/2018 au 31/10/2018');
    expect(found.map(({ start, end }) => [start, end])).toEqual([
      [3, 13],
      [17, 27],
    ]);
  });

  it('without separators is read only when asked for', () => {
    expect(printedDates('20181230')).toEqual([]);
    expect(printedDates('20181230', { compact: true }).map((date) => date.dayFirst)).toEqual(['2018-12-30']);
    expect(printedDates('RE-20181230/5', { compact: true })).toEqual([]);
  });
});

describe('the order of day and month', () => {
  it('is settled for all by one date that only one order can read', () => {
    const dates = printedDates('03/04/2023 and 03/20/2023');
    expect(orderFromEvidence(dates, 'day-first')).toBe('month-first');
    expect(dates.map((date) => dayUnder(date, 'month-first'))).toEqual(['2023-03-04', '2023-03-20']);
  });

  it('falls back where nothing tells', () => {
    expect(orderFromEvidence(printedDates('03/04/2023'), 'day-first')).toBe('day-first');
  });

  it('is day first between points, whatever the others say', () => {
    expect(printedDates('03.04.2020')[0]).toMatchObject({ dayFirst: '2020-04-03', monthFirst: null });
  });
});

describe('calendar days', () => {
  it('exist or are null', () => {
    expect(isoDay(2024, 2, 29)).toBe('2024-02-29');
    expect(isoDay(2025, 2, 29)).toBeNull();
    expect(isoDay(1800, 1, 1)).toBeNull();
  });

  it('are counted across months and years', () => {
    expect(addDays('2025-12-31', 1)).toBe('2026-01-01');
    expect(endOfMonth('2024-02-03')).toBe('2024-02-29');
    expect(daysBetween('2026-01-31', '2026-03-02')).toBe(30);
  });
});

describe('figures that only look like a date', () => {
  it.each(['KD11-04-06 - 5/40', 'HDO3-04-06'])('go on with a code: %s', (text) => {
    expect(days(text)).toEqual([]);
  });

  it('as the version of a till does are less sure', () => {
    expect(printedDates('2.1.44')[0]!.clarity).toBeLessThan(printedDates('12.01.24')[0]!.clarity);
  });
});
