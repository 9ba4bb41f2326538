/** A record that a person looked at: what they stand by is laid over what was read, and outlives a new reading. */
import type { ConfirmedFields } from '../extraction/memory/learn.ts';
import type { SupplierMemory } from '../extraction/memory/supplier-memory.ts';
import { type Check, type Extraction, FIELD_LABELS, type Field } from '../extraction/result.ts';
import type { DocumentRecord } from './document-records.ts';

export interface Confirmation {
  /** Every field that the person stands by, corrected or not. A label that is missing was struck out. */
  fields: ConfirmedFields;
  /** What the record then looked like to the checks. */
  checks: Check[];
  confirmedBy: string;
  /** UTC, ISO 8601. */
  confirmedAt: string;
  /** How many times the document was confirmed, from 1. */
  version: number;
}

export interface ConfirmationRequest {
  record: DocumentRecord;
  confirmation: Confirmation;
  /** What its supplier's memory becomes; absent where there is nothing to recognise the supplier by. */
  memory?: SupplierMemory | undefined;
}

export interface Confirmations {
  /**
   * Keeps a confirmation, what was learned from it, and tells `document_confirmed`: all or nothing.
   * @returns false when the document was confirmed, or the memory changed, since they were read: decide anew.
   */
  confirm(request: ConfirmationRequest, now: Date): Promise<boolean>;
}

/** The extraction as the person left it: their values are certain, and nothing is left to review. */
export function confirmedExtraction(read: Extraction, confirmation: Confirmation): Extraction {
  const fields: Extraction['fields'] = {};
  for (const label of FIELD_LABELS) {
    const confirmed = confirmation.fields[label];
    if (confirmed) fields[label] = confirmedField(read.fields[label], confirmed);
  }
  return {
    ...read,
    fields,
    checks: confirmation.checks,
    overall_confidence: Object.keys(fields).length > 0 ? 1 : 0,
    needs_review: false,
    review_reasons: [],
  };
}

function confirmedField(read: Field | undefined, confirmed: Pick<Field, 'value' | 'normalized'>): Field {
  if (read && read.normalized === confirmed.normalized) return { ...read, ...confirmed, confidence: 1 };
  return { ...confirmed, confidence: 1, page: null, bbox: null, source: 'person' };
}
