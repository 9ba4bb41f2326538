/** A supplier that asks for its money on another account than ever before: the commonest fraud on invoices. */
import { checkOf } from '../checks/catalogue.ts';
import type { Check, Extraction } from '../result.ts';
import { identifierKey } from './supplier-keys.ts';
import { memoryFor, type SupplierMemory } from './supplier-memory.ts';

/** The check `iban_changed`, where the document's account is none that was confirmed for its supplier. */
export function changedAccount({ iban }: Extraction['fields'], memory: SupplierMemory | undefined): Check[] {
  if (!iban || !memory || memory.ibans.length === 0 || memory.ibans.includes(String(iban.normalized)))
    return [];
  const parameters = { iban: String(iban.normalized), known: memory.ibans.join(', ') };
  return [checkOf('iban_changed', { fields: ['iban'], parameters })];
}

/** The memory of the supplier whom a record names by its identifiers; for records that were not read from pages. */
export function memoryOfRecord(
  { siren_fournisseur, siret_fournisseur, tva_fournisseur }: Extraction['fields'],
  memories: readonly SupplierMemory[],
): SupplierMemory | undefined {
  const keys = [
    siren_fournisseur && identifierKey('siren', String(siren_fournisseur.normalized)),
    siret_fournisseur && identifierKey('siret', String(siret_fournisseur.normalized)),
    tva_fournisseur && identifierKey('vat', String(tva_fournisseur.normalized)),
  ];
  return memoryFor(
    memories,
    keys.filter((key): key is string => Boolean(key)),
  );
}
