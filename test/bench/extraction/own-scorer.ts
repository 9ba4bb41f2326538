/** Compares predictions with the truth, for data that brings no `score.mjs`; prints misses in that scorer's form. */
import path from 'node:path';
import { printedDates } from '../../../shared/domain/dates/printed-dates.ts';
import { parseAmount } from '../../../shared/domain/money/amount.ts';
import { fold } from '../ocr-truth.ts';
import { type DataSet, filesIn } from './data-sets.ts';
import { labelOf, type Prediction } from './verdicts.ts';

const NAMES: ReadonlySet<string> = new Set(['sellerName', 'buyerName', 'company', 'address']);
const DATES: ReadonlySet<string> = new Set(['issueDate', 'dueDate', 'date']);
/** Share of a name's words, as Dice's coefficient, from which the name counts as right. */
const NAME_OVERLAP = 0.8;

interface Given {
  value: string;
  normalized: string | number;
}

/** A line for each true value that was given wrongly or not at all: file, field, truth and what was given. */
export function missesOf(
  set: DataSet,
  rendering: string,
  predictions: readonly Prediction[],
  { visibleOnly }: { visibleOnly: boolean },
): string[] {
  const byFile = new Map(predictions.map((prediction) => [path.basename(prediction.file), prediction]));
  return set.entries.flatMap((entry) => {
    const file = path.basename(filesIn(entry, rendering)[0] ?? '');
    const prediction = byFile.get(file);
    if (!prediction) return [];
    return Object.entries(entry.fields).flatMap(([field, truth]) => {
      const label = labelOf(field, truth);
      const shown = !visibleOnly || !entry.visible || entry.visible.includes(field) || field === 'currency';
      if (!label || truth == null || truth === '' || !shown) return [];
      const given = prediction.extraction?.fields[label];
      if (given && isRight(field, truth, given)) return [];
      return [`${file}\t${field}\ttruth=${truth}\tgot=${given?.value ?? '-'}`];
    });
  });
}

export function isRight(field: string, truth: unknown, { value, normalized }: Given): boolean {
  const wanted = String(truth);
  if (typeof normalized === 'number') {
    const amount = typeof truth === 'number' ? truth : parseAmount(wanted)?.value;
    return amount !== undefined && Math.abs(normalized - amount) < 0.005;
  }
  if (DATES.has(field)) {
    const [date] = printedDates(wanted);
    return wanted === normalized || date?.dayFirst === normalized || date?.monthFirst === normalized;
  }
  if (NAMES.has(field)) return overlap(wanted, value) >= NAME_OVERLAP;
  return letters(wanted) === letters(value) || letters(wanted) === letters(String(normalized));
}

function letters(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '');
}

function overlap(one: string, other: string): number {
  const [a, b] = [words(one), words(other)];
  return (2 * [...a].filter((word) => b.has(word)).length) / (a.size + b.size || 1);
}

function words(text: string): Set<string> {
  return new Set(fold(text).match(/[\p{L}\p{N}]+/gu));
}
