/** The business rules of EN 16931 held against an invoice. */
import type { Check } from '../../extraction/result.ts';
import type { EInvoice } from '../model.ts';

export function brokenRules(_invoice: EInvoice): Check[] {
  return [];
}
