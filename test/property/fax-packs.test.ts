import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAX_COLUMNS, FAX_MODES, type FaxRecord } from '../../shared/domain/fax-log/fax-record.ts';
import { DamagedPack } from '../../shared/domain/fax-log/packs/bytes.ts';
import {
  decodeRest,
  decodeSearch,
  type EncodedPack,
  encodePacks,
  recordAt,
} from '../../shared/domain/fax-log/packs/pack-codec.ts';
import { faxRecords } from '../support/fax-records.ts';

function decoded(packs: readonly EncodedPack[]): FaxRecord[] {
  return packs.flatMap((pack) => {
    const search = decodeSearch(pack.search);
    const rest = decodeRest(pack.rest, search);
    return Array.from({ length: search.count }, (_, index) => recordAt(search, rest, index));
  });
}

const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength, maxLength });
/** What cells hold, and what they should not: separators of packs, characters of every width, numbers in every way. */
const cell = fc.oneof(
  fc.constantFrom(
    '',
    'SF',
    'rf ',
    '1',
    '12',
    '007',
    '\n',
    '\u001b',
    '\u001bn',
    'a\nb\r\n',
    'é',
    '😀',
    '\u0000',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  digits(0, 45),
  digits(9, 9).map((number) => `0${number}`),
  digits(9, 9).map((number) => `+33 (0)${number}`),
  digits(8, 8).map((number) => `FX${number}`),
  fc
    .date({ min: new Date('0000-01-02'), max: new Date('9999-12-30'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 19).replace('T', ' ')),
);
const minuteOf = (text: string) => Math.floor(Date.parse(`${text.replace(' ', 'T')}Z`) / 60_000);
const record: fc.Arbitrary<FaxRecord> = fc
  .record({
    row: fc.nat(2 ** 31),
    original: fc.array(cell, { minLength: FAX_COLUMNS.length, maxLength: FAX_COLUMNS.length }),
    mode: fc.constantFrom(...FAX_MODES),
    normalisedNumber: fc.oneof(fc.constant(''), digits(7, 15), fc.string({ maxLength: 5 })),
    pages: fc.oneof(fc.nat(300), fc.maxSafeNat()),
    minute: fc.oneof(fc.constant(null), fc.integer(), fc.integer({ min: 28_000_000, max: 28_090_000 })),
    errors: fc.nat(63),
    /** How much of the above follows from the cells, as it mostly does. */
    follows: fc.nat(3),
  })
  .map(({ follows, ...any }) => {
    if (follows === 0) return any;
    const called = (any.original[7] as string).replaceAll(/\D/g, '');
    const minute = minuteOf(any.original[5] as string);
    return {
      ...any,
      normalisedNumber:
        ['', called, called.replace(/^0/, '33'), called.replace(/^(00|330)/, '')][follows] ?? '',
      minute: Number.isNaN(minute) ? any.minute : minute,
    };
  });

test('records come out of packs as they were put in, whatever they hold', () => {
  fc.assert(
    fc.property(fc.array(record, { maxLength: 60, size: 'max' }), (records) => {
      expect(decoded(encodePacks(records))).toEqual(records);
    }),
    { seed: 4, numRuns: 300 },
  );
});

test('columns of few and of many different cells come out as they were put in', () => {
  for (const distinct of [1, 2, 3, 4, 5, 16, 17, 255, 256, 257, 600]) {
    const records = faxRecords({ rows: 2_500, seed: distinct, wrongShare: 0.3, oddities: { shortRows: 20 } });
    const changed = records.map((one, index) => {
      const value = `${(index * 7919) % distinct}`;
      const original = [...one.original];
      original[1] = `u${value}`;
      original[2] = `r${value}`;
      original[10] = value;
      original[12] = index % 5 === 0 ? value : '1';
      return { ...one, original };
    });
    expect(decoded(encodePacks(changed))).toEqual(changed);
  }
});

test('packs of rows with long cells are small enough for an item, and more of them', () => {
  const long = '😀é'.repeat(3_000);
  const records = faxRecords({ rows: 60, seed: 1 }).map((one, index) => ({
    ...one,
    original: one.original.map((_, column) => `${index}-${column}-${long}`),
  }));
  const packs = encodePacks(records);
  expect(packs.length).toBeGreaterThan(4);
  for (const { search, rest } of packs) {
    expect(search.length).toBeLessThan(400_000);
    expect(rest.length).toBeLessThan(400_000);
  }
  const back = decoded(packs);
  expect(back.map(({ row }) => row)).toEqual(records.map(({ row }) => row));
  for (const [index, { original }] of back.entries()) {
    for (const [column, kept] of original.entries()) {
      expect(kept.length).toBe(2_000);
      const given = records[index]?.original[column] as string;
      expect(given.startsWith(kept.replace(/\ufffd$/, ''))).toBe(true);
    }
  }
});

test('a pack of which any byte is another is noticed', () => {
  const records = faxRecords({ rows: 40, seed: 2 });
  const [pack] = encodePacks(records) as [EncodedPack];
  const search = decodeSearch(pack.search);
  fc.assert(
    fc.property(fc.boolean(), fc.nat(), fc.integer({ min: 1, max: 255 }), (isSearch, place, change) => {
      const bytes = Buffer.from(isSearch ? pack.search : pack.rest);
      const at = place % bytes.length;
      bytes[at] = (bytes[at] as number) ^ change;
      expect(() => (isSearch ? decodeSearch(bytes) : decodeRest(bytes, search))).toThrow(DamagedPack);
    }),
    { seed: 4, numRuns: 400 },
  );
});

test('a pack cut short, and one beside the other part of another pack, are noticed', () => {
  const [pack, other] = [1, 2].map((seed) => encodePacks(faxRecords({ rows: 30, seed }))[0]) as [
    EncodedPack,
    EncodedPack,
  ];
  for (const length of [0, 1, 4, 5, 6, pack.search.length - 1]) {
    expect(() => decodeSearch(pack.search.subarray(0, length))).toThrow(DamagedPack);
  }
  expect(() => decodeRest(pack.rest, decodeSearch(other.search))).toThrow(DamagedPack);
});
