import { describe, expect, it } from 'vitest';
import { DOCUMENT_TYPES, type FieldLabel } from '../../../../../shared/domain/extraction/result.ts';
import { isIban } from '../../../../../shared/domain/identifiers/bank-account.ts';
import { isSiren, isSiret } from '../../../../../shared/domain/identifiers/company-numbers.ts';
import { vatKeyIsRight } from '../../../../../shared/domain/identifiers/vat-number.ts';
import type { Page } from '../../../../../shared/domain/page/page.ts';
import {
  type GeneratedDocument,
  LANGUAGES,
  MEDIA,
  type Occurrence,
} from '../../../../../shared/training/generator/document.ts';
import { generateDocument } from '../../../../../shared/training/generator/generate.ts';

const DIGITAL = Array.from({ length: 250 }, (_, seed) => generateDocument(seed, { medium: 'digital' }));
const ANY = Array.from({ length: 500 }, (_, seed) => generateDocument(10_000 + seed));

/** The words of an occurrence, as one text without spaces. */
function textAt(pages: readonly Page[], occurrence: Occurrence): string {
  const { words } = pages[occurrence.page - 1]!;
  return occurrence.words.map((index) => words[index]!.text).join('');
}

const number = (document: GeneratedDocument, label: FieldLabel) => {
  const value = document.truth.fields[label]?.normalized;
  return value === undefined ? undefined : Number(value);
};
const names = (document: GeneratedDocument) => `seed ${document.seed} ${document.kind} ${document.family}`;

describe('a generated document', () => {
  it('is the same for the same seed and options', () => {
    for (const seed of [0, 1, 77, 4_000_000_000, -5])
      expect(generateDocument(seed)).toEqual(generateDocument(seed));
  });

  it('differs from seed to seed', () => {
    const texts = new Set(ANY.map(({ pages }) => pages[0]!.words.map((word) => word.text).join(' ')));
    expect(texts.size).toBe(ANY.length);
  });

  it('is of the kind, language and medium asked for', () => {
    const options = { kind: 'quote', language: 'nl', medium: 'faxed' } as const;
    expect(generateDocument(3, options)).toMatchObject(options);
  });

  it('is of every kind, language and medium in turn', () => {
    expect(new Set(ANY.map(({ kind }) => kind))).toEqual(new Set(DOCUMENT_TYPES));
    expect(new Set(ANY.map(({ language }) => language))).toEqual(new Set(LANGUAGES));
    expect(new Set(ANY.map(({ medium }) => medium))).toEqual(new Set(MEDIA));
  });

  it('has words in boxes on the page, with confidences that are shares', () => {
    for (const document of ANY)
      for (const page of document.pages) {
        expect(page.words.length, names(document)).toBeGreaterThan(0);
        const wrong = page.words.filter(
          ({ box, confidence, text }) =>
            text.trim() === '' ||
            Math.min(box.x, box.y, box.width, box.height) < 0 ||
            Math.max(box.x + box.width, box.y + box.height) > 1 + 1e-9 ||
            !(confidence > 0 && confidence <= 1),
        );
        expect(wrong, names(document)).toEqual([]);
      }
  });
});

describe('the truth of a digital document', () => {
  it('stands at the words that it names', () => {
    for (const document of DIGITAL) {
      const values = [...Object.entries(document.truth.fields), ...Object.entries(document.truth.amounts)];
      for (const [label, { occurrences }] of values)
        for (const occurrence of occurrences)
          for (const part of occurrence.printed.split(/[\s\u00a0\u202f]+/))
            expect(textAt(document.pages, occurrence), `${names(document)} ${label}`).toContain(part);
    }
  });

  it('prints its numbers, names and identifiers as they are', () => {
    for (const { truth } of DIGITAL) {
      for (const label of [
        'numero_facture',
        'iban',
        'bic',
        'siret_fournisseur',
        'tva_fournisseur',
      ] as const) {
        const field = truth.fields[label];
        if (!field) continue;
        const bare = (text: string) =>
          text
            .toUpperCase()
            .replace(/[^A-Z0-9]/g, '')
            .replace(/(?:MWST|TVA)$/, '');
        expect(field.occurrences.map(({ printed }) => bare(printed))).toContain(
          bare(String(field.normalized)),
        );
      }
    }
  });

  it('always tells the total of an invoice, when it was issued and its number', () => {
    for (const document of DIGITAL.filter(({ kind }) => kind === 'invoice'))
      expect(Object.keys(document.truth.fields), names(document)).toEqual(
        expect.arrayContaining(['numero_facture', 'date_facture', 'montant_ttc']),
      );
  });

  it('adds up: net, tax and rounding make the total', () => {
    let compared = 0;
    for (const document of DIGITAL) {
      const [net, tax, gross] = (['montant_ht', 'montant_tva', 'montant_ttc'] as const).map((label) =>
        number(document, label),
      );
      if (net === undefined || tax === undefined || gross === undefined) continue;
      compared++;
      expect(net + tax + (number(document, 'arrondi') ?? 0), names(document)).toBeCloseTo(gross, 1);
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('breaks its tax down without a cent lost', () => {
    for (const document of DIGITAL) {
      const rows = document.truth.vat_breakdown;
      const tax = number(document, 'montant_tva');
      if (rows.length === 0 || tax === undefined) continue;
      expect(
        rows.reduce((sum, row) => sum + row.tax, 0),
        names(document),
      ).toBeCloseTo(tax, 2);
      for (const row of rows) expect(row.tax, names(document)).toBeCloseTo((row.base * row.rate) / 100, 1);
    }
  });

  it('has lines that are quantity times price less discount', () => {
    for (const document of DIGITAL)
      for (const line of document.truth.lines) {
        if (line.quantity === null || line.unit_price === null || line.total === null) continue;
        const expected = line.quantity * line.unit_price - (line.discount ?? 0);
        const off = Math.abs(line.total - expected);
        const rounding = 0.011 + Math.abs(expected) * 0.001;
        // A row may show its total with tax.
        if (off > rounding)
          expect(line.total / expected, names(document)).toBeLessThan(1.29 + 0.01 / Math.abs(expected));
      }
  });

  it('is due no sooner than it was issued', () => {
    for (const { truth } of DIGITAL) {
      const [issued, due] = [truth.fields.date_facture?.normalized, truth.fields.date_echeance?.normalized];
      if (issued !== undefined && due !== undefined) expect(String(due) >= String(issued)).toBe(true);
    }
  });

  it('has right keys in its identifiers, unless its issuer is meant to have wrong ones', () => {
    for (const { truth } of [...DIGITAL, ...ANY].filter(({ wrongKeys }) => !wrongKeys)) {
      const of = (label: FieldLabel) => truth.fields[label]?.normalized as string | undefined;
      const [iban, siren, siret, vat] = [
        of('iban'),
        of('siren_fournisseur'),
        of('siret_fournisseur'),
        of('tva_fournisseur'),
      ];
      if (iban !== undefined) expect(isIban(iban), iban).toBe(true);
      if (siren !== undefined) expect(isSiren(siren), siren).toBe(true);
      if (siret !== undefined) expect(isSiret(siret), siret).toBe(true);
      if (vat !== undefined && /^[A-Z]{2}/.test(vat)) expect(vatKeyIsRight(vat), vat).not.toBe(false);
    }
  });
});

describe('a document through a medium', () => {
  it('keeps what is true and loses some of what can be read', () => {
    for (let seed = 0; seed < 60; seed++) {
      const [clean, faxed] = (['digital', 'faxed'] as const).map((medium) =>
        generateDocument(seed, { medium }),
      );
      const known = (document: GeneratedDocument) =>
        Object.fromEntries(
          Object.entries(document.truth.fields).map(([label, { normalized }]) => [label, normalized]),
        );
      expect(known(faxed!)).toMatchObject(known(clean!));
    }
    const words = (medium: 'digital' | 'faxed') =>
      Array.from(
        { length: 60 },
        (_, seed) => generateDocument(seed, { medium }).pages.flatMap((page) => page.words).length,
      ).reduce((a, b) => a + b, 0);
    expect(words('faxed')).toBeLessThan(words('digital'));
  });

  it('is surer of words read right than of words read wrong', () => {
    let [right, wrong] = [0, 0];
    let [rights, wrongs] = [0, 0];
    for (let seed = 0; seed < 80; seed++) {
      const clean = new Set(
        generateDocument(seed, { medium: 'digital' }).pages.flatMap((page) =>
          page.words.map(({ text }) => text),
        ),
      );
      for (const { text, confidence } of generateDocument(seed, { medium: 'photographed' }).pages.flatMap(
        (page) => page.words,
      )) {
        if (clean.has(text)) {
          right += confidence;
          rights++;
        } else {
          wrong += confidence;
          wrongs++;
        }
      }
    }
    expect(wrongs).toBeGreaterThan(100);
    expect(right / rights).toBeGreaterThan(wrong / wrongs + 0.05);
  });
});
