/** A supplier that asks for its money on another account than ever before: the commonest fraud on invoices. */
import { checkOf } from '../checks/catalogue.ts';
import type { Check, Extraction } from '../result.ts';
import { sellerKeys } from './supplier-keys.ts';
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
  fields: Extraction['fields'],
  memories: readonly SupplierMemory[],
): SupplierMemory | undefined {
  return memoryFor(memories, sellerKeys(fields));
}
