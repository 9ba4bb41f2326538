/** What checks look at: the record itself, and what is known beside it. */
import type { Extraction, Field, FieldLabel } from '../result.ts';

export type CheckedRecord = Pick<Extraction, 'document_type' | 'fields' | 'lines' | 'vat_breakdown'>;

/** Every part is optional: without it, the checks that need it say nothing. */
export interface CheckContext {
  /** The day of the reading, "2026-11-20": what "in the future" is measured from. */
  today?: string | undefined;
  /** The words of all pages, folded (`text/fold.ts`), line by line; absent where there is no page, as with XML. */
  text?: string | undefined;
  /** Mean confidence of the words, 0–1: whether what was not found is not there. */
  readingConfidence?: number | undefined;
  /** Whether there is an invoice on the pages at all, 0–1 (`plausibility.ts`). */
  plausibility?: number | undefined;
  /** Whether the lines are those of a table with a heading, and not a guess. */
  linesFromTable?: boolean | undefined;
  /** What discounts and charges that stand among the lines add to their sum, signed, in major units. */
  amongLines?: number | undefined;
  /** Rates that stand where the document's rate belongs, but that the amounts rule out. */
  ruledOutRates?: readonly number[] | undefined;
  /** The currency of the books, ISO 4217: EUR by default. */
  homeCurrency?: string | undefined;
}

/** The number of a field, in major units or percent; null where there is none. */
export function numberOf(record: CheckedRecord, label: FieldLabel): number | null {
  const value = record.fields[label]?.normalized;
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** The text of a field as programs take it; null where there is none. */
export function textOf(record: CheckedRecord, label: FieldLabel): string | null {
  const value = record.fields[label]?.normalized;
  return value === undefined || value === '' ? null : String(value);
}

/** A field that the document shows, and that was not computed from others. */
export function printed(record: CheckedRecord, label: FieldLabel): Field | null {
  const field = record.fields[label];
  return field && field.source !== 'derived' ? field : null;
}

/** The rates of the document in percent: those of the field, "5.5;20" or 20. */
export function ratesOf(record: CheckedRecord): number[] {
  const value = record.fields.taux_tva?.normalized;
  if (value === undefined) return [];
  return String(value)
    .split(';')
    .map(Number)
    .filter((rate) => Number.isFinite(rate));
}
