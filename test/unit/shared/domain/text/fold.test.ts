import { expect, it } from 'vitest';
import { fold, foldedKey, foldedWords, withinEdits } from '../../../../../shared/domain/text/fold.ts';

it('folding takes away case, accents and typographic variants', () => {
  expect(fold('Échéance – Straße œuvre')).toBe('echeance - strasse oeuvre');
  expect(foldedWords("N° d'ordre : A-12")).toEqual(['n', 'd', 'ordre', 'a', '12']);
  expect(foldedKey('Au Bon-Moulin, S.A.R.L.')).toBe('aubonmoulinsarl');
});

it('two words are alike within a number of edits', () => {
  expect(withinEdits('facture', 'fecture', 1)).toBe(true);
  expect(withinEdits('facture', 'factures', 1)).toBe(true);
  expect(withinEdits('facture', 'fectura', 1)).toBe(false);
  expect(withinEdits('total', 'tva', 1)).toBe(false);
});
