/** Where suppliers' memories are kept. Implemented over DynamoDB in `shared/stores`. */
import type { SupplierMemory } from './supplier-memory.ts';

export interface SupplierMemories {
  /** The memories that any of the keys leads to; at most 100 keys. */
  find(tenant: string, keys: readonly string[]): Promise<SupplierMemory[]>;
  /** Every memory of a tenant, by supplier. */
  list(tenant: string): Promise<SupplierMemory[]>;
  /** Forgets what was learned of a supplier; false when nothing was. */
  forget(tenant: string, supplierId: string): Promise<boolean>;
}
