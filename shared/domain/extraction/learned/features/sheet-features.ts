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

/** A document with more candidates of a kind is no invoice but a listing, and time must stay bounded. */
const MOST_CANDIDATES = 4000;

/**
 * By kind: amounts, dates and numbers in the sheet's order; parties and identifiers in the order of `rules`. A kind
 * with more candidates than any invoice has gets no rows.
 */
export function sheetFeatures(sheet: Sheet, rules: Scores): Record<Kind, FeatureRow[]> {
  const unlessTooMany = (candidates: readonly unknown[], rows: () => FeatureRow[]) =>
    candidates.length > MOST_CANDIDATES ? [] : rows();
  return {
    amount: unlessTooMany(sheet.amounts, () => amountFeatures(sheet, rules.amounts)),
    date: unlessTooMany(sheet.dates, () => dateFeatures(sheet, rules)),
    number: unlessTooMany(sheet.numbers, () => numberFeatures(sheet, rules)),
    party: unlessTooMany(rules.parties, () => partyFeatures(sheet, rules.parties)),
    identifier: unlessTooMany(rules.identifiers, () =>
      identifierFeatures(sheet, rules.identifiers, rules.parties),
    ),
  };
}
