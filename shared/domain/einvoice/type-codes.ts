/** What kind of document a type code stands for (BT-3, UNTDID 1001 as EN 16931 restricts it). */
import type { DocumentType } from '../extraction/result.ts';

/** Codes of invoices: among them 326 partial, 384 corrected, 386 prepayment, 389 self-billed, 751 for accounting. */
export const INVOICE_CODES: ReadonlySet<string> = new Set(
  (
    '71 80 82 84 102 130 202 203 204 211 218 219 295 325 326 331 380 382 383 384 385 386 387 388 389 390 393 394 ' +
    '395 456 457 471 472 473 500 501 527 553 575 623 633 751 780 817 870 875 876 877 935'
  ).split(' '),
);

/** Codes of credit notes: among them 261 self-billed, 381 the usual one, 396 factored. */
export const CREDIT_NOTE_CODES: ReadonlySet<string> = new Set(
  '81 83 261 262 296 308 381 396 420 458 502 503 532'.split(' '),
);

/** A proforma invoice asks for nothing yet. */
const PROFORMA = '325';

/** The type of a document; one whose code is unknown is what its root element says. */
export function documentTypeOf(typeCode: string | null, isCreditNoteDocument: boolean): DocumentType {
  if (typeCode === PROFORMA) return 'quote';
  if (typeCode !== null && CREDIT_NOTE_CODES.has(typeCode)) return 'credit_note';
  if (typeCode !== null && INVOICE_CODES.has(typeCode)) return 'invoice';
  return isCreditNoteDocument ? 'credit_note' : 'invoice';
}
