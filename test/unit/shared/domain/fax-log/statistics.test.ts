import { describe, expect, test } from 'vitest';
import {
  FAX_COLUMNS,
  type FaxColumn,
  type FaxRecord,
} from '../../../../../shared/domain/fax-log/fax-record.ts';
import type { FaxSums } from '../../../../../shared/domain/fax-log/fax-statistics.ts';
import { frenchNumber } from '../../../../../shared/domain/fax-log/french-numbers.ts';
import { NumberSet } from '../../../../../shared/domain/fax-log/number-set.ts';
import { faxErrorBit, recheckedRecord } from '../../../../../shared/domain/fax-log/row-rules.ts';
import {
  FaxStatisticsBuilder,
  MOST_DAYS,
  MOST_NAME_CHARACTERS,
  MOST_NAMES,
} from '../../../../../shared/domain/fax-log/statistics.ts';
import { expectedFaxSummary, faxLogRows } from '../../../../support/fax-log-generator.ts';

const SOUND: Partial<Record<FaxColumn, string>> = {
  faxId: 'FX1',
  userName: 'Durand Chloé',
  reseller: 'Agence Nord',
  mode: 'SF',
  sentAt: '15/01/2024 10:30',
  calledNumber: '0123456789',
  realPages: '3',
  billedPages: '3',
};

function record(cells: Partial<Record<FaxColumn, string>> = {}, damage = 0): FaxRecord {
  const original = FAX_COLUMNS.map((column) => ({ ...SOUND, ...cells })[column] ?? '');
  const raw = { row: 2, original, mode: 'SF', normalisedNumber: '', pages: 0, minute: null } as const;
  return recheckedRecord({ ...raw, errors: damage }, frenchNumber);
}

function figures(...records: FaxRecord[]) {
  const builder = new FaxStatisticsBuilder();
  for (const one of records) builder.add(one);
  return { summary: builder.summary(), ...builder.statistics() };
}

describe('figures of a log', () => {
  test('of no rows are nought', () => {
    const { summary, byDay, byUser, byHour, duplicates } = figures();
    expect(summary).toMatchObject({ totalEntries: 0, validEntries: 0, errorEntries: 0, pages: 0 });
    expect({ byDay, byUser, duplicates }).toEqual({
      byDay: [],
      byUser: [],
      duplicates: { entries: 0, pages: 0 },
    });
    expect(byHour).toHaveLength(24);
  });

  test('count invalid rows once and each of their errors, and sum up positive pages of all rows', () => {
    const { summary } = figures(
      record(),
      record({ mode: 'XX', calledNumber: '1' }),
      record({ mode: 'RF', realPages: '0' }),
    );
    expect(summary).toMatchObject({ totalEntries: 3, validEntries: 1, errorEntries: 2, pages: 6 });
    expect(summary.errors).toMatchObject({ invalid_mode: 1, invalid_number: 1, invalid_pages: 1 });
    expect(summary.byMode).toEqual({
      SF: { entries: 1, pages: 3 },
      RF: { entries: 1, pages: 0 },
      OTHER: { entries: 1, pages: 3 },
    });
  });

  test('are by day in order, rows without a readable time last', () => {
    const { byDay, byHour } = figures(
      record({ sentAt: '' }),
      record({ sentAt: '16/01/2024 00:00' }),
      record({ sentAt: '15/01/2024 23:59' }),
      record({ sentAt: '16/01/2024 23:10' }),
    );
    expect(byDay.map(({ day, sums }) => [day, sums.entries])).toEqual([
      ['2024-01-15', 1],
      ['2024-01-16', 2],
      [null, 1],
    ]);
    expect(byHour.map(({ entries }) => entries)).toEqual([1, ...Array(22).fill(0), 2]);
  });

  test('are by user and reseller, most entries first, then by name', () => {
    const { byUser, byReseller, otherUsers } = figures(
      record({ userName: 'B' }),
      record({ userName: 'C' }),
      record({ userName: 'A', billedPages: 'x' }),
      record({ userName: 'C', mode: 'XX', billedPages: '5' }),
    );
    expect(byUser).toEqual([
      { user: 'C', sums: { entries: 2, validEntries: 1, pages: 6, billedPages: 8 } },
      { user: 'A', sums: { entries: 1, validEntries: 1, pages: 3, billedPages: 0 } },
      { user: 'B', sums: { entries: 1, validEntries: 1, pages: 3, billedPages: 3 } },
    ]);
    expect(byReseller.map(({ reseller }) => reseller)).toEqual(['Agence Nord']);
    expect(otherUsers).toBeNull();
  });

  test('take a row that repeats number, minute and pages as a duplicate, however the number is written', () => {
    const { duplicates } = figures(
      record(),
      record({ calledNumber: '+33 1 23 45 67 89', faxId: 'FX2' }),
      record({ calledNumber: '0033123456789' }),
      record({ realPages: '4' }),
      record({ sentAt: '15/01/2024 10:31' }),
      record({ calledNumber: '0123456780' }),
    );
    expect(duplicates).toEqual({ entries: 2, pages: 6 });
  });

  test('take no row as a duplicate whose number or time is unknown', () => {
    const { duplicates } = figures(
      record({ sentAt: '' }),
      record({ sentAt: '' }),
      record({ calledNumber: '' }),
      record({ calledNumber: '' }),
    );
    expect(duplicates).toEqual({ entries: 0, pages: 0 });
  });

  test('compare billed pages with real ones where both are whole numbers', () => {
    const { billing, byDay } = figures(
      record(),
      record({ billedPages: '5' }),
      record({ billedPages: '1' }),
      record({ realPages: '0', billedPages: '4' }),
      record({ realPages: 'x', billedPages: '7' }),
      record({ billedPages: '' }),
    );
    expect(billing).toEqual({ differingEntries: 3, differencePages: 2 - 2 + 4 });
    expect(byDay[0]?.sums.billedPages).toBe(3 + 5 + 1 + 4 + 7);
  });

  test('believe no cell of a row with a wrong quote', () => {
    const { summary, byUser, byDay, billing } = figures(
      record({ billedPages: '9' }, faxErrorBit('wrong_quote')),
    );
    expect(summary).toMatchObject({ errorEntries: 1, pages: 0, errors: { wrong_quote: 1 } });
    expect(byUser).toEqual([{ user: '', sums: { entries: 1, validEntries: 0, pages: 0, billedPages: 0 } }]);
    expect(byDay[0]?.day).toBeNull();
    expect(billing.differingEntries).toBe(0);
  });
});

describe('figures of a hostile log', () => {
  test('sum up names beyond the most that are told apart', () => {
    const many = Array.from({ length: MOST_NAMES + 5 }, (_, i) => record({ userName: `u${i}` }));
    const { byUser, otherUsers } = figures(...many, record({ userName: 'u0' }));
    expect(byUser).toHaveLength(MOST_NAMES);
    expect(byUser[0]).toMatchObject({ user: 'u0', sums: { entries: 2 } });
    expect(otherUsers?.entries).toBe(5);
  });

  test('hold no more characters of names than they may', () => {
    const long = Array.from({ length: 70 }, (_, i) => record({ userName: String(i).padEnd(1000, 'x') }));
    const { byUser, otherUsers } = figures(
      ...long,
      record({ userName: 'y'.repeat(MOST_NAME_CHARACTERS + 1) }),
    );
    expect(byUser).toHaveLength(60);
    expect(otherUsers?.entries).toBe(11);
  });

  test('count rows of ever more days as without a time', () => {
    const days = Array.from({ length: MOST_DAYS + 3 }, (_, i) => ({ ...record(), minute: i * 1440 }));
    const { byDay, byHour } = figures(...days);
    expect(byDay).toHaveLength(MOST_DAYS + 1);
    expect(byDay.at(-1)).toMatchObject({ day: null, sums: { entries: 3 } });
    expect(byHour[0]?.entries).toBe(MOST_DAYS + 3);
  });
});

test('a generated log has the figures that it was made with', () => {
  const options = {
    rows: 20_000,
    seed: 3,
    repeatShare: 0.05,
    oddities: { shortRows: 4, wrongQuotes: 4, badBytes: 4 },
  };
  const builder = new FaxStatisticsBuilder();
  const sums = new Map<string, FaxSums>();
  const calls = new Set<string>();
  let duplicates = 0;
  let difference = 0;
  for (const { truth, cells, row, damage } of faxLogRows(options)) {
    if (truth === null) continue;
    const bit = { short: 'row_too_short', quote: 'wrong_quote', byte: 'bad_encoding' } as const;
    const original = FAX_COLUMNS.map((_, i) => cells[i] ?? '');
    const blank = { row, original, mode: 'OTHER', normalisedNumber: '', pages: 0, minute: null } as const;
    builder.add(recheckedRecord({ ...blank, errors: damage ? faxErrorBit(bit[damage]) : 0 }, frenchNumber));
    const day = truth.minute === null ? null : new Date(truth.minute * 60_000).toISOString().slice(0, 10);
    const hour = truth.minute === null ? null : Math.floor((truth.minute % 1440) / 60);
    const isLegible = damage !== 'quote';
    for (const key of [
      `day ${day}`,
      `hour ${hour}`,
      `user ${isLegible ? original[1] : ''}`,
      `reseller ${isLegible ? original[2] : ''}`,
    ]) {
      const sum = sums.get(key) ?? { entries: 0, validEntries: 0, pages: 0, billedPages: 0 };
      sum.entries += 1;
      sum.validEntries += truth.errors.length === 0 ? 1 : 0;
      sum.pages += truth.pages;
      sum.billedPages += truth.billedPages ?? 0;
      sums.set(key, sum);
    }
    const call = `${truth.number} ${truth.minute} ${truth.pages}`;
    if (truth.number !== '' && truth.minute !== null && calls.size === calls.add(call).size) duplicates += 1;
    if (truth.billedPages !== null && truth.pages > 0) difference += truth.billedPages - truth.pages;
  }
  const statistics = builder.statistics();
  expect(builder.summary()).toEqual(expectedFaxSummary(options));
  expect(statistics.duplicates.entries).toBe(duplicates);
  expect(duplicates).toBeGreaterThan(500);
  const of = (key: string) => sums.get(key);
  expect(statistics.byDay.map(({ sums }) => sums)).toEqual(
    statistics.byDay.map(({ day }) => of(`day ${day}`)),
  );
  expect(statistics.byUser.map(({ sums }) => sums)).toEqual(
    statistics.byUser.map(({ user }) => of(`user ${user}`)),
  );
  expect(statistics.byReseller.map(({ sums }) => sums)).toEqual(
    statistics.byReseller.map(({ reseller }) => of(`reseller ${reseller}`)),
  );
  expect(statistics.byHour).toEqual(statistics.byHour.map((_, hour) => of(`hour ${hour}`)));
  expect(statistics.byDay.length + statistics.byUser.length + statistics.byReseller.length + 24).toBe(
    [...sums.keys()].filter((key) => key !== 'hour null').length,
  );
  // Rows of nought pages that were billed come on top.
  expect(statistics.billing.differencePages).toBeGreaterThanOrEqual(difference);
});

test('a set of numbers holds what was added, as it grows too', () => {
  const set = new NumberSet();
  const some = Array.from({ length: 150_000 }, (_, i) => 33_100_000_000 + i * 4_294_967_291);
  expect(some.filter((value) => set.add(value))).toHaveLength(150_000);
  expect(some.filter((value) => set.add(value))).toEqual([]);
  expect(set.size).toBe(150_000);
  expect(set.add(Number.MAX_SAFE_INTEGER)).toBe(true);
  expect(set.add(Number.MAX_SAFE_INTEGER)).toBe(false);
});
