import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { extract } from '../../shared/domain/extraction/extract.ts';
import type { FeatureRow } from '../../shared/domain/extraction/learned/features/row.ts';
import { sheetFeatures } from '../../shared/domain/extraction/learned/features/sheet-features.ts';
import { learnedScorer } from '../../shared/domain/extraction/learned/learned-scorer.ts';
import { KINDS } from '../../shared/domain/extraction/learned/model.ts';
import { rulesScorer } from '../../shared/domain/extraction/scoring/rules-scorer.ts';
import { readSheet } from '../../shared/domain/extraction/sheet.ts';
import { anyPage } from '../support/any-page.ts';

const SEED = 20261120;

/** The names of every row's features, by what the row is of. */
const names = new Map<string, string>();

function expectFinite(of: string, row: FeatureRow): void {
  for (const [name, value] of Object.entries(row)) expect(Number.isFinite(value), `${of} ${name}`).toBe(true);
  const known = names.get(of) ?? Object.keys(row).join(' ');
  names.set(of, known);
  expect(Object.keys(row).join(' ')).toBe(known);
}

describe('features', () => {
  test('are finite, and the same ones, for every candidate and field of any pages', () => {
    fc.assert(
      fc.property(fc.array(anyPage, { maxLength: 2 }), (pages) => {
        const sheet = readSheet(pages);
        const rows = sheetFeatures(sheet, rulesScorer(sheet));
        for (const kind of KINDS) for (const row of rows[kind]) expectFinite(kind, row);
        extract(pages, { observe: (_, row) => expectFinite('field', row) });
      }),
      { seed: SEED, numRuns: 120 },
    );
  });

  test('give scores from 0 to 1, best first', () => {
    fc.assert(
      fc.property(anyPage, (page) => {
        const { amounts, issueDate, invoiceNumber, parties } = learnedScorer(readSheet([page]));
        for (const list of [amounts.gross, issueDate, invoiceNumber]) {
          const scores: number[] = list.map((entry) => entry.score);
          expect(scores).toEqual([...scores].sort((a, b) => b - a));
          for (const score of scores) expect(score >= 0 && score <= 1).toBe(true);
        }
        for (const { seller, buyer } of parties)
          expect(seller >= 0 && seller <= 1 && buyer >= 0 && buyer <= 1).toBe(true);
      }),
      { seed: SEED, numRuns: 60 },
    );
  });
});
