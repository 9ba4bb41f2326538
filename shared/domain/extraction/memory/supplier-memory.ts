/**
 * What confirmed documents of one supplier taught: how its name is spelled, which identifiers are its own, and what
 * stands around the values of its form. Plain data, kept as JSON per tenant.
 */
import type { FieldLabel } from '../result.ts';

/** Fields that are the same on every document of a supplier. */
export const CONSTANT_FIELDS = [
  'nom_fournisseur',
  'adresse_fournisseur',
  'siret_fournisseur',
  'siren_fournisseur',
  'tva_fournisseur',
  'iban',
  'bic',
] as const satisfies readonly FieldLabel[];

/** Fields whose value changes while its place in the supplier's form does not. */
export const PLACED_FIELDS = [
  'numero_facture',
  'numero_commande',
  'date_facture',
  'date_echeance',
  'montant_ht',
  'montant_tva',
  'montant_ttc',
  'montant_du',
] as const satisfies readonly FieldLabel[];

export type ConstantField = (typeof CONSTANT_FIELDS)[number];
export type PlacedField = (typeof PLACED_FIELDS)[number];

/** What stood around a value. */
export interface Surroundings {
  /** Folded words left of it on its line, nearest first; no figures. */
  left: string[];
  /** Folded words right above it, no figures. */
  above: string[];
  /** Its right edge and its middle, as fractions of the page. */
  x: number;
  y: number;
  /** Letters as `a`, digits as `9`, the rest as printed, repeats joined: "FA-2026-014" is "a-9-9". */
  shape: string;
}

export interface LearnedPlace extends Surroundings {
  documentId: string;
}

export interface SupplierMemory {
  /** What told it from other suppliers when it was first confirmed: one of `keys`. */
  supplierId: string;
  /** By which its documents are recognised; see supplier-keys.ts. */
  keys: string[];
  /** How many times something was learned, from 1: what a write of it is conditional on. */
  version: number;
  /** How many documents were confirmed. */
  documents: number;
  /** The last of them, so that one confirmed twice is counted and learned once. At most `DOCUMENTS_KEPT`. */
  documentIds: string[];
  /** As last confirmed. */
  constants: Partial<Record<ConstantField, { value: string; normalized: string | number }>>;
  /** Every IBAN confirmed: a new one is told of. */
  ibans: string[];
  /** Latest first, at most `PLACES_KEPT` each. */
  places: Partial<Record<PlacedField, LearnedPlace[]>>;
}

/** Forms change: what was learned long ago makes room. */
export const PLACES_KEPT = 4;
export const DOCUMENTS_KEPT = 30;

/** Identifiers that a register gave to one company alone. */
const STRONG_KEY = /^(?:siren|vat|iban):/;
/** One identifier is enough to recognise a supplier, or two of anything else. */
const STRONG = 4;
const WEAK = 1;
const ENOUGH = 2;

/** Identifiers of a company itself; an account may be a factor's, to whom many suppliers' customers pay. */
const REGISTRATION = /^(?:siren|vat):/;

/** Whether both name a company of one register, and not the same. */
export function namesAnother(memory: SupplierMemory, keys: readonly string[]): boolean {
  const own = memory.keys.filter((key) => REGISTRATION.test(key));
  const shown = keys.filter((key) => REGISTRATION.test(key));
  if (own.some((key) => shown.includes(key))) return false;
  const register = (key: string): string => key.slice(0, key.startsWith('vat:') ? 6 : 5);
  const registers = new Set(own.map(register));
  return shown.some((key) => registers.has(register(key)));
}

/**
 * The memory that a document's keys belong to: the one with most of them. Undefined when none has enough, or two fit
 * about equally. A document that shows other companies, but not the memory's, may be another customer of its factor:
 * there an account weighs no more than a name, and it takes more of them.
 */
export function memoryFor(
  memories: readonly SupplierMemory[],
  keys: readonly string[],
): SupplierMemory | undefined {
  const shown = new Set(keys);
  const weighed = memories
    .map((memory) => {
      const isDoubtful = namesAnother(memory, keys);
      const weight = memory.keys
        .filter((key) => shown.has(key))
        .reduce((sum, key) => sum + (STRONG_KEY.test(key) && !isDoubtful ? STRONG : WEAK), 0);
      return { memory, weight: isDoubtful && weight < STRONG ? 0 : weight };
    })
    .sort((a, b) => b.weight - a.weight);
  const [first, second] = weighed;
  if (!first || first.weight < ENOUGH) return undefined;
  return first.weight >= (second?.weight ?? 0) + ENOUGH ? first.memory : undefined;
}
