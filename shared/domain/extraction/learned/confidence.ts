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

/** Where the choice gives no more than this, the document contradicts itself, and a person has to know. */
const DOUBTED = 0.5;

/**
 * Generated documents are harder than those that companies are sent: no heading names the parties, amounts stand far
 * from their labels, and media wear the print more. By so much, in log-odds, are these fields surer than the model says;
 * fitted on real documents, where dates and totals were found to need nothing added.
 */
const EASIER_IN_LIFE: Partial<Record<FieldLabel, number>> = {
  numero_facture: 1,
  montant_ht: 1,
  montant_tva: 1,
  montant_du: 1,
  devise: 1,
  nom_fournisseur: 0.5,
  adresse_fournisseur: 0.5,
  tva_fournisseur: 1,
  siren_fournisseur: 1,
  siret_fournisseur: 1,
  iban: 1,
  nom_client: 1,
  tva_client: 1,
};

/** What the choice itself thinks, for fields that were too few to learn from. */
export const UNCALIBRATED: Calibration = (_label, facts) => Math.min(MOST, facts.raw ?? 0);

export function calibrationOf(forests: Readonly<Partial<Record<string, Forest>>>): Calibration {
  return (label, facts) => {
    const forest = forests[label];
    if (!forest) return UNCALIBRATED(label, facts);
    const odds = logOdds(forest, numbersOf(facts)) + (EASIER_IN_LIFE[label] ?? 0);
    const most = (facts.raw ?? 0) <= DOUBTED ? DOUBTED : facts.derived === 1 ? MOST_COMPUTED : MOST;
    return Math.min(most, 1 / (1 + Math.exp(-odds)));
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
