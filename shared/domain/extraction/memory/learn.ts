/** Learning from a document that a person confirmed. */
import type { Candidate } from '../candidates/candidate.ts';
import type { FieldLabel } from '../result.ts';
import type { Scored, Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
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

const KEYS_KEPT = 40;

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
    keys: [...new Set([...(memory?.keys ?? []), ...own])].slice(0, KEYS_KEPT),
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

/** The supplier's own keys, the surest first: never one of the buyer's, who is on every document of a tenant. */
function ownKeys(sheet: Sheet, confirmed: ConfirmedFields): string[] {
  const of = (label: FieldLabel) => String(confirmed[label]?.normalized ?? '');
  const siren = of('siren_fournisseur') || of('siret_fournisseur').slice(0, 9);
  const stated = [
    siren && identifierKey('siren', siren),
    of('tva_fournisseur') && identifierKey('vat', of('tva_fournisseur')),
    of('iban') && identifierKey('iban', of('iban')),
    nameKey(confirmed.nom_fournisseur?.value ?? ''),
  ];
  const buyer = new Set([
    of('siret_client') && identifierKey('siren', of('siret_client')),
    of('tva_client') && identifierKey('vat', of('tva_client')),
    nameKey(confirmed.nom_client?.value ?? ''),
  ]);
  // An address on the web is the supplier's if it carries the supplier's name: the buyer's may be there too.
  const name = nameKey(confirmed.nom_fournisseur?.value ?? '')?.slice('name:'.length) ?? '';
  const webs = supplierKeys(sheet).filter((key) => {
    const site = key.startsWith('web:')
      ? key
          .slice('web:'.length)
          .split('.')[0]!
          .replace(/[^a-z0-9]/g, '')
      : '';
    return site.length >= 4 && (name.includes(site) || site.includes(name.slice(0, 8)));
  });
  return [...stated, ...webs].filter((key): key is string => Boolean(key) && !buyer.has(key as string));
}

function placeOf(
  label: PlacedField,
  value: string | number,
  sheet: Sheet,
  scores: Scores,
): Surroundings | undefined {
  const found = scoredFor(label, scores).find(({ candidate }) => holds(candidate, value));
  return found && surroundingsOf(found.candidate, sheet.layout);
}

/** The candidates that are scored for a field, best first. */
export function scoredFor(label: PlacedField, scores: Scores): Scored<Candidate<unknown>>[] {
  switch (label) {
    case 'numero_facture':
      return scores.invoiceNumber;
    case 'numero_commande':
      return scores.orderNumber;
    case 'date_facture':
      return scores.issueDate;
    case 'date_echeance':
      return scores.dueDate;
    case 'montant_ht':
      return scores.amounts.net;
    case 'montant_tva':
      return scores.amounts.tax;
    case 'montant_ttc':
      return scores.amounts.gross;
    case 'montant_du':
      return scores.amounts.due;
  }
}

function holds({ value }: Candidate<unknown>, wanted: string | number): boolean {
  const held = value as { number?: string; day?: string; amount?: number };
  if (typeof wanted === 'number') return held.amount !== undefined && Math.abs(held.amount - wanted) < 0.005;
  return held.number === wanted || held.day === wanted;
}
