/**
 * How sure a field is: the share of right values among all fields that look like it, learned from documents whose
 * values are known (docs/model-card.md has how well it holds).
 */
import type { FieldLabel } from '../result.ts';
import { type FeatureRow, numbersOf } from './features/row.ts';
import { type Forest, logOdds, unpackForest } from './forest.ts';
import file from './model.json' with { type: 'json' };
import type { ModelFile } from './model.ts';

/** Gives the probability, 0–1, that a field is right. `facts` are those of `fieldFeatures`. */
export type Calibration = (label: FieldLabel, facts: FeatureRow) => number;

/** No program is surer than this of anything that it read. */
const MOST = 0.995;
/** Nor of what it computed from other values. */
const MOST_COMPUTED = 0.89;

/**
 * Generated documents are harder than those that companies are sent: no heading names the parties, amounts stand far
 * from their labels, and media wear the print more. By so much, in log-odds, are these fields surer than the model says;
 * fitted on real documents, where dates, totals and sellers of receipts were found to need nothing added.
 */
const EASIER_IN_LIFE = 1;
const EASIER: ReadonlySet<FieldLabel> = new Set<FieldLabel>([
  'numero_facture',
  'montant_ht',
  'montant_tva',
  'montant_du',
  'devise',
  'tva_fournisseur',
  'adresse_fournisseur',
  'nom_client',
  'tva_client',
]);

/** What the choice itself thinks, for fields that were too few to learn from. */
export const UNCALIBRATED: Calibration = (_label, facts) => Math.min(MOST, facts.raw ?? 0);

export function calibrationOf(forests: Readonly<Partial<Record<string, Forest>>>): Calibration {
  return (label, facts) => {
    const forest = forests[label];
    if (!forest) return UNCALIBRATED(label, facts);
    const odds = logOdds(forest, numbersOf(facts)) + (EASIER.has(label) ? EASIER_IN_LIFE : 0);
    return Math.min(facts.derived === 1 ? MOST_COMPUTED : MOST, 1 / (1 + Math.exp(-odds)));
  };
}

/** The calibration in a model file. */
function readCalibration(file: ModelFile): Calibration {
  const roles = file.kinds.field?.roles ?? {};
  return calibrationOf(
    Object.fromEntries(Object.entries(roles).map(([label, text]) => [label, unpackForest(text!)])),
  );
}

export const shippedCalibration: Calibration = readCalibration(file);
