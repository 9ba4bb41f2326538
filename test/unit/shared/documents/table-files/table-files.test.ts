/** The door through which imports read tables. */
import { expect, test } from 'vitest';
import type { StoredFile } from '../../../../../shared/contract/services.ts';
import { tableFiles } from '../../../../../shared/documents/table-files/table-files.ts';
import type { RecordFormat } from '../../../../../shared/domain/document/format.ts';
import { faxLogCsvFile, faxLogXlsxFile } from '../../../../support/fax-log-generator.ts';

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
