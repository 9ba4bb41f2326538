/**
 * How sure a field is: the share of right values among all fields that look like it, learned from documents whose
 * values are known (docs/model-card.md has how well it holds).
 */
import type { FieldLabel } from '../result.ts';
import { type FeatureRow, numbersOf } from './features/row.ts';
import { type Forest, probability, unpackForest } from './forest.ts';
import file from './model.json' with { type: 'json' };
import type { ModelFile } from './model.ts';

/** Gives the probability, 0–1, that a field is right. `facts` are those of `fieldFeatures`. */
export type Calibration = (label: FieldLabel, facts: FeatureRow) => number;

/** No program is surer than this of anything that it read. */
const MOST = 0.995;

/** What the choice itself thinks, for fields that were too few to learn from. */
export const UNCALIBRATED: Calibration = (_label, facts) => Math.min(MOST, facts.raw ?? 0);

export function calibrationOf(forests: Readonly<Partial<Record<string, Forest>>>): Calibration {
  return (label, facts) => {
    const forest = forests[label];
    return forest ? Math.min(MOST, probability(forest, numbersOf(facts))) : UNCALIBRATED(label, facts);
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
