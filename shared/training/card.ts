/** The model's card: what it was trained on, how well it does, and how far to believe it. Markdown. */
import type { FieldLabel } from '../domain/extraction/result.ts';
import { type Figures, figuresOf, type Outcome } from './evaluate.ts';

/** How one scorer did on one collection. */
export interface Measured {
  /** `held-out generated documents`, `private invoices` … */
  collection: string;
  documents: number;
  /** By name of the scorer: rules, learned, mixed. */
  scorers: Record<string, Outcome[]>;
}

export interface CardFacts {
  version: string;
  date: string;
  seed: number;
  sources: string;
  documents: number;
  calibrationDocuments: number;
  corrections: number;
  candidates: number;
  bytes: number;
  seconds: number;
  /** The scorer that extraction uses. */
  used: string;
  measured: Measured[];
}

const percent = (share: number) => (100 * share).toFixed(1);

/** One table for each collection: F1 of each scorer by field, then the confidence of the scorer that is used. */
export function cardOf(facts: CardFacts): string {
  return [
    '# Model card: scorer of candidates and confidence of fields',
    '',
    'Written by `npm run train`; do not edit. What the model is for and how it works:',
    '[the folder](../shared/domain/extraction/learned/), trained by [shared/training](../shared/training/).',
    '',
    `| | |\n| --- | --- |`,
    `| version | ${facts.version} |`,
    `| trained | ${facts.date}, in ${facts.seconds} s on CPU, from seed ${facts.seed} |`,
    `| code | sources ${facts.sources} |`,
    `| data | ${facts.documents} generated documents, ${facts.candidates} candidates; ${facts.corrections} corrected by users |`,
    `| confidence | learned from ${facts.calibrationDocuments} other generated documents |`,
    `| size | ${Math.round(facts.bytes / 1024)} KiB |`,
    '| form | gradient-boosted trees, one forest for each role; features are places, labels, arithmetic, and the rules’ scores |',
    '',
    'No document of any user or collection is among the training data unless corrections are counted above.',
    'Real collections below are measured only.',
    ...facts.measured.flatMap((measured) => section(measured, facts.used)),
    '',
  ].join('\n');
}

function section({ collection, documents, scorers }: Measured, used: string): string[] {
  const names = Object.keys(scorers);
  const outcomes = scorers[used] ?? [];
  const labels = [...new Set(outcomes.map((outcome) => outcome.label))].sort();
  const row = (name: string, of: (list: readonly Outcome[]) => readonly Outcome[]) => {
    const figures = names.map((scorer) => figuresOf(of(scorers[scorer]!)));
    return `| ${[name, figures[0]!.wanted, ...figures.map(({ f1 }) => percent(f1)), ...sureness(figuresOf(of(outcomes)))].join(' | ')} |`;
  };
  return [
    '',
    `## ${collection[0]!.toUpperCase()}${collection.slice(1)}: ${documents} documents`,
    '',
    `F1 in % by scorer; then, for the one in use (${used}), the expected calibration error, the share of given fields`,
    'at confidence 0.85 or more, and how many of those are right, in %.',
    '',
    `| field | wanted | ${names.join(' | ')} | ECE | accepted | right |`,
    `| --- | ${Array(names.length + 4)
      .fill('---:')
      .join(' | ')} |`,
    ...labels.map((label: FieldLabel) =>
      row(label, (list) => list.filter((outcome) => outcome.label === label)),
    ),
    row('**all**', (list) => list),
  ];
}

const sureness = (figures: Figures) => [
  figures.calibrationError.toFixed(3),
  percent(figures.accepted),
  percent(figures.acceptedRight),
];
