/** The door through which imports read tables. */
import { expect, test } from 'vitest';
import type { StoredFile } from '../../../../../shared/contract/services.ts';
import { tableFiles } from '../../../../../shared/documents/table-files/table-files.ts';
import type { RecordFormat } from '../../../../../shared/domain/document/format.ts';
import type { RawRow } from '../../../../../shared/domain/fax-log/fax-record.ts';
import { faxLogCsvFile, faxLogXlsxFile } from '../../../../support/fax-log-generator.ts';
import { writeXlsx } from '../../../../support/xlsx-writer.ts';

type Range = Parameters<StoredFile['read']>[0];

/** A file as an object store serves it, and the ranges that were asked for. */
function stored(bytes: Buffer): { file: StoredFile; asked: Range[] } {
  const asked: Range[] = [];
  return {
    asked,
    file: {
      sizeBytes: bytes.length,
      async *read(range) {
        asked.push(range);
        yield bytes.subarray(range?.from ?? 0, range?.to ?? bytes.length);
      },
    },
  };
}

async function firstCellsOf(bytes: Buffer, format: RecordFormat) {
  const { file, asked } = stored(bytes);
  const cells: string[] = [];
  let bytesRead = 0;
  const rows = tableFiles().rows(file, format, (bytes) => {
    bytesRead = bytes;
  });
  for await (const batch of rows) cells.push(...batch.map((row) => row.cells[0] ?? ''));
  return { cells, asked, bytesRead };
}

test('a log as a workbook gives the same rows as one in CSV, and both tell how far they are', async () => {
  const options = { rows: 50, seed: 4 };
  const csv = await faxLogCsvFile(options);
  const xlsx = await faxLogXlsxFile(options);
  const fromCsv = await firstCellsOf(csv, 'csv');
  const fromXlsx = await firstCellsOf(xlsx, 'xlsx');
  expect(fromCsv.cells).toHaveLength(51);
  expect(fromXlsx.cells).toEqual(fromCsv.cells);
  expect(fromCsv.bytesRead).toBe(csv.length);
  expect(fromXlsx.bytesRead).toBe(xlsx.length);
});

test('a file that is read from its first byte to its last is asked for whole', async () => {
  const { asked } = await firstCellsOf(await faxLogCsvFile({ rows: 50, seed: 4 }), 'csv');
  expect(asked).toEqual([undefined]);
});

/** A workbook with a sheet before the one with these rows. */
const withSummaryFirst = (rows: string[][]) =>
  writeXlsx(rows, {
    before: ['empty'],
    entries: [
      {
        name: 'xl/worksheets/sheet1.xml',
        data: Buffer.from(
          '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Total</t></is></c></row></sheetData></worksheet>',
        ),
      },
    ],
  });

test('of a workbook the sheet is read that begins as is wanted, else the first that has rows', async () => {
  const rows = Array.from({ length: 40 }, (_, index) => [`n${index}`, 'x']);
  const { file } = stored(Buffer.from(await withSummaryFirst(rows)));
  const read = async (isWanted?: (firstRows: readonly RawRow[]) => boolean) => {
    const first: (string | undefined)[] = [];
    for await (const batch of tableFiles().rows(file, 'xlsx', () => {}, isWanted)) {
      first.push(...batch.map(({ cells }) => cells[0]));
    }
    return first;
  };
  const seen: number[] = [];
  const log = await read((firstRows) => {
    seen.push(firstRows.length);
    return firstRows[0]?.cells[0] === 'n0';
  });
  expect(log).toEqual(rows.map(([first]) => first));
  // No more than tells, of either sheet.
  expect(seen).toEqual([1, 20]);
  expect(await read(() => false)).toEqual(['Total']);
  expect(await read()).toEqual(['Total']);
});
