import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CHECK_CODES, checkIn } from '../../shared/domain/extraction/checks/catalogue.ts';
import { checkRecord } from '../../shared/domain/extraction/checks/checks.ts';
import { recordIn, weighed } from '../../shared/domain/extraction/checks/review.ts';
import { DOCUMENT_TYPES, FIELD_LABELS, type FieldLabel } from '../../shared/domain/extraction/result.ts';
import { someField, someLine, soundInvoice } from '../support/checked-records.ts';

const SEED = 20261120;

/** What may stand in a field: of its kind, of another, or nonsense. */
const value = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.double({ noNaN: true }),
  fc.integer({ min: -1_000_000, max: 1_000_000 }).map((cents) => cents / 100),
  fc.constantFrom(
    '2026-03-05',
    '1999-12-31',
    '2026-02-31',
    '5.5;20',
    'FR44732829320',
    'DE',
    'EUR',
    '',
    0,
    -0,
  ),
);
const field = fc.record({
  normalized: value,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  source: fc.constantFrom('text-layer' as const, 'ocr' as const, 'derived' as const, 'xml' as const),
});
const amount = fc.option(fc.double({ min: -1e6, max: 1e6, noNaN: true }));
const record = fc
  .record({
    type: fc.constantFrom(...DOCUMENT_TYPES),
    fields: fc.dictionary(fc.constantFrom<FieldLabel>(...FIELD_LABELS), field),
    lines: fc.array(fc.record({ quantity: amount, unit_price: amount, total: amount }), { maxLength: 5 }),
    breakdown: fc.array(fc.record({ rate: fc.double(), base: fc.double(), tax: fc.double() }), {
      maxLength: 3,
    }),
  })
  .map(({ type, fields, lines, breakdown }) =>
    soundInvoice(
      Object.fromEntries(
        Object.entries(fields).map(([label, { normalized, ...rest }]) => [
          label,
          someField(normalized, rest),
        ]),
      ),
      { document_type: type, lines: lines.map((line) => someLine(line)), vat_breakdown: breakdown },
    ),
  );
const context = fc.record(
  {
    today: fc.constant('2026-11-20'),
    text: fc.string({ maxLength: 300 }),
    readingConfidence: fc.double({ min: 0, max: 1, noNaN: true }),
    linesFromTable: fc.boolean(),
    ruledOutRates: fc.array(fc.double({ noNaN: true }), { maxLength: 2 }),
    plausibility: fc.double({ min: 0, max: 1, noNaN: true }),
  },
  { requiredKeys: [] },
);

describe('checks of any record', () => {
  test('give known codes, each in a sentence of either language, and never throw', () => {
    fc.assert(
      fc.property(record, context, (checked, known) => {
        for (const check of checkRecord(checked, known)) {
          expect(CHECK_CODES).toContain(check.code);
          const english = checkIn('en', check);
          for (const { message } of [check, english])
            expect(message).not.toMatch(/\{\w+(?::\w+)?\}|undefined|NaN/);
          expect(checkIn('fr', english)).toEqual(check);
        }
      }),
      { seed: SEED },
    );
  });

  test('ask for review exactly where there is a reason', () => {
    fc.assert(
      fc.property(record, context, (checked, known) => {
        const extraction = weighed({
          ...checked,
          checks: checkRecord(checked, known),
          model_version: 'test',
        });
        expect(extraction.needs_review).toBe(extraction.review_reasons.length > 0);
        const failed = extraction.checks.some(({ level }) => level === 'error');
        if (failed) expect(extraction.needs_review).toBe(true);
        expect(recordIn('en', extraction).review_reasons).toHaveLength(extraction.review_reasons.length);
      }),
      { seed: SEED },
    );
  });
});
