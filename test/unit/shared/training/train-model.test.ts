import { describe, expect, it } from 'vitest';
import { extract } from '../../../../shared/domain/extraction/extract.ts';
import { ALL_LEARNED, scorerOf } from '../../../../shared/domain/extraction/learned/learned-scorer.ts';
import { readModel, writeModel } from '../../../../shared/domain/extraction/learned/model.ts';
import type { Page } from '../../../../shared/domain/page/page.ts';
import { figuresOf, outcomesOf } from '../../../../shared/training/evaluate.ts';
import { trainingExamples } from '../../../../shared/training/examples.ts';
import { Random } from '../../../../shared/training/generator/random.ts';
import { ExampleSet, type KnownDocument, trainModel } from '../../../../shared/training/train-model.ts';
import { printedPage } from '../../../support/printed-page.ts';

const OPTIONS = { rounds: 25, leaves: 6 };

/** Invoices in no language: of two sums that no label explains, the one at the foot is the total. */
function wordless(seed: number): KnownDocument {
  const random = new Random(seed);
  const money = () => (random.int(10_000, 99_999) / 100).toFixed(2).replace('.', ',');
  const total = money();
  const lines = [`zor ${money()}`, '', 'blip', '', `wum ${money()}`, 'krx', '', '', `zor ${total}`];
  return { pages: [printedPage(lines.join('\n'))], fields: { montant_ttc: Number(total.replace(',', '.')) } };
}

function setOf(count: number, seed: number): ExampleSet {
  const set = new ExampleSet();
  for (let i = 0; i < count; i++) set.add(wordless(seed + i));
  return set;
}

describe('a model', () => {
  it('learns a place that no rule knows, and reads it from its file', () => {
    const { kinds } = writeModel(trainModel(setOf(120, 1000), OPTIONS));
    const scorer = scorerOf(readModel({ version: 'tiny', kinds }), ALL_LEARNED);
    let right = 0;
    for (let seed = 0; seed < 20; seed++) {
      const { pages, fields } = wordless(seed);
      if (extract(pages, { scorer }).fields.montant_ttc?.normalized === fields.montant_ttc) right++;
    }
    expect(right).toBeGreaterThanOrEqual(19);
  });

  it('comes out the same, byte for byte, when it is trained again', () => {
    const once = JSON.stringify(writeModel(trainModel(setOf(30, 5), OPTIONS)));
    expect(JSON.stringify(writeModel(trainModel(setOf(30, 5), OPTIONS)))).toBe(once);
  });
});

describe('examples', () => {
  const page: Page = printedPage(`
Facture N° F-17            Date : 03/03/2026
Total HT       100,00
TVA 20 %        20,00
Total TTC      120,00
`);

  it('answer for the roles that are known, and for no others', () => {
    const { amount, date, number } = trainingExamples([page], {
      montant_ttc: 120,
      montant_tva: null,
      date_facture: '2026-03-03',
    });
    expect(amount.answers.gross?.filter((answer) => answer === 1)).toHaveLength(1);
    expect(amount.answers.gross?.at(-1)).toBe(1);
    expect(amount.answers.tax).not.toContain(1);
    expect(amount.answers.net).toBeUndefined();
    expect(date.answers.issue).toEqual([1]);
    expect(number.answers).toEqual({});
  });
});

describe('figures', () => {
  it('hold a value against a document that prints none, unless it was computed', () => {
    const extraction = extract([printedPage('Facture N° F-17\nTotal TTC   120,00\nTVA   20,00')]);
    expect(extraction.fields.montant_ht?.source).toBe('derived');
    const known = { montant_ttc: 120, montant_tva: null, montant_ht: null, date_facture: '2026-03-03' };
    const figures = figuresOf(outcomesOf(extraction, known));
    expect(figures.wanted).toBe(2);
    expect(figures.recall).toBe(0.5);
    expect(figures.precision).toBe(0.5);
  });
});
