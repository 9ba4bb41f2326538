import { describe, expect, test } from 'vitest';
import { faxLayoutOf } from '../../../../../shared/domain/fax-log/columns.ts';
import { type ComparedReport, compareFaxReports } from '../../../../../shared/domain/fax-log/comparison.ts';
import { frenchNumber } from '../../../../../shared/domain/fax-log/french-numbers.ts';
import { faxRowReader } from '../../../../../shared/domain/fax-log/row-rules.ts';
import { FaxStatisticsBuilder, MOST_NAMES } from '../../../../../shared/domain/fax-log/statistics.ts';

const HEADINGS = [
  'Fax ID',
  'Nom et prénom utilisateur',
  'Revendeur',
  'Mode',
  'Date et heure',
  'Numéro appelé',
  'Nombre de page réel',
  'Pages facturées',
];

/** A report of rows `user, reseller, mode, time, number, pages`; billed as sent. */
function report(...rows: [string, string, string, string, string, string][]): ComparedReport {
  const all = [
    { row: 1, cells: HEADINGS },
    ...rows.map((row, i) => ({ row: i + 2, cells: [`FX${i}`, ...row, row[5]] })),
  ];
  const reader = faxRowReader(faxLayoutOf(all), frenchNumber);
  const builder = new FaxStatisticsBuilder();
  const numbers = new Set<string>();
  for (const raw of all) {
    const record = reader(raw);
    if (record === null) continue;
    builder.add(record);
    if (record.normalisedNumber !== '') numbers.add(record.normalisedNumber);
  }
  return { summary: builder.summary(), statistics: builder.statistics(), numbers: [...numbers].sort() };
}

const JANUARY = report(
  ['Durand', 'Nord', 'SF', '15/01/2024 10:00', '0123456781', '3'],
  ['Durand', 'Nord', 'RF', '16/01/2024 10:00', '0123456782', '2'],
  ['Petit', 'Nord', 'SF', '16/01/2024 11:00', '0123456783', '1'],
  ['Blanc', 'Sud', 'XX', '17/01/2024 11:00', '0123456783', '1'],
);
const FEBRUARY = report(
  ['Durand', 'Nord', 'SF', '15/02/2024 10:00', '0123456783', '6'],
  ['Petit', 'Nord', 'SF', '15/02/2024 12:00', '0123456784', '1'],
  ['Moreau', 'Est', 'SF', '', '0123456785', '4'],
);

describe('a comparison of two reports', () => {
  const compared = compareFaxReports(JANUARY, FEBRUARY);

  test('tells which days each covers', () => {
    expect(compared.period).toEqual({
      before: { from: '2024-01-15', to: '2024-01-17', days: 3 },
      after: { from: '2024-02-15', to: '2024-02-15', days: 1 },
    });
  });

  test('gives each total of both, the difference, and what that is in per cent', () => {
    expect(compared.totals.entries).toEqual({ before: 4, after: 3, difference: -1, percent: -25 });
    expect(compared.totals.pages).toEqual({ before: 7, after: 11, difference: 4, percent: 57.14 });
    expect(compared.totals.billedPages).toMatchObject({ before: 7, after: 11 });
    expect(compared.successRate).toEqual({ before: 75, after: 100, difference: 25 });
    expect(compared.byMode.RF.entries).toEqual({ before: 1, after: 0, difference: -1, percent: -100 });
    expect(compared.errors.invalid_mode.difference).toBe(-1);
    expect(compared.errors.invalid_pages.percent).toBeNull();
  });

  test('tells users and resellers that are new, gone, and changed most', () => {
    expect(compared.users.counts).toEqual({ appeared: 1, gone: 1, changed: 1, same: 1 });
    expect(compared.users.appeared.map(({ name }) => name)).toEqual(['Moreau']);
    expect(compared.users.gone.map(({ name }) => name)).toEqual(['Blanc']);
    expect(compared.users.changed).toMatchObject([
      { name: 'Durand', before: { entries: 2, pages: 5 }, after: { entries: 1, pages: 6 } },
    ]);
    expect(compared.resellers.appeared.map(({ name }) => name)).toEqual(['Est']);
    expect(compared.users.isComplete).toBe(true);
  });

  test('tells called numbers that are in one only, and how many are in both', () => {
    expect(compared.numbers).toEqual({
      counts: { onlyBefore: 2, onlyAfter: 2, both: 1 },
      onlyBefore: ['33123456781', '33123456782'],
      onlyAfter: ['33123456784', '33123456785'],
    });
  });

  test('of a report with itself finds nothing changed', () => {
    const same = compareFaxReports(JANUARY, JANUARY);
    expect(Object.values(same.totals).every(({ difference }) => difference === 0)).toBe(true);
    expect(same.users.counts).toEqual({ appeared: 0, gone: 0, changed: 0, same: 3 });
    expect(same.numbers).toEqual({
      counts: { onlyBefore: 0, onlyAfter: 0, both: 3 },
      onlyBefore: [],
      onlyAfter: [],
    });
  });

  test('of reports without rows divides nothing by nought', () => {
    const empty = compareFaxReports(report(), report());
    expect(empty.totals.entries).toEqual({ before: 0, after: 0, difference: 0, percent: null });
    expect(empty.period.after).toEqual({ from: null, to: null, days: 0 });
  });

  test('turned round has the differences turned round', () => {
    const turned = compareFaxReports(FEBRUARY, JANUARY);
    expect(turned.totals.pages.difference).toBe(-compared.totals.pages.difference);
    expect(turned.users.appeared).toEqual(compared.users.gone);
    expect(turned.numbers.onlyBefore).toEqual(compared.numbers.onlyAfter);
  });

  test('ends its lists at the most asked for, and counts on', () => {
    const short = compareFaxReports(JANUARY, FEBRUARY, { most: 1 });
    expect(short.numbers.onlyBefore).toEqual(['33123456781']);
    expect(short.numbers.counts.onlyBefore).toBe(2);
  });

  test('compares numbers of other lengths as numbers', () => {
    const numbers = (...all: string[]) => ({ ...JANUARY, numbers: all });
    const { counts } = compareFaxReports(
      numbers('4930123456', '33123456789', '390123456789'),
      numbers('33123456789', '390123456789', '4412345678901'),
    ).numbers;
    expect(counts).toEqual({ onlyBefore: 1, onlyAfter: 1, both: 2 });
  });

  test('says where a name may only seem to be new, since there are more than are told apart', () => {
    const many = report(
      ...Array.from({ length: MOST_NAMES + 1 }, (_, i): [string, string, string, string, string, string] => [
        `u${i}`,
        'Nord',
        'SF',
        '15/01/2024 10:00',
        '0123456781',
        '1',
      ]),
    );
    expect(compareFaxReports(many, JANUARY).users.isComplete).toBe(false);
    expect(compareFaxReports(many, JANUARY).resellers.isComplete).toBe(true);
  });
});
