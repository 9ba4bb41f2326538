import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  CSV_COLUMNS,
  type CsvDialect,
  csvCell,
  csvHead,
  csvLines,
} from '../../../../functions/fax-logs/csv.ts';
import { downloadName } from '../../../../functions/fax-logs/download-name.ts';
import { FAX_COLUMNS, FAX_ERRORS, type FaxRecord } from '../../../../shared/domain/fax-log/fax-record.ts';

/** A record whose cells are as given and otherwise empty. */
function record(cells: Partial<Record<(typeof FAX_COLUMNS)[number], string>>, more: Partial<FaxRecord> = {}) {
  return {
    row: 2,
    original: FAX_COLUMNS.map((column) => cells[column] ?? ''),
    mode: 'SF',
    normalisedNumber: '',
    pages: 1,
    minute: null,
    errors: 0,
    ...more,
  } satisfies FaxRecord;
}

function linesOf(records: FaxRecord[], dialect: CsvDialect = 'rfc4180'): string {
  return csvLines(records, dialect).toString();
}

/** RFC 4180, read back: lines of cells. */
function parse(csv: string, separator = ','): string[][] {
  const lines: string[][] = [[]];
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^"${separator}\r\n]*))(${separator}|\r\n|$)`, 'gy');
  for (let found = cell.exec(csv); found && cell.lastIndex <= csv.length; found = cell.exec(csv)) {
    const [all, quoted, plain = '', end] = found;
    lines.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') lines.push([]);
    if (cell.lastIndex === csv.length && (end !== separator || all === '')) break;
  }
  return lines.slice(0, -1);
}

describe('the documented columns', () => {
  test('stand in their order, a line for each record', () => {
    const records = [
      record(
        { faxId: 'FAX1', calledNumber: '01 23 45 67 89' },
        { normalisedNumber: '33123456789', pages: 3, minute: 28_421_910 },
      ),
      record({ faxId: 'FAX2', calledNumber: '12' }, { mode: 'OTHER', pages: 0, errors: 0b111, row: 3 }),
    ];
    expect(csvHead('rfc4180') + linesOf(records)).toBe(
      [
        'fax_id,mode,numero_original,numero_normalise,pages,valide,erreurs,date_heure',
        'FAX1,SF,01 23 45 67 89,33123456789,3,1,,2024-01-15T10:30:00',
        'FAX2,OTHER,12,,0,0,"Invalid FAX mode, Number format invalid, Pages must be > 0",',
        '',
      ].join('\r\n'),
    );
  });

  test('come after a byte order mark and with semicolons for Excel', () => {
    const csv = csvHead('excel') + linesOf([record({ faxId: 'a;b' })], 'excel');
    expect(csv.startsWith('\ufefffax_id;mode;')).toBe(true);
    expect(parse(csv.slice(1), ';')[1]?.[0]).toBe('a;b');
  });

  test('tell times before 1970, at the end of days and of years', () => {
    const minutes = [-1, 0, 1439, 1440, Date.UTC(2024, 1, 29, 23, 59) / 60_000];
    const csv = linesOf(minutes.map((minute) => record({}, { minute })));
    expect(parse(csv).map((cells) => cells.at(-1))).toEqual([
      '1969-12-31T23:59:00',
      '1970-01-01T00:00:00',
      '1970-01-01T23:59:00',
      '1970-01-02T00:00:00',
      '2024-02-29T23:59:00',
    ]);
  });
});

test('lines longer than most are whole, whatever they are written in', () => {
  const long = '€'.repeat(2_000);
  const records = [record({ faxId: 'a' }), record({ faxId: long }), record({ calledNumber: long })];
  expect(parse(linesOf(records)).map(([faxId, , number]) => [faxId, number])).toEqual([
    ['a', ''],
    [long, ''],
    ['', long],
  ]);
});

describe('cells that a spreadsheet would take for a formula', () => {
  test.each([
    '=cmd|" /C calc"!A0',
    '+33123456789',
    '-2+3',
    '@SUM(1)',
    '\tx',
    '\r=1',
    '\n=1',
    '\uff1d1+1',
    ' =1+1',
    '\u00a0+33',
    '\ufeff@x',
    '\0=1',
  ])('%j begins with an apostrophe', (text) => {
    expect(parse(`${csvCell(text)}\r\n`)).toEqual([[`'${text}`]]);
  });

  test('after a tab stand in quotes, as some spreadsheets part cells at tabs too', () => {
    expect(csvCell('FAX1\t=1+1')).toBe('"FAX1\t=1+1"');
  });

  test.each(['0033123456789', '33 1', 'a=b', "'x", 'é', ''])('%j stays as it is', (text) => {
    expect(csvCell(text)).toBe(text);
  });
});

test('any records can be read back from the file, formulas aside', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aé0 ,;"\r\n=+-@\t\'') });
  const dialects: CsvDialect[] = ['rfc4180', 'excel'];
  const anyRecord = fc.record({
    faxId: text,
    calledNumber: text,
    errors: fc.nat((1 << FAX_ERRORS.length) - 1),
  });
  fc.assert(
    fc.property(fc.array(anyRecord), fc.constantFrom(...dialects), (given, dialect) => {
      const csv = linesOf(
        given.map(({ errors, ...cells }) => record(cells, { errors })),
        dialect,
      );
      const lines = parse(csv, dialect === 'excel' ? ';' : ',');
      expect(lines.map(({ length }) => length)).toEqual(given.map(() => CSV_COLUMNS.length));
      const shown = (cell: string) => (/^([\t\r\n]|\s*[=+\-@])/.test(cell) ? `'${cell}` : cell);
      expect(lines.map(([faxId, , number]) => [faxId, number])).toEqual(
        given.map(({ faxId, calledNumber }) => [shown(faxId), shown(calledNumber)]),
      );
      expect(lines.map((cells) => cells[5])).toEqual(given.map(({ errors }) => (errors === 0 ? '1' : '0')));
    }),
    { seed: 4, numRuns: 200 },
  );
});

describe('the name of a download', () => {
  test.each([
    ['journal.xlsx', 'attachment; filename="journal.csv"; filename*=UTF-8\'\'journal.csv'],
    [
      'Journal été 2024.csv',
      'attachment; filename="Journal-ete-2024.csv"; filename*=UTF-8\'\'Journal%20%C3%A9t%C3%A9%202024.csv',
    ],
    [
      'a"; filename="x.exe',
      'attachment; filename="a-filename-x.csv"; filename*=UTF-8\'\'a%22%3B%20filename%3D%22x.csv',
    ],
    ['..', 'attachment; filename="export.csv"; filename*=UTF-8\'\'...csv'],
    ['日本.csv', 'attachment; filename="export.csv"; filename*=UTF-8\'\'%E6%97%A5%E6%9C%AC.csv'],
    ["l'état.csv", 'attachment; filename="l-etat.csv"; filename*=UTF-8\'\'l%27%C3%A9tat.csv'],
  ])('%j is safe in a header', (name, header) => {
    expect(downloadName(name, 'csv')).toBe(header);
  });
});
