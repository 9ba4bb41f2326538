/** Learns confidence from documents that the scorer was not trained on: on those it is right too often. */
import { extract } from '../domain/extraction/extract.ts';
import { UNCALIBRATED } from '../domain/extraction/learned/confidence.ts';
import { type FeatureRow, numbersOf } from '../domain/extraction/learned/features/row.ts';
import type { Forest } from '../domain/extraction/learned/forest.ts';
import type { FieldLabel } from '../domain/extraction/result.ts';
import type { Scorer } from '../domain/extraction/scoring/scorer.ts';
import { BOOSTING_DEFAULTS, type BoostingOptions, type Questions, trainForest } from './boosting.ts';
import { outcomesOf } from './evaluate.ts';
import type { KnownDocument } from './train-model.ts';

/** Small trees and large leaves: few documents must not decide. */
const OPTIONS: BoostingOptions = {
  ...BOOSTING_DEFAULTS,
  rounds: 60,
  leaves: 6,
  rate: 0.1,
  leafWeight: 2,
  shrinkage: 4,
};
/** With fewer fields than this, what the choice says is as good as anything learned. */
const FEWEST = 150;

/** What is known of the fields of many documents, and whether each was right. */
export class ConfidenceExamples {
  names: string[] = [];
  private readonly questions = new Map<FieldLabel, Questions>();

  /** Extracts a document with the scorer whose confidence is wanted. */
  add({ pages, fields }: KnownDocument, scorer: Scorer): void {
    const facts = new Map<FieldLabel, FeatureRow>();
    const extraction = extract(pages, {
      scorer,
      calibration: UNCALIBRATED,
      observe: (label, row) => facts.set(label, row),
    });
    for (const { label, given, right } of outcomesOf(extraction, fields)) {
      const row = facts.get(label);
      if (!given || !row) continue;
      this.names = Object.keys(row);
      const known = this.questions.get(label) ?? { rows: [], answers: [] };
      this.questions.set(label, known);
      known.rows.push(numbersOf(row));
      known.answers.push(Number(right));
    }
  }

  /** A forest for each field that was seen often enough. */
  train(seed: number): Partial<Record<FieldLabel, Forest>> {
    const forests: Partial<Record<FieldLabel, Forest>> = {};
    for (const [label, questions] of [...this.questions].sort(([a], [b]) => (a < b ? -1 : 1)))
      if (questions.rows.length >= FEWEST) forests[label] = trainForest(questions, { ...OPTIONS, seed });
    return forests;
  }
}
