/** What a sample truly says: the answer that reading it should give. */
import type { DocumentType, FieldLabel } from '../../../shared/domain/extraction/result.ts';
import { type Item, lineTotal } from './figures.ts';

export interface TruthLine {
  description: string;
  quantity: number;
  unit_price: number;
  total: number;
  vat_rate: number;
}

/** One entry of `events/samples/truth.json`; values are normalized as in an `Extraction`. */
export interface SampleTruth {
  file: string;
  document_type: DocumentType;
  pages: number;
  /** Only what the page (or the XML) really says. */
  fields: Partial<Record<FieldLabel, string | number>>;
  lines: TruthLine[];
}

export interface Sample {
  truth: SampleTruth;
  bytes: Uint8Array;
}

/** Minor units to what `normalized` holds: major units with two decimals. */
export function major(cents: number): number {
  return cents / 100;
}

export function truthLines(items: readonly Item[]): TruthLine[] {
  return items.map((item) => ({
    description: item.description.split('\n')[0] ?? '',
    quantity: item.quantity,
    unit_price: major(item.unitPrice),
    total: major(lineTotal(item)),
    vat_rate: item.vatRate,
  }));
}
