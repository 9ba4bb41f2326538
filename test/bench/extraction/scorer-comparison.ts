/** The hand-written rules, the trained model, and their mix: which of them finds what. */
import { extract } from '../../../shared/domain/extraction/extract.ts';
import { learnedScorer, mixedScorer } from '../../../shared/domain/extraction/learned/learned-scorer.ts';
import { rulesScorer } from '../../../shared/domain/extraction/scoring/rules-scorer.ts';
import type { Page } from '../../../shared/domain/page/page.ts';
import type { DataSet } from './data-sets.ts';
import { microF1, type Prediction, score, type Tally } from './verdicts.ts';

const SCORERS = { rules: rulesScorer, learned: learnedScorer, mixed: mixedScorer };
type Name = keyof typeof SCORERS;
const NAMES = Object.keys(SCORERS) as Name[];

export class ScorerComparison {
  readonly #rows: string[] = [];
  readonly #byField = new Map<string, Record<Name, Tally>>();

  async add(
    name: string,
    set: DataSet,
    rendering: string,
    read: Iterable<{ file: string; pages: Page[] }>,
  ): Promise<void> {
    const documents = [...read];
    const figures: string[] = [];
    for (const scorer of NAMES) {
      const predictions: Prediction[] = documents.map(({ file, pages }) => ({
        file,
        extraction: extract(pages, { scorer: SCORERS[scorer] }),
      }));
      const { tally } = await score(set, rendering, predictions, { visibleOnly: true });
      figures.push(percent(microF1(tally)));
      for (const [field, counts] of tally) this.#sum(field, scorer, counts);
    }
    this.#rows.push(`${name.padEnd(24)} ${figures.join(' ')}`);
  }

  /** F1 in percent, by set and by field. */
  report(): string {
    const head = `${''.padEnd(24)} ${NAMES.map((name) => name.padStart(7)).join(' ')}`;
    const fields = [...this.#byField].map(
      ([field, sums]) =>
        `${field.padEnd(24)} ${NAMES.map((name) => percent(microF1(new Map([[field, sums[name]]])))).join(' ')}`,
    );
    return [head, ...this.#rows, '', head, ...fields.sort()].join('\n');
  }

  #sum(field: string, scorer: Name, { right, given, asked }: Tally): void {
    const sums =
      this.#byField.get(field) ??
      (Object.fromEntries(NAMES.map((name) => [name, { right: 0, given: 0, asked: 0 }])) as Record<
        Name,
        Tally
      >);
    this.#byField.set(field, sums);
    const sum = sums[scorer];
    sum.right += right;
    sum.given += given;
    sum.asked += asked;
  }
}

function percent(share: number): string {
  return (100 * share).toFixed(1).padStart(7);
}
