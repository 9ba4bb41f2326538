/** A record that passes every check, and changes to it: what tests of checks start from. */
import type { CheckContext, CheckedRecord } from '../../shared/domain/extraction/checks/checked-record.ts';
import type { Extraction, Field, FieldLabel, Line } from '../../shared/domain/extraction/result.ts';

/** A field as a reader gives it, sure enough to need no review. */
export function someField(normalized: string | number, change: Partial<Field> = {}): Field {
  return {
    value: String(normalized),
    normalized,
    confidence: 0.95,
    page: 1,
    bbox: { x: 0.1, y: 0.1, width: 0.1, height: 0.01 },
    source: 'text-layer',
    ...change,
  };
}

/** A row whose quantity and price make its sum. */
export function someLine(change: Partial<Line> = {}): Line {
  return {
    description: 'Cahiers',
    quantity: 10,
    unit_price: 10,
    total: 100,
    vat_rate: 20,
    confidence: 0.95,
    ...change,
  };
}

const SOUND = {
  numero_facture: '2026-17',
  date_facture: '2026-03-05',
  date_echeance: '2026-04-04',
  montant_ht: 100,
  montant_tva: 20,
  montant_ttc: 120,
  montant_du: 120,
  taux_tva: 20,
  devise: 'EUR',
  nom_fournisseur: 'Papeterie Bleue SARL',
  adresse_fournisseur: '9 rue Haute, 34000 Montpellier',
  siret_fournisseur: '73282932000074',
  siren_fournisseur: '732829320',
  tva_fournisseur: 'FR44732829320',
  nom_client: 'Hôtel du Parvis SAS',
  tva_client: 'FR83404833048',
  iban: 'FR1420041010050500013M02606',
  bic: 'PSSTFRPPXXX',
} as const;

type Values = Partial<Record<FieldLabel, string | number | Field | null>>;

/** The sound invoice with other values; null takes a field out. */
export function soundInvoice(values: Values = {}, rest: Partial<CheckedRecord> = {}): CheckedRecord {
  const fields: Extraction['fields'] = {};
  for (const [label, value] of Object.entries({ ...SOUND, ...values }) as [
    FieldLabel,
    Values[FieldLabel],
  ][]) {
    if (value === null || value === undefined) continue;
    fields[label] = typeof value === 'object' ? value : someField(value);
  }
  return {
    document_type: 'invoice',
    fields,
    lines: [someLine()],
    vat_breakdown: [{ rate: 20, base: 100, tax: 20 }],
    ...rest,
  };
}

/** The words of the sound invoice, folded, with all that the law wants. */
export const SOUND_TEXT = `papeterie bleue sarl 9 rue haute 34000 montpellier siret 732 829 320 00074 tva fr44732829320
facture no 2026-17 date 05/03/2026 facture a hotel du parvis sas 4 place de l'eglise 79000 niort siren 404 833 048
designation quantite prix unitaire ht tva montant cahiers 10 10,00 20 % 100,00 total ht 100,00 tva 20 % 20,00 total ttc 120,00
echeance 04/04/2026 pas d'escompte penalites de retard 12 % indemnite forfaitaire de 40 € pour frais de recouvrement`;

/** A reading of it on a day of its time. */
export function soundReading(change: Partial<CheckContext> = {}): CheckContext {
  return {
    today: '2026-03-10',
    text: SOUND_TEXT,
    readingConfidence: 1,
    linesFromTable: true,
    ruledOutRates: [],
    plausibility: 1,
    ...change,
  };
}
