import { inflateRawSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import {
  expectedFaxSummary,
  faxLogCsv,
  faxLogCsvFile,
  faxLogRows,
  faxLogXlsxFile,
} from '../../support/fax-log-generator.ts';

/** The texts of a ZIP archive's entries by name, from its directory. */
function entriesOf(zip: Buffer): Map<string, string> {
  const entries = new Map<string, string>();
  let at = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left--) {
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const local = zip.readUInt32LE(at + 42);
    const start = local + 30 + zip.readUInt16LE(local + 26);
    const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
    const text = inflateRawSync(packed);
    expect(text.length).toBe(zip.readUInt32LE(at + 24));
    entries.set(name, text.toString('utf8'));
    at += 46 + nameLength;
  }
  return entries;
}

describe('a generated fax log', () => {
  test('is the same for the same seed, and another for another', async () => {
    const options = { rows: 500, oddities: { shortRows: 2 } };
    expect(await faxLogCsvFile(options)).toEqual(await faxLogCsvFile(options));
    expect(await faxLogCsvFile(options)).not.toEqual(await faxLogCsvFile({ ...options, seed: 2 }));
  });

  test('comes in buffers of one size, and is the same however it is cut', async () => {
    const sizes: number[] = [];
    for await (const part of faxLogCsv({ rows: 300, chunkBytes: 1000 })) sizes.push(part.length);
    expect(new Set(sizes.slice(0, -1))).toEqual(new Set([1000]));
    expect(await faxLogCsvFile({ rows: 300, chunkBytes: 7 })).toEqual(await faxLogCsvFile({ rows: 300 }));
  });

  test('has as many wrong rows as asked for, of every kind, and the rest right', () => {
    const summary = expectedFaxSummary({
      rows: 20_000,
      oddities: { shortRows: 3, wrongQuotes: 4, badBytes: 5 },
    });
    expect(summary.errorEntries / summary.totalEntries).toBeCloseTo(0.05, 2);
    expect(summary.errors).toMatchObject({ row_too_short: 3, wrong_quote: 4, bad_encoding: 5 });
    expect(Object.values(summary.errors).every((count) => count > 0)).toBe(true);
    expect(expectedFaxSummary({ rows: 1000, wrongShare: 0 }).errorEntries).toBe(0);
  });

  test('has times that never go back, over the days asked for', () => {
    const minutes = [...faxLogRows({ rows: 5000, days: 30 })].flatMap(({ truth }) => truth?.minute ?? []);
    expect(minutes).toEqual(minutes.toSorted((a, b) => a - b));
    expect(new Set(minutes.map((minute) => Math.floor(minute / 1440))).size).toBe(30);
  });

  test('calls another number in each row but repeats', () => {
    const numbers = [...faxLogRows({ rows: 50_000, repeatShare: 0 })].flatMap(
      ({ truth }) => truth?.number || [],
    );
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  test('has the bytes of its encoding', async () => {
    const start = async (encoding: 'utf-8-bom' | 'utf-16le' | 'latin1' | 'windows-1252') =>
      (await faxLogCsvFile({ rows: 400, encoding, headings: 'variant' })).toString('latin1');
    expect((await start('utf-8-bom')).slice(0, 3)).toBe('ï»¿');
    expect((await start('utf-16le')).slice(0, 4)).toBe('ÿþF\0');
    expect(await start('windows-1252')).toContain('Numéro d\u0092envoi');
    expect(await start('latin1')).toContain("Numéro d'envoi");
    const damaged = await faxLogCsvFile({ rows: 100, oddities: { badBytes: 3 } });
    expect(damaged.filter((byte) => byte === 0xff)).toHaveLength(3);
  });

  test.each([
    { strings: 'shared', sizes: 'known' },
    { strings: 'inline', sizes: 'following' },
  ] as const)('is a workbook with every cell: %o', async (options) => {
    const zip = await faxLogXlsxFile({ rows: 50, ...options });
    const entries = entriesOf(zip);
    const sheet = entries.get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet.match(/<row /g)).toHaveLength(51);
    const texts = options.strings === 'shared' ? entries.get('xl/sharedStrings.xml') : sheet;
    expect(texts).toContain('<t xml:space="preserve">Numéro appelé</t>');
    // The first time of the log, 2024-01-15 00:00.
    expect(sheet).toContain('<c r="F2" s="1"><v>45306</v></c>');
  });
});
