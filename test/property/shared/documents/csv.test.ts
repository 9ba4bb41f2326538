import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../../shared/documents/table-files/csv.ts';
import { allRows, inChunks } from '../../../support/table-rows.ts';

/** Cells of letters that trouble readers. Those over several lines hold no separator, others do not begin with one: they would look like rows. */
const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc
      .string({
        unit: fc.constantFrom('a', '7', ' ', 'é', 'ç', '"', ';', ',', '|', '\t'),
        maxLength: 8,
      })
      .map((text) => (/^[\s;,|"]/.test(text) ? `a${text}` : text)),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom('a', 'é', '"', '\n', '\r', ' '), maxLength: 6 }),
  },
);
const someTable = fc
  .integer({ min: 4, max: 9 })
  .chain((width) =>
    fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 30 }),
  )
  // Row numbers would tell nothing of rows that are left out.
  .map((rows) => rows.map((cells, index) => [`n${index}`, ...cells]));

const dialect = fc.record({
  separator: fc.constantFrom(';', ',', '\t', '|'),
  end: fc.constantFrom('\r\n', '\n', '\r'),
  encoding: fc.constantFrom('utf8', 'utf8 with a mark', 'latin1', 'utf16le', 'utf16be'),
  quotesAll: fc.boolean(),
  endsLast: fc.boolean(),
  chunkBytes: fc.integer({ min: 1, max: 5000 }),
});
type Dialect = typeof dialect extends fc.Arbitrary<infer T> ? T : never;

function written(
  rows: readonly (readonly string[])[],
  { separator, end, quotesAll, endsLast }: Dialect,
): string {
  const lines = rows.map((cells) =>
    cells
      .map((cell) => {
        const mustQuote = /["\r\n]/.test(cell) || cell.includes(separator);
        return quotesAll || mustQuote ? `"${cell.replaceAll('"', '""')}"` : cell;
      })
      .join(separator),
  );
  return lines.join(end) + (endsLast ? end : '');
}

function encoded(text: string, encoding: string): Buffer {
  if (encoding === 'utf16be') return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  if (encoding === 'utf16le') return Buffer.from(`\ufeff${text}`, 'utf16le');
  if (encoding === 'latin1') return Buffer.from(text, 'latin1');
  return Buffer.from(encoding === 'utf8' ? text : `\ufeff${text}`);
}

/** Headings tell the separator; without them cells of nothing but other separators could be taken for more. */
const HEADINGS = [
  'Fax ID',
  'Nom',
  'Revendeur',
  'Mode',
  'Adresse',
  'Date',
  'Envoi',
  'Appelé',
  'Pages',
  'Durée',
];

describe('CSV', () => {
  test('of any table in any dialect is read as it was', async () => {
    await fc.assert(
      fc.asyncProperty(someTable, dialect, async (rows, how) => {
        const table = [HEADINGS.slice(0, rows[0]!.length), ...rows];
        const bytes = encoded(written(table, how), how.encoding);
        const read = await allRows(readCsv(inChunks(bytes, how.chunkBytes)));
        expect(read).toEqual(table.map((cells, index) => ({ row: index + 1, cells })));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  test('loses no row to stray quotes, and none beside the rows that have them', async () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'é', '7', ' '), minLength: 1, maxLength: 6 });
    const rows = fc.array(fc.array(word, { minLength: 6, maxLength: 6 }), { minLength: 5, maxLength: 60 });
    const stray = fc.record({ row: fc.nat(), column: fc.nat(5), isAtEnd: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(rows, fc.array(stray, { maxLength: 8 }), async (clean, strays) => {
        const damaged = clean.map((cells) => [...cells]);
        for (const { row, column, isAtEnd } of strays) {
          const cells = damaged[row % damaged.length]!;
          // Two in a row may make a quoted cell, which is no fault.
          if (cells.some((value) => value.includes('"'))) continue;
          cells[column] = isAtEnd ? `${cells[column]}"` : `"${cells[column]}`;
        }
        const text = [HEADINGS.slice(0, 6), ...damaged].map((cells) => cells.join(';')).join('\n');
        const read = await allRows(readCsv(inChunks(Buffer.from(text))));
        expect(read).toHaveLength(clean.length + 1);
        for (const [index, cells] of damaged.entries()) {
          if (cells.some((value) => value.includes('"'))) continue;
          expect(read[index + 1]).toEqual({ row: index + 2, cells });
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  test('of any bytes at all is read or refused', async () => {
    const unit = fc.constantFrom(...Buffer.from('a;,"\n\r\t |\0\xe9\xc3\xa9', 'latin1'));
    await fc.assert(
      fc.asyncProperty(
        fc.array(unit, { maxLength: 400 }),
        fc.integer({ min: 1, max: 50 }),
        async (bytes, chunk) => {
          const read = allRows(readCsv(inChunks(Uint8Array.from(bytes), chunk)));
          const rows = await read.catch((error) => {
            expect(error).toMatchObject({ code: 'empty_file' });
            return [];
          });
          const numbers = rows.map(({ row }) => row);
          expect(numbers).toEqual([...new Set(numbers)].sort((a, b) => a - b));
          expect(rows).toEqual(await allRows(readCsv(inChunks(Uint8Array.from(bytes)))).catch(() => []));
        },
      ),
      { seed: 6, numRuns: 500 },
    );
  });
});
