/** Learning from a document that a person confirmed. */

import { foldedWords } from '../../text/fold.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { FieldLabel } from '../result.ts';
import type { Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import { everyScored } from './placed-values.ts';
import { identifierKey, nameKey, supplierKeys } from './supplier-keys.ts';
import {
  CONSTANT_FIELDS,
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

/**
 * What the supplier's memory is after one more confirmed document. `scores` are those of the document's candidates:
 * where a value stands several times, the place that looked most like the field is learned. Undefined when the
 * document names no supplier that could be recognised again.
 */
export function learn(
  memory: SupplierMemory | undefined,
  sheet: Sheet,
  scores: Scores,
  confirmed: ConfirmedFields,
): SupplierMemory | undefined {
  const own = ownKeys(sheet, confirmed);
  const [supplierId] = own;
  if (!supplierId) return memory;
  const iban = confirmed.iban?.normalized;
  const next: SupplierMemory = {
    supplierId: memory?.supplierId ?? supplierId,
    keys: kept(memory?.keys ?? [], own),
    documents: (memory?.documents ?? 0) + 1,
    constants: { ...memory?.constants },
    ibans: [...new Set([...(memory?.ibans ?? []), ...(iban === undefined ? [] : [String(iban)])])],
    places: { ...memory?.places },
  };
  for (const label of CONSTANT_FIELDS) {
    const field = confirmed[label];
    if (field) next.constants[label] = { value: field.value, normalized: field.normalized };
  }
  for (const label of PLACED_FIELDS) {
    const field = confirmed[label];
    const place = field && placeOf(label, field.normalized, sheet, scores);
    if (place) next.places[label] = [place, ...(memory?.places[label] ?? [])].slice(0, PLACES_KEPT);
  }
  return next;
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
