import fc from 'fast-check';
import { expect, test } from 'vitest';
import { FAX_COLUMNS, FAX_MODES, type FaxRecord } from '../../shared/domain/fax-log/fax-record.ts';
import type { FaxQuery } from '../../shared/domain/fax-log/fax-report.ts';
import { frenchNumber } from '../../shared/domain/fax-log/french-numbers.ts';
import { decodeSearch, encodePacks } from '../../shared/domain/fax-log/packs/pack-codec.ts';
import { faxMatcher } from '../../shared/fax-logs/fax-matcher.ts';
import { newestFirst } from '../../shared/fax-logs/newest-first.ts';

const digits = (minLength: number, maxLength: number, of = '0123456789') =>
  fc.string({ unit: fc.constantFrom(...of), minLength, maxLength });
const nine = digits(9, 9, '1230');
const written = fc.oneof(
  nine.map((number) => `0${number}`),
  nine.map((number) => `+33 (0)${number}`),
  nine.map((number) => `0033 ${number}`),
  nine.map((number) => `33${number}`),
  nine.map((number) => `0${number}`.replace(/(..)(?=.)/g, '$1 ')),
  digits(0, 13, '0123'),
  fc.constantFrom('anonyme', '', '01 23\n', 'É12'),
);
const faxId = fc.oneof(
  digits(1, 4, '0123').map((number) => `Fx${number}`),
  fc.string({
    unit: fc.constantFrom('a', 'B', 'é', 'ß', 'ﬁ', 'İ', 'σ', 'ς', '\n', '\u001b', 'n', 'e', '0', '1', '-'),
    maxLength: 6,
  }),
);
const record: fc.Arbitrary<FaxRecord> = fc
  .record({
    id: faxId,
    called: written,
    mode: fc.constantFrom(...FAX_MODES),
    errors: fc.nat(2),
    row: fc.nat(99),
  })
  .map(({ id, called, mode, errors, row }) => ({
    row,
    original: FAX_COLUMNS.map((column) => ({ faxId: id, calledNumber: called })[column as 'faxId'] ?? ''),
    mode,
    normalisedNumber: frenchNumber(called),
    pages: 0,
    minute: null,
    errors,
  }));
const query: fc.Arbitrary<FaxQuery> = fc.record(
  {
    text: fc.oneof(
      faxId,
      written,
      digits(1, 5, '0123'),
      fc.tuple(written, fc.nat(8), fc.nat(8)).map(([text, from, length]) => text.slice(from, from + length)),
      fc.tuple(faxId, fc.nat(3), fc.nat(3)).map(([text, from, length]) => text.slice(from, from + length)),
    ),
    mode: fc.constantFrom(...FAX_MODES),
    status: fc.constantFrom('valid' as const, 'invalid' as const),
  },
  { requiredKeys: [] },
);

/** Row by row, in so many words. */
function isMeant(one: FaxRecord, { text = '', mode, status }: FaxQuery): boolean {
  if (mode !== undefined && one.mode !== mode) return false;
  if (status !== undefined && (one.errors === 0) !== (status === 'valid')) return false;
  const typed = text.trim();
  if (typed === '') return true;
  const [id, , , , , , , called] = one.original as [string, ...string[]] & { 7: string };
  if ([id, called].some((cell) => cell.toUpperCase().includes(typed.toUpperCase()))) return true;
  if (!/\d/.test(typed) || /[^\d\s.,\-–/()+]/.test(typed)) return false;
  const asked = typed.replaceAll(/\D/g, '');
  const number = one.normalisedNumber;
  if (number.includes(asked) || called.replaceAll(/\D/g, '').includes(asked)) return true;
  if (number === '') return false;
  const national = number.slice(2);
  const dialled = asked.startsWith('00')
    ? [`00${number}`, `00330${national}`].filter(() => asked.length > 2)
    : [`0${national}`, `330${national}`];
  return dialled.some((form) => form.startsWith(asked));
}

test('a search finds exactly the rows that looking at each row finds', () => {
  fc.assert(
    fc.property(fc.array(record, { minLength: 1, maxLength: 40 }), query, (records, asked) => {
      const expected = records.flatMap((one, index) => (isMeant(one, asked) ? [index] : []));
      const matcher = faxMatcher(asked);
      const [pack] = encodePacks(records);
      const part = decodeSearch(pack!.search);
      // Marks of the pack before must not matter.
      const marks = new Uint8Array(part.count).fill(1);
      const total = matcher ? matcher(part, marks) : part.count;
      expect([...marks.keys()].filter((index) => marks[index] === 1)).toEqual(expected);
      expect(total).toBe(expected.length);
    }),
    { seed: 4, numRuns: 3_000 },
  );
});

test('the newest come first, the unknown last, equal ones as they stood', () => {
  const minute = fc.oneof(
    fc.constant(Number.NaN),
    fc.integer({ min: -3, max: 3 }),
    fc.integer({ min: -(2 ** 40), max: 2 ** 40 }),
    fc.integer({ min: 28_000_000, max: 28_900_000 }),
  );
  fc.assert(
    fc.property(fc.array(minute, { maxLength: 200 }), (minutes) => {
      const age = (index: number) =>
        Number.isNaN(minutes[index]) ? Number.POSITIVE_INFINITY : -minutes[index]!;
      const expected = minutes
        .map((_, index) => index)
        .sort((a, b) => (age(a) === age(b) ? a - b : age(a) - age(b)));
      expect([...newestFirst(Float64Array.from(minutes))]).toEqual(expected);
    }),
    { seed: 4, numRuns: 500 },
  );
});
