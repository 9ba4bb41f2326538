import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayUnder, printedDates } from '../../shared/domain/dates/printed-dates.ts';
import { extract } from '../../shared/domain/extraction/extract.ts';
import { DOCUMENT_TYPES, type Extraction, FIELD_LABELS } from '../../shared/domain/extraction/result.ts';
import { isIban } from '../../shared/domain/identifiers/bank-account.ts';
import { isSiren, isSiret, luhnSum } from '../../shared/domain/identifiers/company-numbers.ts';
import { frenchVatKey, vatKeyIsRight } from '../../shared/domain/identifiers/vat-number.ts';
import { parseAmount, printAmount, roundToCents } from '../../shared/domain/money/amount.ts';
import type { Page, Word } from '../../shared/domain/page/page.ts';

const SEED = 20261120;
const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

describe('amounts', () => {
  test('printed in any style are read back', () => {
    const style = fc.constantFrom(
      { thousands: ' ', decimal: ',' } as const,
      { thousands: '\u202f', decimal: ',' } as const,
      { thousands: '.', decimal: ',' } as const,
      { thousands: ',', decimal: '.' } as const,
      { thousands: "'", decimal: '.' } as const,
      { thousands: '', decimal: ',' } as const,
    );
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), style, (cents, printed) => {
        const value = cents / 100 || 0;
        expect(parseAmount(printAmount(value, printed))).toEqual({ value, decimals: 2, ambiguous: false });
      }),
      { seed: SEED },
    );
  });

  test('of any text are null or finite', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const parsed = parseAmount(text);
        expect(parsed === null || Number.isFinite(parsed.value)).toBe(true);
      }),
      { seed: SEED },
    );
  });

  test('rounding to cents is idempotent', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e9, max: 1e9, noNaN: true }), (value) => {
        expect(roundToCents(roundToCents(value))).toBe(roundToCents(value));
      }),
      { seed: SEED },
    );
  });
});

describe('dates', () => {
  test('printed day first with any separators are read back', () => {
    const day = fc.date({ min: new Date('2000-01-01'), max: new Date('2068-12-31'), noInvalidDate: true });
    const separator = fc.constantFrom('/', '.', '-', ',');
    fc.assert(
      fc.property(day, separator, separator, (date, one, two) => {
        const [year = '', month = '', dayOfMonth = ''] = date.toISOString().slice(0, 10).split('-');
        const found = printedDates(`le ${dayOfMonth}${one}${month}${two}${year} à`);
        expect(found.map((printed) => dayUnder(printed, 'day-first'))).toEqual([
          `${year}-${month}-${dayOfMonth}`,
        ]);
      }),
      { seed: SEED },
    );
  });
});

describe('keys', () => {
  test('a SIREN completed by Luhn is right, and wrong with any digit changed', () => {
    fc.assert(
      fc.property(digits(8), fc.nat(8), fc.integer({ min: 1, max: 9 }), (start, place, step) => {
        const last = (10 - (luhnSum(`${start}0`) % 10)) % 10;
        const siren = `${start}${last}`;
        fc.pre(!/^0+$/.test(siren));
        expect(isSiren(siren)).toBe(true);
        const changed = siren.slice(0, place) + ((Number(siren[place]) + step) % 10) + siren.slice(place + 1);
        expect(isSiren(changed)).toBe(false);
      }),
      { seed: SEED },
    );
  });

  test('a SIRET is right only on a right SIREN, save for La Poste', () => {
    fc.assert(
      fc.property(digits(14), (text) => {
        if (isSiret(text)) expect(isSiren(text.slice(0, 9)) || text.startsWith('356000000')).toBe(true);
      }),
      { seed: SEED },
    );
  });

  test('a French VAT number with the key of its SIREN is right, and with any other key wrong', () => {
    fc.assert(
      fc.property(digits(9), fc.nat(96), (siren, key) => {
        expect(vatKeyIsRight(`FR${frenchVatKey(siren)}${siren}`)).toBe(true);
        const other = String(key).padStart(2, '0');
        if (other !== frenchVatKey(siren)) expect(vatKeyIsRight(`FR${other}${siren}`)).toBe(false);
      }),
      { seed: SEED },
    );
  });

  test('an IBAN completed by MOD 97-10 is right, and wrong with two digits swapped', () => {
    fc.assert(
      fc.property(digits(18), fc.nat(16), (account, place) => {
        const rest = BigInt(`${account}131400`) % 97n;
        const iban = `DE${String(98n - rest).padStart(2, '0')}${account}`;
        expect(isIban(iban)).toBe(true);
        const at = 4 + place;
        const swapped = iban.slice(0, at) + iban[at + 1] + iban[at] + iban.slice(at + 2);
        if (swapped !== iban) expect(isIban(swapped)).toBe(false);
      }),
      { seed: SEED },
    );
  });
});

/** Words that extraction reacts to, thrown together without sense. */
const vocabulary = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...'Facture N° Total TTC HT TVA Date Échéance : Client SIRET IBAN FR76 BIC net à payer Invoice number due Rechnung vom Summe MwSt 20 % 19 % € EUR $ Avoir SARL GmbH rue 75001 Paris Description Qté Prix Montant RM CASH CHANGE - | ,'.split(
        ' ',
      ),
    ),
  },
  {
    weight: 2,
    arbitrary: fc
      .double({ min: -9999, max: 99999, noNaN: true })
      .map((value) => value.toFixed(2).replace('.', ',')),
  },
  {
    weight: 1,
    arbitrary: fc
      .date({ min: new Date('1990-01-01'), max: new Date('2070-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10).split('-').reverse().join('/')),
  },
  { weight: 1, arbitrary: digits(14) },
  { weight: 1, arbitrary: digits(25).map((text) => `FR${text}`) },
  { weight: 1, arbitrary: fc.string({ maxLength: 30, unit: 'grapheme' }) },
);
const fraction = fc.double({ min: -0.1, max: 1.1, noNaN: true });
const word: fc.Arbitrary<Word> = fc.record({
  text: vocabulary,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  box: fc.record({
    x: fraction,
    y: fraction,
    width: fc.double({ min: 0, max: 0.4, noNaN: true }),
    height: fc.double({ min: 0, max: 0.05, noNaN: true }),
  }),
});
const page: fc.Arbitrary<Page> = fc.record({
  number: fc.constant(1),
  widthPoints: fc.constantFrom(595, 200, 0),
  heightPoints: fc.constantFrom(842, 1200, 0),
  provider: fc.constantFrom('text-layer' as const, 'tesseract' as const, 'ppocr' as const),
  words: fc.array(word, { maxLength: 120 }),
  confidence: fc.constant(0.9),
});

const MONEY = new Set(['montant_ht', 'montant_tva', 'montant_ttc', 'montant_du']);
const DATES = new Set(['date_facture', 'date_echeance']);

/** Every field of an answer is in the form that its label promises. */
function expectNormalForm(result: Extraction): void {
  expect(DOCUMENT_TYPES).toContain(result.document_type);
  for (const [label, field] of Object.entries(result.fields)) {
    expect(FIELD_LABELS).toContain(label);
    expect(field.value.trim(), label).not.toBe('');
    expect(field.confidence).toBeGreaterThanOrEqual(0);
    expect(field.confidence).toBeLessThanOrEqual(1);
    if (MONEY.has(label)) {
      expect(typeof field.normalized).toBe('number');
      expect(roundToCents(field.normalized as number)).toBe(field.normalized);
      expect(field.value).toMatch(/^-?\d+\.\d{2}(?: [A-Z]{3})?$/);
      expect(Number(field.value.split(' ')[0])).toBe(field.normalized);
    }
    if (DATES.has(label)) {
      expect(field.normalized).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(new Date(field.normalized).toISOString().slice(0, 10)).toBe(field.normalized);
    }
    if (label === 'devise') expect(field.normalized).toMatch(/^[A-Z]{3}$/);
    if (label.startsWith('siret_')) expect(field.normalized).toMatch(/^\d{14}$/);
    if (label === 'siren_fournisseur') expect(field.normalized).toMatch(/^\d{9}$/);
    if (label === 'iban') expect(field.normalized).toMatch(/^[A-Z]{2}[A-Z0-9]+$/);
    if (field.bbox === null) expect(field.page).toBeNull();
    else {
      expect(field.page).toBeGreaterThanOrEqual(1);
      for (const side of [field.bbox.x, field.bbox.y, field.bbox.width, field.bbox.height]) {
        expect(side).toBeGreaterThanOrEqual(0);
        expect(side).toBeLessThanOrEqual(1);
      }
    }
  }
  expect(result.overall_confidence).toBeGreaterThanOrEqual(0);
  expect(result.overall_confidence).toBeLessThanOrEqual(1);
}

describe('extract', () => {
  test('answers in normal form whatever the words and wherever they stand', () => {
    fc.assert(
      fc.property(fc.array(page, { maxLength: 2 }), (pages) => expectNormalForm(extract(pages))),
      { seed: SEED, numRuns: 150 },
    );
  });

  test('gives the same answer twice', () => {
    fc.assert(
      fc.property(page, (only) => {
        expect(extract([only])).toEqual(extract([only]));
      }),
      { seed: SEED, numRuns: 30 },
    );
  });

  test('is not slowed without bound by long words or crowded pages', () => {
    const long = 'A'.repeat(20_000);
    const box = { x: 0.1, y: 0.1, width: 0.5, height: 0.01 };
    const crowd: Word[] = Array.from({ length: 4000 }, (_, index) => ({
      text: index % 7 === 0 ? '1 234,56' : index % 5 === 0 ? 'Total' : `mot${index}`,
      confidence: 0.9,
      box: { x: (index % 40) / 40, y: Math.floor(index / 40) / 100, width: 0.02, height: 0.008 },
    }));
    const numbers = '1 '.repeat(5000) + '2,'.repeat(5000) + '1.'.repeat(5000);
    const words = [long, numbers, `${long}@${long}.fr`, '-'.repeat(10_000)].map((text) => ({
      text,
      confidence: 1,
      box,
    }));
    for (const list of [words, crowd]) {
      const only: Page = {
        number: 1,
        widthPoints: 595,
        heightPoints: 842,
        provider: 'ppocr',
        words: list,
        confidence: 1,
      };
      expectNormalForm(extract([only]));
    }
  }, 20_000);
});
