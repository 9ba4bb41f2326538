/**
 * What a supplier's memory is worth: documents of suppliers that a set holds several of, extracted knowing none, one
 * and three other documents of the same supplier, which were confirmed with their truth.
 */
import { dayUnder, printedDates } from '../../../shared/domain/dates/printed-dates.ts';
import { extract } from '../../../shared/domain/extraction/extract.ts';
import { type ConfirmedFields, learn } from '../../../shared/domain/extraction/memory/learn.ts';
import type { SupplierMemory } from '../../../shared/domain/extraction/memory/supplier-memory.ts';
import type { FieldLabel } from '../../../shared/domain/extraction/result.ts';
import { rulesScorer } from '../../../shared/domain/extraction/scoring/rules-scorer.ts';
import { readSheet } from '../../../shared/domain/extraction/sheet.ts';
import type { Page } from '../../../shared/domain/page/page.ts';
import { foldedKey } from '../../../shared/domain/text/fold.ts';
import type { DataSet, Entry } from './data-sets.ts';
import { labelOf, microF1, type Prediction, score } from './verdicts.ts';

const CONFIRMED = [0, 1, 3];

/** One line: F1 over the same documents with each number of confirmed ones; null when no supplier has four. */
export async function memoryGain(
  set: DataSet,
  rendering: string,
  read: ReadonlyMap<Entry, { file: string; pages: Page[] }>,
  visibleOnly: boolean,
): Promise<string | null> {
  const suppliers = new Map<string, Entry[]>();
  for (const entry of set.entries) {
    const name = foldedKey(String(entry.fields.sellerName ?? entry.fields.company ?? ''));
    if (name !== '' && read.has(entry)) suppliers.set(name, [...(suppliers.get(name) ?? []), entry]);
  }
  const groups = [...suppliers.values()].filter((entries) => entries.length > Math.max(...CONFIRMED));
  if (groups.length === 0) return null;
  const figures: string[] = [];
  for (const count of CONFIRMED) {
    const predictions: Prediction[] = [];
    // Every other supplier is known as well: being taken for one of them costs, as it would.
    const known = groups.map((group) => learned(group.slice(0, count), read));
    for (const [at, group] of groups.entries()) {
      for (const [index, entry] of group.entries()) {
        const others = Array.from({ length: count }, (_, n) => group[(index + n + 1) % group.length]!);
        const memories = [...known.filter((_, other) => other !== at), learned(others, read)];
        const { file, pages } = read.get(entry)!;
        const extraction = extract(pages, { memories: memories.filter((memory) => memory !== undefined) });
        predictions.push({ file, extraction });
      }
    }
    const { tally } = await score(set, rendering, predictions, { visibleOnly });
    figures.push(`${count}: ${(100 * microF1(tally)).toFixed(1)}`);
  }
  const documents = groups.reduce((sum, group) => sum + group.length, 0);
  return `${figures.join('  ')}  (${documents} documents of ${groups.length} suppliers)`;
}

function learned(
  entries: readonly Entry[],
  read: ReadonlyMap<Entry, { pages: Page[] }>,
): SupplierMemory | undefined {
  let memory: SupplierMemory | undefined;
  for (const entry of entries) memory = confirmed(memory, entry, read.get(entry)!.pages);
  return memory;
}

/** As a person would confirm it: what was extracted, corrected by the truth. */
function confirmed(
  memory: SupplierMemory | undefined,
  entry: Entry,
  pages: Page[],
): SupplierMemory | undefined {
  const fields: ConfirmedFields = { ...extract(pages, { memories: memory ? [memory] : [] }).fields };
  for (const [name, truth] of Object.entries(entry.fields)) {
    const label = labelOf(name, truth);
    if (label && truth != null && truth !== '')
      fields[label] = { value: String(truth), normalized: normalized(label, truth) };
  }
  const sheet = readSheet(pages);
  const document = { documentId: entry.file, sheet, scores: rulesScorer(sheet), fields };
  return learn(memory ? [memory] : [], document);
}

function normalized(label: FieldLabel, truth: unknown): string | number {
  if (label.startsWith('montant_')) return Number(truth);
  if (label.startsWith('date_')) {
    const [date] = printedDates(String(truth));
    return date ? dayUnder(date, 'day-first') : String(truth);
  }
  return /^(?:siren|siret|tva|iban|bic)/.test(label) ? String(truth).replace(/\s/g, '') : String(truth);
}
