/** When two documents of a tenant are one invoice that came twice. Pure. */
import { createHash } from 'node:crypto';
import type { CheckLevel } from '../extraction/checks/definition.ts';
import type { Extraction, FieldLabel } from '../extraction/result.ts';
import { fold } from '../text/fold.ts';
import { isAlike } from './picture-likeness.ts';

/** What an invoice is known by, as far as it was read. */
export interface InvoiceIdentity {
  /** Each way in which the seller is named: by registration, by VAT number, by name. */
  sellers: string[];
  /** Folded so that letters which OCR takes for one another are one. */
  number: string | null;
  /** How surely the number was read, 0–1. */
  numberConfidence: number;
  issuedOn: string | null;
  /** With two decimals: "120.00". */
  total: string | null;
  isCreditNote: boolean;
  /** Hash of the first page's picture. */
  picture: string | null;
}

/**
 * `same_invoice`: seller, number and total agree. `same_picture`: they look the same, number, date or total agrees,
 * and none of these differs. `same_form`: they look the same, and one of them has none of these to compare.
 */
export type Likeness = 'same_invoice' | 'same_picture' | 'same_form';

/**
 * How the check for a likeness is told. Measured over 18,944 pairs of different invoices, half of them of a few forms:
 * one in ten looks the same as another, and none of these has number, date and total in common.
 */
export const LIKENESS_LEVELS = {
  same_invoice: 'error',
  same_picture: 'warning',
  same_form: 'info',
} as const satisfies Record<Likeness, CheckLevel>;

/** The document that a record is told to repeat; null for one that came first. */
export function repeatedOf({ checks }: Extraction): string | null {
  const check = checks.find(({ code }) => code === 'known_duplicate');
  return check?.parameters?.document === undefined ? null : String(check.parameters.document);
}

/** A document that came before. */
export interface KnownDuplicate {
  documentId: string;
  likeness: Likeness;
}

/** Letters and the digits that OCR takes them for. */
const LOOKALIKES: Record<string, string> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  Z: '2',
  S: '5',
  G: '6',
  B: '8',
};

/** Numbers read less surely than this may differ between two pictures of one sheet. */
const SURE_NUMBER = 0.6;

function foldNumber(number: string): string {
  return number
    .toUpperCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
    .replace(/[OQDILZSGB]/g, (letter) => LOOKALIKES[letter]!);
}

/** What is known of an invoice, from its record and its picture. */
export function identityOf(extraction: Extraction, picture: string | null): InvoiceIdentity {
  const { fields } = extraction;
  const text = (label: FieldLabel): string | null => {
    const value = fields[label]?.normalized;
    return value === undefined || String(value).trim() === '' ? null : String(value);
  };
  const siren =
    text('siren_fournisseur') ?? text('siret_fournisseur')?.replace(/\s/g, '').slice(0, 9) ?? null;
  const vat =
    text('tva_fournisseur')
      ?.replace(/[^A-Za-z0-9]/g, '')
      .toUpperCase() ?? null;
  // A French VAT number ends in the SIREN (CGI annexe II art. 242 nonies A): one seller under either.
  const registration = siren ?? (vat && /^FR..\d{9}$/.test(vat) ? vat.slice(4) : null);
  const name = fold(text('nom_fournisseur') ?? '').replace(/[^\p{L}\p{N}]/gu, '');
  const total = fields.montant_ttc?.normalized;
  const number = text('numero_facture');
  return {
    sellers: [
      ...(registration ? [`registration:${registration}`] : []),
      ...(vat && !registration ? [`vat:${vat}`] : []),
      ...(name.length >= 3 ? [`name:${name}`] : []),
    ],
    number: number === null ? null : foldNumber(number) || null,
    numberConfidence: fields.numero_facture?.confidence ?? 0,
    issuedOn: text('date_facture'),
    total: typeof total === 'number' && Number.isFinite(total) ? total.toFixed(2) : null,
    isCreditNote: extraction.document_type === 'credit_note',
    picture,
  };
}

/**
 * Keys that two copies of one invoice have in common: seller, number and total together, once for each way in which
 * the seller is named. Hashed, since keys are of bounded length and shown in the clear. None without number or total.
 */
export function invoiceKeys(identity: InvoiceIdentity): string[] {
  const { sellers, number, total, isCreditNote } = identity;
  if (number === null || total === null) return [];
  return sellers.map((seller) =>
    createHash('sha256')
      .update([isCreditNote ? 'credit_note' : 'invoice', seller, number, total].join('\n'))
      .digest('hex')
      .slice(0, 32),
  );
}

/** What speaks for two documents being one; null when nothing does, or when what was read of them contradicts it. */
export function likenessOf(mine: InvoiceIdentity, other: InvoiceIdentity): Likeness | null {
  const keys = new Set(invoiceKeys(other));
  if (invoiceKeys(mine).some((key) => keys.has(key))) return 'same_invoice';
  if (mine.picture === null || other.picture === null || !isAlike(mine.picture, other.picture)) return null;
  // Next month's invoice looks the same too: only its number, date or total tell.
  const differ = (a: string | null, b: string | null): boolean => a !== null && b !== null && a !== b;
  const sure = Math.min(mine.numberConfidence, other.numberConfidence) >= SURE_NUMBER;
  if (sure && differ(mine.number, other.number)) return null;
  if (differ(mine.total, other.total) || differ(mine.issuedOn, other.issuedOn)) return null;
  if (mine.isCreditNote !== other.isCreditNote) return null;
  const agree = (a: string | null, b: string | null): boolean => a !== null && a === b;
  const known =
    agree(mine.number, other.number) ||
    agree(mine.total, other.total) ||
    agree(mine.issuedOn, other.issuedOn);
  return known ? 'same_picture' : 'same_form';
}
