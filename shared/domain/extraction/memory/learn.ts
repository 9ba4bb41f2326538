/** Learning from a document that a person confirmed. */

import { foldedWords } from '../../text/fold.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { FieldLabel } from '../result.ts';
import type { Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import { everyScored } from './placed-values.ts';
import { identifierKey, MAX_KEYS, nameKey, supplierKeys } from './supplier-keys.ts';
import {
  CONSTANT_FIELDS,
  DOCUMENTS_KEPT,
  memoryFor,
  namesAnother,
  PLACED_FIELDS,
  PLACES_KEPT,
  type PlacedField,
  type SupplierMemory,
  type Surroundings,
} from './supplier-memory.ts';
import { surroundingsOf } from './surroundings.ts';

/** Values that a person stands by: those of the record, with what they corrected. */
export type ConfirmedFields = Partial<Record<FieldLabel, { value: string; normalized: string | number }>>;

/** Lines change with every document; those that did not come again make room. */
const KEYS_KEPT = 60;
/** Letters of a word that tells a buyer from others: "rue" does not. */
const WORD_LENGTH = 4;

/** A document that a person confirmed. */
export interface ConfirmedDocument {
  documentId: string;
  sheet: Sheet;
  /** Of its candidates: where a value stands several times, the place that looked most like the field is learned. */
  scores: Scores;
  fields: ConfirmedFields;
  /** What was confirmed of the same document before. An account that is no longer stood by is no longer known. */
  formerFields?: ConfirmedFields | undefined;
}

/**
 * The memory of the document's supplier after one more confirmed document: one of `memories`, grown, or a new one.
 * Undefined when the document names no supplier that could be recognised again.
 */
export function learn(
  memories: readonly SupplierMemory[],
  { documentId, sheet, scores, fields, formerFields }: ConfirmedDocument,
): SupplierMemory | undefined {
  const own = ownKeys(sheet, fields);
  const [supplierId] = own;
  if (!supplierId) return undefined;
  const memory =
    memories.find((known) => known.supplierId === supplierId) ??
    memoryFor(
      memories.filter((known) => !namesAnother(known, own)),
      own,
    ) ??
    blank(supplierId);
  const isNew = !memory.documentIds.includes(documentId);
  const iban = fields.iban?.normalized;
  const withdrawn = formerFields?.iban?.normalized === iban ? undefined : formerFields?.iban?.normalized;
  const next: SupplierMemory = {
    supplierId: memory.supplierId,
    version: memory.version + 1,
    keys: kept(memory.keys, own).filter((key) => key !== identifierKey('iban', String(withdrawn))),
    documents: memory.documents + (isNew ? 1 : 0),
    documentIds: [documentId, ...memory.documentIds.filter((id) => id !== documentId)].slice(
      0,
      DOCUMENTS_KEPT,
    ),
    constants: { ...memory.constants },
    ibans: [
      ...new Set([
        ...memory.ibans.filter((known) => known !== String(withdrawn)),
        ...(iban === undefined ? [] : [String(iban)]),
      ]),
    ],
    places: { ...memory.places },
  };
  if (next.constants.iban?.normalized === withdrawn) delete next.constants.iban;
  for (const label of CONSTANT_FIELDS) {
    const field = fields[label];
    if (field) next.constants[label] = { value: field.value, normalized: field.normalized };
  }
  for (const label of PLACED_FIELDS) {
    const field = fields[label];
    const place = field && placeOf(label, field.normalized, sheet, scores);
    const others = (memory.places[label] ?? []).filter((known) => known.documentId !== documentId);
    const places = [...(place ? [{ ...place, documentId }] : []), ...others].slice(0, PLACES_KEPT);
    if (places.length > 0) next.places[label] = places;
  }
  return next;
}

function blank(supplierId: string): SupplierMemory {
  return {
    supplierId,
    version: 0,
    keys: [],
    documents: 0,
    documentIds: [],
    constants: {},
    ibans: [],
    places: {},
  };
}

/** By what the memories are found that a confirmed document may belong to. */
export function learningKeys(sheet: Sheet, fields: ConfirmedFields): string[] {
  return [...new Set([...ownKeys(sheet, fields), ...supplierKeys(sheet)])].slice(0, MAX_KEYS);
}

/**
 * The supplier's own keys, the surest first. None that speaks of the buyer, who is on every document of a tenant:
 * no identifier of the buyer's, and no line that shares a word with the buyer's name or address.
 */
function ownKeys(sheet: Sheet, confirmed: ConfirmedFields): string[] {
  const of = (label: FieldLabel) => String(confirmed[label]?.normalized ?? '');
  const siren = of('siren_fournisseur') || of('siret_fournisseur').slice(0, 9);
  const buyer = new Set([
    identifierKey('siren', of('siret_client')),
    identifierKey('vat', of('tva_client')),
    nameKey(of('nom_client')),
  ]);
  const buyerWords = foldedWords(`${of('nom_client')} ${of('adresse_client')}`).filter(
    (word) => word.length >= WORD_LENGTH,
  );
  const stated = [
    siren && identifierKey('siren', siren),
    of('tva_fournisseur') && identifierKey('vat', of('tva_fournisseur')),
    of('iban') && identifierKey('iban', of('iban')),
    nameKey(confirmed.nom_fournisseur?.value ?? ''),
  ].filter((key): key is string => Boolean(key));
  const printed = supplierKeys(sheet).filter(
    (key) => /^(?:web|line):/.test(key) && !buyerWords.some((word) => key.includes(word)),
  );
  return [...new Set([...stated, ...printed])].filter((key) => !buyer.has(key));
}

function placeOf(
  label: PlacedField,
  value: string | number,
  sheet: Sheet,
  scores: Scores,
): Surroundings | undefined {
  const found = everyScored(label, scores, sheet).find(({ candidate }) => holds(candidate, value));
  return found && surroundingsOf(found.candidate, sheet.layout);
}

/** Keys seen again first, then the known ones, then the new ones. */
function kept(known: readonly string[], own: readonly string[]): string[] {
  const again = known.filter((key) => own.includes(key));
  return [...new Set([...again, ...known, ...own])].slice(0, KEYS_KEPT);
}

function holds({ value }: Candidate<unknown>, wanted: string | number): boolean {
  const held = value as { number?: string; day?: string; amount?: number };
  if (typeof wanted === 'number') return held.amount !== undefined && Math.abs(held.amount - wanted) < 0.005;
  return held.number === wanted || held.day === wanted;
}
