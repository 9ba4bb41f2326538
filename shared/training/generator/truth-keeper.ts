/** Collects what a document truly says while it is composed. */
import { FIELD_LABELS, type FieldLabel, type VatPart } from '../../domain/extraction/result.ts';
import type { OtherAmount, TrueLine, TruthLabel } from './document.ts';

const FIELDS: ReadonlySet<string> = new Set(FIELD_LABELS);

/** Whether a label is a field of an extraction, not one of the other amounts. */
export function isField(label: TruthLabel): label is FieldLabel {
  return FIELDS.has(label);
}

export class TruthKeeper {
  readonly values = new Map<TruthLabel, { value: string; normalized: string | number }>();
  readonly lines: (Omit<TrueLine, 'page' | 'words'> & { group: symbol })[] = [];
  readonly vatRows: VatPart[] = [];
  /** Where else a value stands when nothing is printed as itself: labels in the order in which they are tried. */
  readonly stands = new Map<FieldLabel, readonly FieldLabel[]>();
  /** Values that hold although nothing is printed as them, once all of these are. */
  readonly implied = new Map<FieldLabel, readonly FieldLabel[]>();

  /** Notes a value; it counts only if some text of the document is marked as it. */
  set(label: TruthLabel, normalized: string | number, value = String(normalized)): void {
    this.values.set(label, { value, normalized });
  }

  /** Notes an amount of minor units. */
  amount(label: FieldLabel | OtherAmount, minor: number, currency: string): void {
    const major = minor / 100;
    this.set(label, major, `${major.toFixed(2)} ${currency}`);
  }
}
