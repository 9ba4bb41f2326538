import fc from 'fast-check';
import { expect, test } from 'vitest';
import { minuteOfTime } from '../../../shared/domain/fax-log/cell-values.ts';
import { FAX_COLUMN_NAMES, faxLayoutOf, NEEDED_COLUMNS } from '../../../shared/domain/fax-log/columns.ts';
import { compareFaxReports } from '../../../shared/domain/fax-log/comparison.ts';
import {
  FAX_COLUMNS,
  FAX_MODES,
  type FaxRecord,
  type RawRow,
} from '../../../shared/domain/fax-log/fax-record.ts';
import { frenchNumber } from '../../../shared/domain/fax-log/french-numbers.ts';
import { faxRowReader, isSameOutcome, recheckedRecord } from '../../../shared/domain/fax-log/row-rules.ts';
import { FaxStatisticsBuilder } from '../../../shared/domain/fax-log/statistics.ts';

const SEED = 20261120;

/** What stands in cells: sound values, near misses, other columns' values, rubbish. */
const cell = fc.oneof(
  fc.constantFrom('SF', ' rf ', 'XX', '3', '0', ' 12 ', '-1', '', ' ', '0123456789', '+33 (0)1 23 45 67 89'),
  fc.constantFrom('15/01/2024 10:30', '31/02/2024 10:30', '2024-01-15T10:30:00', 'Durand', 'Nord', 'Mode'),
  fc.integer({ min: 0, max: 40 }).map(String),
  fc.string({ unit: 'binary', maxLength: 12 }),
);
const fault = fc.constantFrom(
  undefined,
  undefined,
  undefined,
  'wrong_quote' as const,
  'bad_encoding' as const,
);
const raw = fc.tuple(fc.array(cell, { maxLength: 18 }), fault);

/** Headings in any order among unknown ones, each column at most once, all needed ones present. */
const headings = fc
  .tuple(
    fc.subarray(FAX_COLUMNS.filter((column) => !(NEEDED_COLUMNS as readonly string[]).includes(column))),
    fc.array(fc.constantFrom('Remarque', 'Centre', '', 'Prix', 'x'), { maxLength: 4 }),
  )
  .chain(([others, unknown]) => {
    const all = [...NEEDED_COLUMNS, ...others].map((column) => ({ column, text: FAX_COLUMN_NAMES[column] }));
    const noise = unknown.map((text) => ({ column: null, text }));
    return fc.shuffledSubarray([...all, ...noise], { minLength: all.length + noise.length });
  });

function recordsOf(order: { text: string }[], rows: [string[], RawRow['fault']][]): FaxRecord[] {
  const heads = { row: 1, cells: order.map(({ text }) => text) };
  const read = faxRowReader(faxLayoutOf([heads]), frenchNumber);
  return rows.flatMap(
    ([cells, found], i) => read({ row: i + 2, cells, ...(found && { fault: found }) }) ?? [],
  );
}

test('every column is found wherever its heading stands', () => {
  fc.assert(
    fc.property(headings, (order) => {
      const layout = faxLayoutOf([{ row: 1, cells: order.map(({ text }) => text) }]);
      FAX_COLUMNS.forEach((column, i) => {
        expect(layout.places[i]).toBe(order.findIndex((heading) => heading.column === column));
      });
    }),
    { seed: SEED, numRuns: 500 },
  );
});

test('a row of whatever cells is a record that agrees with itself, and checked again is the same', () => {
  fc.assert(
    fc.property(headings, fc.array(raw, { maxLength: 12 }), (order, rows) => {
      for (const record of recordsOf(order, rows)) {
        expect(record.original).toHaveLength(FAX_COLUMNS.length);
        expect(FAX_MODES).toContain(record.mode);
        expect(record.normalisedNumber).toMatch(/^(?:33[1-9]\d{8})?$/);
        expect(Number.isInteger(record.pages) && record.pages >= 0).toBe(true);
        if (record.errors === 0)
          expect(record.mode !== 'OTHER' && record.normalisedNumber !== '' && record.pages > 0).toBe(true);
        expect(isSameOutcome(recheckedRecord(record, frenchNumber), record)).toBe(true);
      }
    }),
    { seed: SEED + 1, numRuns: 1500 },
  );
});

test('a time is read as it was written, and a day that no calendar has never is', () => {
  const two = (value: number) => String(value).padStart(2, '0');
  fc.assert(
    fc.property(
      fc.integer({ min: 1960, max: 2210 }),
      fc.integer({ min: 0, max: 14 }),
      fc.integer({ min: 0, max: 33 }),
      fc.integer({ min: 0, max: 25 }),
      fc.integer({ min: 0, max: 61 }),
      (year, month, day, hour, minute) => {
        const iso = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}`;
        const time = Date.parse(`${iso}Z`);
        const isReal = !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
        const expected = isReal && year >= 1970 && year < 2200 ? time / 60_000 : null;
        expect(minuteOfTime(`${two(day)}/${two(month)}/${year} ${two(hour)}:${two(minute)}`)).toBe(expected);
        expect(minuteOfTime(`${iso}:00`)).toBe(expected);
      },
    ),
    { seed: SEED + 2, numRuns: 5000 },
  );
});

function figuresOf(records: readonly FaxRecord[]) {
  const builder = new FaxStatisticsBuilder();
  for (const record of records) builder.add(record);
  return { summary: builder.summary(), statistics: builder.statistics() };
}

test('figures are the same in whatever order the rows come, and each breakdown adds up to the whole', () => {
  fc.assert(
    fc.property(headings, fc.array(raw, { maxLength: 30 }), (order, rows) => {
      const records = recordsOf(order, rows);
      const { summary, statistics } = figuresOf(records);
      expect(figuresOf(records.toReversed())).toEqual({ summary, statistics });
      expect(summary.validEntries + summary.errorEntries).toBe(summary.totalEntries);
      for (const breakdown of [statistics.byDay, statistics.byUser, statistics.byReseller]) {
        const total = (figure: 'entries' | 'validEntries' | 'pages') =>
          breakdown.reduce((sum, { sums }) => sum + sums[figure], 0);
        expect([total('entries'), total('validEntries'), total('pages')]).toEqual([
          summary.totalEntries,
          summary.validEntries,
          summary.pages,
        ]);
      }
    }),
    { seed: SEED + 3, numRuns: 400 },
  );
});

test('called numbers are compared as sets are', () => {
  const number = fc.integer({ min: 1, max: 60 }).map((n) => String(10 ** (8 + (n % 4)) + n));
  const numbers = fc.uniqueArray(number, { maxLength: 40 }).map((all) => new Set(all));
  const figures = figuresOf([]);
  const ascending = (all: Iterable<string>) => [...all].sort((a, b) => Number(a) - Number(b));
  fc.assert(
    fc.property(numbers, numbers, (before, after) => {
      const compared = compareFaxReports(
        { ...figures, numbers: ascending(before) },
        { ...figures, numbers: ascending(after) },
        { most: 100 },
      ).numbers;
      expect(compared.onlyBefore).toEqual(ascending(before).filter((one) => !after.has(one)));
      expect(compared.onlyAfter).toEqual(ascending(after).filter((one) => !before.has(one)));
      expect(compared.counts.both).toBe([...before].filter((one) => after.has(one)).length);
    }),
    { seed: SEED + 4, numRuns: 500 },
  );
});
