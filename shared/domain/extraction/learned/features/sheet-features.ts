/** The rows of features for everything on a sheet. */
import type { Scores } from '../../scoring/scorer.ts';
import type { Sheet } from '../../sheet.ts';
import type { Kind } from '../model.ts';
import { amountFeatures } from './amount-features.ts';
import { dateFeatures } from './date-features.ts';
import { identifierFeatures } from './identifier-features.ts';
import { numberFeatures } from './number-features.ts';
import { partyFeatures } from './party-features.ts';
import type { FeatureRow } from './row.ts';

/** By kind: amounts, dates and numbers in the sheet's order; parties and identifiers in the order of `rules`. */
export function sheetFeatures(sheet: Sheet, rules: Scores): Record<Kind, FeatureRow[]> {
  return {
    amount: amountFeatures(sheet, rules.amounts),
    date: dateFeatures(sheet, rules),
    number: numberFeatures(sheet, rules),
    party: partyFeatures(sheet, rules.parties),
    identifier: identifierFeatures(sheet, rules.identifiers, rules.parties),
  };
}
