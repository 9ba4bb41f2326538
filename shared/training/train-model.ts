/** From documents with known values to a model: one forest for each role of each kind of candidate. */
import { KINDS, type Kind, type Model, ROLES } from '../domain/extraction/learned/model.ts';
import type { Page } from '../domain/page/page.ts';
import { BOOSTING_DEFAULTS, type BoostingOptions, type Questions, trainForest } from './boosting.ts';
import { type KnownFields, trainingExamples } from './examples.ts';

/** A document to learn from: generated, or corrected by a person. */
export interface KnownDocument {
  pages: Page[];
  fields: KnownFields;
}

/** The examples of many documents, by kind and role. */
export class ExampleSet {
  documents = 0;
  readonly names = new Map<Kind, string[]>();
  private readonly questions = new Map<string, Questions>();

  /** Adds a document's candidates; one that is worth more than others is added more than once. */
  add({ pages, fields }: KnownDocument): void {
    this.documents++;
    const examples = trainingExamples(pages, fields);
    for (const kind of KINDS) {
      const { names, rows, answers } = examples[kind];
      if (names.length > 0) this.names.set(kind, names);
      for (const [role, list] of Object.entries(answers)) {
        const known = this.of(kind, role);
        for (let i = 0; i < rows.length; i++) {
          known.rows.push(rows[i]!);
          known.answers.push(list[i]!);
        }
      }
    }
  }

  of(kind: Kind, role: string): Questions {
    const key = `${kind} ${role}`;
    const known = this.questions.get(key) ?? { rows: [], answers: [] };
    this.questions.set(key, known);
    return known;
  }
}

/** Trains every forest. The same examples in the same order give the same model. */
export function trainModel(
  examples: ExampleSet,
  options: Partial<BoostingOptions> = {},
  tell: (progress: string) => void = () => {},
): Model {
  const train = (kind: Kind) => {
    const roles = Object.fromEntries(
      ROLES[kind].map((role) => {
        const questions = examples.of(kind, role);
        const began = performance.now();
        const forest = trainForest(questions, { ...BOOSTING_DEFAULTS, ...options });
        const seconds = ((performance.now() - began) / 1000).toFixed(1);
        tell(`${kind} ${role}: ${questions.rows.length} candidates, ${seconds} s`);
        return [role, forest];
      }),
    );
    return { features: examples.names.get(kind) ?? [], roles };
  };
  return {
    amount: train('amount'),
    date: train('date'),
    number: train('number'),
    party: train('party'),
    identifier: train('identifier'),
  };
}
