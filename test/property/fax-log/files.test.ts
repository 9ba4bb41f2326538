import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readTableFile } from '../../../shared/documents/table-files/read-table-file.ts';
import { bytesSource } from '../../../shared/documents/table-files/table-source.ts';
import { faxLayoutOf } from '../../../shared/domain/fax-log/columns.ts';
import { errorsOf, type FaxRecord, type RawRow } from '../../../shared/domain/fax-log/fax-record.ts';
import { frenchNumber } from '../../../shared/domain/fax-log/french-numbers.ts';
import { faxRowReader } from '../../../shared/domain/fax-log/row-rules.ts';
import {
  type FaxCsvOptions,
  type FaxXlsxOptions,
  faxLogCsvFile,
  faxLogRows,
  faxLogXlsxFile,
} from '../../support/fax-log-generator.ts';

const SEED = 20261120;

async function recordsOf(format: 'csv' | 'xlsx', bytes: Buffer): Promise<FaxRecord[]> {
  const rows: RawRow[] = [];
  for await (const block of readTableFile(format, bytesSource(bytes))) rows.push(...block);
  const read = faxRowReader(faxLayoutOf(rows), frenchNumber);
  return rows.flatMap((row) => read(row) ?? []);
}

function expectTruth(records: FaxRecord[], options: FaxCsvOptions | FaxXlsxOptions): void {
  const seen = records.map(({ row, mode, normalisedNumber, pages, minute, errors }) => ({
    row,
    mode,
    number: normalisedNumber,
    pages,
    minute,
    errors: errorsOf(errors),
  }));
  const made = [...faxLogRows(options)].flatMap(({ row, truth }) => {
    if (truth === null) return [];
    const { billedPages: _, ...rest } = truth;
    return { row, ...rest };
  });
  expect(seen).toEqual(made);
}

const count = fc.integer({ min: 0, max: 4 });
const content = {
  rows: fc.integer({ min: 30, max: 300 }),
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  wrongShare: fc.constantFrom(0, 0.05, 0.3),
  headings: fc.constantFrom('documented' as const, 'variant' as const, 'none' as const),
  order: fc.constantFrom('documented' as const, 'shuffled' as const),
  titleRows: fc.constantFrom(0, 0, 3),
};
/** Shuffled columns need headings. */
const sensible = <T extends { headings: string; order: 'documented' | 'shuffled' }>(options: T): T =>
  options.headings === 'none' ? { ...options, order: 'documented' } : options;

test('a CSV file of any form is read as it was made, damaged rows included', async () => {
  const file = fc.record({
    ...content,
    separator: fc.constantFrom(';' as const, ',' as const, '\t' as const),
    lineEnd: fc.constantFrom('\r\n' as const, '\n' as const),
    encoding: fc.constantFrom('utf-8', 'utf-8-bom', 'latin1', 'windows-1252', 'utf-16le' as const),
    quoteAll: fc.boolean(),
    finalLineEnd: fc.boolean(),
    oddities: fc.record({ shortRows: count, wrongQuotes: count, badBytes: count, blankRows: count }),
  });
  await fc.assert(
    fc.asyncProperty(file, async (any) => {
      const options = sensible(any as FaxCsvOptions & { headings: string; order: 'documented' });
      expectTruth(await recordsOf('csv', await faxLogCsvFile(options)), options);
    }),
    { seed: SEED, numRuns: 100 },
  );
});

test('a workbook of any form is read as it was made', async () => {
  const file = fc.record({
    ...content,
    strings: fc.constantFrom('shared' as const, 'inline' as const),
    times: fc.constantFrom('serial' as const, 'text' as const),
    sizes: fc.constantFrom('known' as const, 'following' as const),
    numbersAsNumbers: fc.boolean(),
    oddities: fc.record({ blankRows: count }),
  });
  await fc.assert(
    fc.asyncProperty(file, async (any) => {
      const options = sensible(any);
      expectTruth(await recordsOf('xlsx', await faxLogXlsxFile(options)), options);
    }),
    { seed: SEED + 1, numRuns: 40 },
  );
});
