/** Pages of any words at any places, for properties that must hold whatever is read. */
import fc from 'fast-check';
import type { Page, Word } from '../../shared/domain/page/page.ts';

const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((list) => list.join(''));

const text = fc.oneof(
  fc.constantFrom(
    ...'Total HT TTC TVA Facture N° Date Échéance : Client Bill to Rechnung Betrag SARL 75001 Paris IBAN'.split(
      ' ',
    ),
  ),
  fc.integer({ min: -99999, max: 9999999 }).map((cents) => (cents / 100).toFixed(2).replace('.', ',')),
  fc.integer({ min: 1, max: 28 }).map((day) => `${String(day).padStart(2, '0')}/03/2026`),
  digits(14),
  fc.string({ maxLength: 20, unit: 'grapheme' }),
);

const word: fc.Arbitrary<Word> = fc.record({
  text,
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  box: fc.record({
    x: fc.double({ min: -0.1, max: 1.1, noNaN: true }),
    y: fc.double({ min: -0.1, max: 1.1, noNaN: true }),
    width: fc.double({ min: 0, max: 0.4, noNaN: true }),
    height: fc.double({ min: 0, max: 0.05, noNaN: true }),
  }),
});

export const anyPage: fc.Arbitrary<Page> = fc.record({
  number: fc.constant(1),
  widthPoints: fc.constantFrom(595, 200, 0),
  heightPoints: fc.constantFrom(842, 1200, 0),
  provider: fc.constantFrom('text-layer' as const, 'tesseract' as const, 'ppocr' as const),
  words: fc.array(word, { maxLength: 80 }),
  confidence: fc.constant(0.9),
});
