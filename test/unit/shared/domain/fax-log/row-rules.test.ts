import { describe, expect, test } from 'vitest';
import { faxLayoutOf } from '../../../../../shared/domain/fax-log/columns.ts';
import { errorsOf, type FaxRecord, type RawRow } from '../../../../../shared/domain/fax-log/fax-record.ts';
import { frenchNumber, frenchNumberButMobile } from '../../../../../shared/domain/fax-log/french-numbers.ts';
import { numberRuleOf } from '../../../../../shared/domain/fax-log/number-policies.ts';
import {
  faxRowReader,
  isSameOutcome,
  recheckedRecord,
} from '../../../../../shared/domain/fax-log/row-rules.ts';
import { type FaxLogOptions, faxLogRows } from '../../../../support/fax-log-generator.ts';

const HEADINGS = [
  'Fax ID',
  'Mode',
  'Numéro appelé',
  'Nombre de page réel',
  'Date et heure',
  'Pages facturées',
];
const LAYOUT = faxLayoutOf([{ row: 1, cells: HEADINGS }]);
const SOUND = ['FX1', 'SF', '0123456789', '3', '15/01/2024 10:30', '3'];

function read(cells: string[], fault?: RawRow['fault']): FaxRecord {
  return faxRowReader(LAYOUT, frenchNumber)({ row: 2, cells, ...(fault && { fault }) })!;
}

describe('a row', () => {
  test('that breaks no rule is a valid record with what its cells say', () => {
    expect(read(SOUND)).toEqual({
      row: 2,
      original: ['FX1', '', '', 'SF', '', '15/01/2024 10:30', '', '0123456789', '', '', '3', '', '3', ''],
      mode: 'SF',
      normalisedNumber: '33123456789',
      pages: 3,
      minute: Date.UTC(2024, 0, 15, 10, 30) / 60_000,
      errors: 0,
    });
  });

  test.each([
    ['SF', 'SF'],
    ['RF', 'RF'],
    [' sf ', 'SF'],
    ['\u00a0Rf', 'RF'],
    ['', 'OTHER'],
    ['S F', 'OTHER'],
    ['SFR', 'OTHER'],
    ['OTHER', 'OTHER'],
  ])('with the mode "%s" is %s', (cell, mode) => {
    const record = read(SOUND.with(1, cell));
    expect(record.mode).toBe(mode);
    expect(errorsOf(record.errors)).toEqual(mode === 'OTHER' ? ['invalid_mode'] : []);
  });

  test.each(['0', '', '-3', '3.0', '2,5', 'trois'])('with "%s" pages has none, and an error', (cell) => {
    const record = read(SOUND.with(3, cell));
    expect(record.pages).toBe(0);
    expect(errorsOf(record.errors)).toEqual(['invalid_pages']);
  });

  test('has each of its errors', () => {
    const record = read(['FX1', 'XX', 'inconnu', '0', 'hier', '']);
    expect(errorsOf(record.errors)).toEqual(['invalid_mode', 'invalid_number', 'invalid_pages']);
  });

  test('with an unreadable time is valid all the same', () => {
    expect(read(SOUND.with(4, '31/02/2024 10:00'))).toMatchObject({ minute: null, errors: 0 });
  });

  test('whose last, unneeded cells are missing is not too short', () => {
    expect(read(SOUND.slice(0, 4)).errors).toBe(0);
  });

  test('that lacks needed cells is too short and nothing else, and what it says still counts', () => {
    const record = read(SOUND.slice(0, 3));
    expect(errorsOf(record.errors)).toEqual(['row_too_short']);
    expect(record).toMatchObject({ mode: 'SF', normalisedNumber: '33123456789', pages: 0, minute: null });
    expect(errorsOf(read(['FX1', 'XX']).errors)).toEqual(['row_too_short']);
  });

  test('with a bad byte has that one error, and what it says still counts', () => {
    const record = read(SOUND.with(0, 'F\ufffd1'), 'bad_encoding');
    expect(errorsOf(record.errors)).toEqual(['bad_encoding']);
    expect(record).toMatchObject({ mode: 'SF', normalisedNumber: '33123456789', pages: 3 });
  });

  test('with a wrong quote has that one error, and nobody knows what its cells say', () => {
    const record = read(SOUND, 'wrong_quote');
    expect(errorsOf(record.errors)).toEqual(['wrong_quote']);
    expect(record).toMatchObject({ mode: 'OTHER', normalisedNumber: '', pages: 0, minute: null });
    expect(record.original[7]).toBe('0123456789');
  });

  test('is no record where it heads the columns, stands above them or is blank', () => {
    const layout = faxLayoutOf([
      { row: 1, cells: ['Journal'] },
      { row: 2, cells: HEADINGS },
    ]);
    const reader = faxRowReader(layout, frenchNumber);
    expect(reader({ row: 1, cells: ['Journal'] })).toBeNull();
    expect(reader({ row: 2, cells: HEADINGS })).toBeNull();
    expect(reader({ row: 3, cells: [] })).toBeNull();
    expect(reader({ row: 4, cells: ['', ' ', '\u00a0'] })).toBeNull();
    expect(reader({ row: 5, cells: SOUND })).toMatchObject({ row: 5, errors: 0 });
  });
});

describe('called numbers', () => {
  test.each([
    '0123456789',
    '01 23 45 67 89',
    '01.23.45.67.89',
    '01-23-45-67-89',
    '33123456789',
    '+33123456789',
    '+33 (0)1 23 45 67 89',
    '0033123456789',
    '00 33 1 23 45 67 89',
    ' 33 1 23 45 67 89 ',
  ])('"%s" is 33123456789', (cell) => {
    expect(frenchNumber(cell)).toBe('33123456789');
  });

  test.each([
    '',
    'inconnu',
    '012345678',
    '01234567890',
    '0023456789',
    '33012345678',
    '3312345678',
    '331234567890',
    '+44 20 7946 0958',
    '34123456789',
    '12345678901',
    '٠١٢٣٤٥٦٧٨٩',
    '0'.repeat(1000),
  ])('"%s" is no French number', (cell) => {
    expect(frenchNumber(cell)).toBe('');
  });

  test('are mobile from 336 and 337, which a tenant may refuse', () => {
    for (const cell of ['0612345678', '+33 7 12 34 56 78']) {
      expect(frenchNumber(cell)).not.toBe('');
      expect(frenchNumberButMobile(cell)).toBe('');
    }
    expect(frenchNumberButMobile('0812345678')).toBe('33812345678');
  });

  test('abroad are valid for tenants that allow them', async () => {
    const international = await numberRuleOf('international');
    expect(international('0044 20 7946 0958')).toBe('442079460958');
    expect(international('442079460958')).toBe('442079460958');
    expect(international('0262 12 34 56')).toBe('262262123456');
    expect(international('+33 (0)1 23 45 67 89')).toBe('33123456789');
    expect(international('+999 123 456')).toBe('');
    expect((await numberRuleOf('french'))('0044 20 7946 0958')).toBe('');
    expect((await numberRuleOf('french_no_mobile'))('0612345678')).toBe('');
  });
});

describe('a generated log', () => {
  const fault = { quote: 'wrong_quote', byte: 'bad_encoding', short: undefined } as const;
  const oddities = { shortRows: 7, wrongQuotes: 5, badBytes: 6, blankRows: 9 };

  test.each<Partial<FaxLogOptions>>([
    {},
    { headings: 'variant', order: 'shuffled', titleRows: 2 },
    { headings: 'none' },
    { policy: 'french_no_mobile', mobileShare: 0.3 },
    { policy: 'international', mobileShare: 0.3 },
  ])('is read as it was made: %o', async (options) => {
    const all = [...faxLogRows({ rows: 3_000, seed: 7, oddities, ...options })];
    const raws = all.map(({ row, cells, damage }): RawRow => {
      const found = damage && fault[damage];
      return { row, cells, ...(found && { fault: found }) };
    });
    const number = await numberRuleOf(options.policy ?? 'french');
    const reader = faxRowReader(faxLayoutOf(raws), number);
    let records = 0;
    for (const [i, { truth, row }] of all.entries()) {
      const record = reader(raws[i]!);
      if (truth === null) {
        expect(record).toBeNull();
        continue;
      }
      records += 1;
      expect(record, `row ${row}`).toMatchObject({
        row,
        mode: truth.mode,
        normalisedNumber: truth.number,
        pages: truth.pages,
        minute: truth.minute,
      });
      expect(errorsOf(record!.errors)).toEqual(truth.errors);
      // Checked again by the same rules it is the same, damage included.
      expect(isSameOutcome(recheckedRecord(record!, number), record!)).toBe(true);
    }
    expect(records).toBe(3_000);
  });
});

test('a record that is checked by another policy differs where the policies do', () => {
  const record = read(SOUND.with(2, '0612345678'));
  const again = recheckedRecord(record, frenchNumberButMobile);
  expect(errorsOf(again.errors)).toEqual(['invalid_number']);
  expect(isSameOutcome(again, record)).toBe(false);
  expect(recheckedRecord(again, frenchNumber)).toEqual(record);
});
