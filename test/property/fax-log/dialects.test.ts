/** Logs as people keep them: titles above, and cells that hold what parts others from each other. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { logRecords } from '../../../functions/fax-logs/log-records.ts';
import { readCsv } from '../../../shared/documents/table-files/csv.ts';
import { sniff } from '../../../shared/domain/document/format.ts';
import { FAX_COLUMN_NAMES } from '../../../shared/domain/fax-log/columns.ts';
import { FAX_COLUMNS, type FaxRecord } from '../../../shared/domain/fax-log/fax-record.ts';
import { frenchNumber } from '../../../shared/domain/fax-log/french-numbers.ts';
import { inChunks } from '../../support/table-rows.ts';

const SEED = 20261121;

const words = fc.constantFrom(
  'Jean',
  '',
  'Dupont, Jean; Paris',
  'a;b;c;d;e',
  ',,,,,,',
  'p\tq',
  'dit "Jo"',
  '"',
  'fin"',
  'deux\nlignes; et une, virgule',
  'A|B|C',
);
const title = fc.constantFrom(
  'Journal des fax',
  'Période : janvier, février',
  'Société Dupont; Paris',
  '"Journal"',
  'Page 1/3',
  'a, b, c et d',
);
const row = fc
  .tuple(words, words, words, fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 1, max: 99 }))
  .map(([user, reseller, billing, number, pages]) => {
    const called = `01${String(number).padStart(8, '0')}`;
    const page = String(pages);
    return [
      `F${number}`,
      user,
      reseller,
      'SF',
      'a@fax.example',
      '15/01/2024 10:30',
      '0145678901',
      called,
      'Non',
      'Non',
      page,
      '00:01:05',
      page,
      billing,
    ];
  });

function written(cell: string, separator: string, isQuoted: boolean): string {
  return isQuoted || /["\r\n]/.test(cell) || cell.includes(separator)
    ? `"${cell.replaceAll('"', '""')}"`
    : cell;
}

async function recordsOf(bytes: Buffer): Promise<FaxRecord[]> {
  expect(sniff(bytes.subarray(0, 65_536))).toBe('csv');
  const reader = logRecords(frenchNumber);
  const records: FaxRecord[] = [];
  for await (const block of readCsv(inChunks(bytes, 1000))) records.push(...reader.next(block));
  return [...records, ...reader.rest()];
}

test('a log is known, and each row of it is valid with its cells, whatever titles and cells hold', async () => {
  const log = fc.record({
    separator: fc.constantFrom(';', ',', '\t'),
    lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
    isQuoted: fc.boolean(),
    encoding: fc.constantFrom('utf8' as const, 'utf16le' as const),
    titles: fc.array(title, { maxLength: 4 }),
    rows: fc.array(row, { minLength: 2, maxLength: 40 }),
  });
  await fc.assert(
    fc.asyncProperty(log, async ({ separator, lineEnd, isQuoted, encoding, titles, rows }) => {
      const table = [FAX_COLUMNS.map((column) => FAX_COLUMN_NAMES[column]), ...rows].map((cells) =>
        cells.map((cell) => written(cell, separator, isQuoted)).join(separator),
      );
      const text = `\ufeff${[...titles, ...table, ''].join(lineEnd)}`;
      const records = await recordsOf(Buffer.from(text, encoding));
      expect(records.map(({ original }) => original)).toEqual(rows);
      expect(records.filter(({ errors }) => errors !== 0)).toEqual([]);
    }),
    { seed: SEED, numRuns: 150 },
  );
});
