import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../../../shared/documents/table-files/table-source.ts';
import { readXlsx } from '../../../../shared/documents/table-files/xlsx.ts';
import { allRows } from '../../../support/table-rows.ts';
import { writeXlsx, type XlsxCell } from '../../../support/xlsx-writer.ts';

const text = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.string({ unit: 'binary', maxLength: 5 }),
  fc.string({
    unit: fc.constantFrom('é', '€', '<', '&', '"', '\r', '\n', '\0', '_x0041_', ' ', '\ud83d'),
    maxLength: 6,
  }),
);
const second = fc
  .integer({ min: Date.UTC(1905, 0, 1) / 1000, max: Date.UTC(9999, 11, 31) / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 19));
/** Cells with what they read as. */
const cell: fc.Arbitrary<[XlsxCell, string]> = fc.oneof(
  text.map((value): [XlsxCell, string] => [value, value]),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((runs): [XlsxCell, string] => {
    // Halves of one character in two runs are no character to XML.
    const sound = runs.map((run) => run.toWellFormed());
    return [{ runs: sound }, sound.join('')];
  }),
  fc.maxSafeInteger().map((value): [XlsxCell, string] => [value, String(value)]),
  fc
    .integer({ min: -999_999, max: 999_999 })
    .map((value): [XlsxCell, string] => [value / 1000, String(value / 1000)]),
  fc.boolean().map((value): [XlsxCell, string] => [value, value ? 'TRUE' : 'FALSE']),
  second.map((date): [XlsxCell, string] => [{ date }, date]),
  fc.constant<[XlsxCell, string]>([null, '']),
  text.map((result): [XlsxCell, string] => [{ formula: 'A1&""', result }, result]),
);
const options = fc.record({
  strings: fc.constantFrom('shared' as const, 'inline' as const),
  withoutReferences: fc.boolean(),
  date1904: fc.boolean(),
  prefix: fc.constantFrom('', 'x', 'main'),
  before: fc.array(fc.constantFrom('hidden' as const, 'empty' as const), { maxLength: 2 }),
  zip: fc.record({ stored: fc.boolean(), sizesFollow: fc.boolean(), zip64: fc.boolean() }),
});

describe('a workbook', () => {
  test('of any table in any form is read as it was', async () => {
    const table = fc
      .integer({ min: 1, max: 40 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      );
    await fc.assert(
      fc.asyncProperty(table, options, async (rows, how) => {
        const bytes = await writeXlsx(
          [rows[0]!.map((_, n) => `C${n}`), ...rows.map((row) => row.map(([value]) => value))],
          how,
        );
        const read = await allRows(readXlsx(bytesSource(bytes)));
        const expected = rows
          .map((row, index) => ({ row: index + 2, cells: row.map(([, shown]) => shown) }))
          .filter(({ cells }) => cells.some((shown) => shown.trim() !== ''));
        expect(read.slice(1)).toEqual(expected);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});
