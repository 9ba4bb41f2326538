/** The shape of what extraction gives. Labels are the documented French ones, and part of the public API. */
import type { Box } from '../page/page.ts';
import type { CheckLevel } from './checks/definition.ts';
import type { Parameters } from './checks/sentence.ts';

export const FIELD_LABELS = [
  'numero_facture',
  'date_facture',
  'date_echeance',
  'montant_ht',
  'montant_tva',
  'montant_ttc',
  'montant_du',
  'montant_remise',
  'frais_port',
  'eco_contribution',
  'montant_acompte',
  'solde_anterieur',
  'arrondi',
  'taux_tva',
  'devise',
  'nom_fournisseur',
  'adresse_fournisseur',
  'siret_fournisseur',
  'siren_fournisseur',
  'tva_fournisseur',
  'nom_client',
  'adresse_client',
  'siret_client',
  'tva_client',
  'numero_commande',
  'iban',
  'bic',
  'conditions_paiement',
] as const;

export type FieldLabel = (typeof FIELD_LABELS)[number];

export const DOCUMENT_TYPES = [
  'invoice',
  'credit_note',
  'receipt',
  'quote',
  'order',
  'delivery_note',
  'statement',
  'other',
] as const;

export type DocumentType = (typeof DOCUMENT_TYPES)[number];

/**
 * Where a value came from: the words of a page, an e-invoice's XML, computed from other fields, what was confirmed
 * for the supplier before, or the person who confirmed the record.
 */
export type FieldSource = 'text-layer' | 'ocr' | 'xml' | 'derived' | 'memory' | 'person';

export interface Field {
  /** What a person reads: "1250.00 EUR", "2026-03-03", "ACME SARL". */
  value: string;
  /** What a program takes: 1250 (major units, two decimals), "2026-03-03", "FR76…" without spaces. */
  normalized: string | number;
  /** 0–1. */
  confidence: number;
  /** From 1; null when the value has no place (derived or XML). */
  page: number | null;
  bbox: Box | null;
  source: FieldSource;
}

export interface Line {
  description: string;
  quantity: number | null;
  unit_price: number | null;
  total: number | null;
  /** In percent: 20 for 20 %. */
  vat_rate: number | null;
  /** As printed: "h", "kg", "Stk"; absent where the row shows none. */
  unit?: string;
  /** The seller's number of the article; absent where the row shows none. */
  article_number?: string;
  /** What is taken off quantity × price, in major units, positive; absent where the row shows none. */
  discount?: number;
  confidence: number;
}

/**
 * Why an amount bears its VAT rate, as EN 16931 codes it (UNTDID 5305): standard, zero, exempt, reverse charge,
 * intra-community, export, outside the scope, Canary Islands, Ceuta and Melilla.
 */
export type VatCategory = 'S' | 'Z' | 'E' | 'AE' | 'K' | 'G' | 'O' | 'L' | 'M';

/** What one rate of VAT bears on. Amounts in major units. */
export interface VatPart {
  /** In percent: 20 for 20 %. */
  rate: number;
  base: number;
  tax: number;
  /** Base plus tax; absent where the document shows none. */
  total?: number;
  /** Known only of e-invoices. */
  category?: VatCategory;
}

/** Made by `checkOf` (checks/catalogue.ts), told in another language by `checkIn`. */
export interface Check {
  /** Stable, snake_case, of the catalogue: `total_mismatch`, `siret_key`, `iban_key` … */
  code: string;
  level: CheckLevel;
  /** The fields that it speaks of. Absent in records stored before there was a catalogue, like what follows. */
  fields?: FieldLabel[];
  /** The id of a published rule: `BR-CO-15`. */
  rule?: string;
  /** The values of its sentence. */
  parameters?: Parameters;
  /** One French sentence for the person who reviews. */
  message: string;
}

export const REVIEW_REASON_CODES = [
  'missing_required',
  'low_confidence',
  'check_failed',
  'not_an_invoice',
  'low_overall_confidence',
] as const;

/** One reason for which a person should look at a record. Told in another language by `recordIn` (checks/review.ts). */
export interface ReviewReason {
  code: (typeof REVIEW_REASON_CODES)[number];
  /** The required field that is missing or unsure. */
  field?: FieldLabel;
  /** The code of the check that failed. */
  check?: string;
  /** The confidence that was too low, 0–1. */
  confidence?: number;
  /** What the document is instead of an invoice. */
  document_type?: DocumentType;
  /** One French sentence. */
  message: string;
}

/** A reason without its sentence, which depends on who reads: what tasks and events carry. */
export type ReviewReasonFacts = Omit<ReviewReason, 'message'>;

export interface Extraction {
  document_type: DocumentType;
  fields: Partial<Record<FieldLabel, Field>>;
  lines: Line[];
  /** The VAT by rate, as the document breaks it down; empty where it does not. */
  vat_breakdown: VatPart[];
  checks: Check[];
  /** Mean confidence of the fields found, 0–1; 0 when none was. */
  overall_confidence: number;
  /** Whether there is any reason for it. */
  needs_review: boolean;
  review_reasons: ReviewReason[];
  model_version: string;
}
