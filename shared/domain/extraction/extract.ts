/**
 * Words of pages to the record of an invoice: candidates, scored, then chosen together, then checked.
 * Pure and total: any pages give an answer, and what is not found is left out.
 */
import { withVatCountry } from '../identifiers/bare-vat-number.ts';
import { roundToCents } from '../money/amount.ts';
import type { Page } from '../page/page.ts';
import { respaced } from './candidates/name-shapes.ts';
import { checkRecord } from './checks/checks.ts';
import { foldedTextOf, readingConfidenceOf } from './checks/page-words.ts';
import { weighed } from './checks/review.ts';
import { chooseAdjustments, dueWith } from './choice/adjustments.ts';
import { chooseTotals } from './choice/amounts.ts';
import { best, type Chosen, fieldOf, round } from './choice/chosen.ts';
import { chooseDates } from './choice/dates.ts';
import { chooseIdentifiers } from './choice/identifiers.ts';
import { chooseParties } from './choice/parties.ts';
import { chooseRates } from './choice/rates.ts';
import { taxTable, vatBreakdown } from './choice/tax-table.ts';
import { chooseCurrency, chooseTerms } from './choice/terms.ts';
import { type Calibration, shippedCalibration } from './learned/confidence.ts';
import { relationsOf } from './learned/features/arithmetic.ts';
import { fieldFeatures } from './learned/features/field-features.ts';
import type { FeatureRow } from './learned/features/row.ts';
import { mixedScorer } from './learned/learned-scorer.ts';
import { changedAccount } from './memory/changed-account.ts';
import { recallConstants, recallPlaces } from './memory/recall.ts';
import { supplierKeys } from './memory/supplier-keys.ts';
import { memoryFor, type SupplierMemory } from './memory/supplier-memory.ts';
import { MODEL_VERSION } from './model-version.ts';
import { plausibilityOf, tempered } from './plausibility.ts';
import type { Extraction, FieldLabel } from './result.ts';
import type { Scorer } from './scoring/scorer.ts';
import { readSheet } from './sheet.ts';

export interface ExtractOptions {
  /** Below it a required field, or the whole, asks for review. 0–1, 0.85 by default. */
  confidenceThreshold?: number;
  /** The day of the reading, "2026-11-20": without it, no date is called future or old. */
  today?: string;
  /** What scores the candidates; by default the rules and the trained model together. */
  scorer?: Scorer;
  /** What is known of suppliers that the document may be from; the one it is from, if any, is recalled. */
  memories?: readonly SupplierMemory[];
  /** How sure a field is, from what is known of it; the shipped model's by default. */
  calibration?: Calibration;
  /** Told what is known of each field: training learns confidence from it. */
  observe?: (label: FieldLabel, facts: FeatureRow) => void;
}

/** Extracts the record of one document from its pages, in order. Never throws. */
export function extract(pages: Page[], options: ExtractOptions = {}): Extraction {
  const sheet = readSheet(pages);
  const scores = (options.scorer ?? mixedScorer)(sheet);
  const { memories = [] } = options;
  const memory = memories.length > 0 ? memoryFor(memories, supplierKeys(sheet)) : undefined;
  if (memory) recallPlaces(scores, sheet, memory);
  const { layout } = sheet;

  const taxes = taxTable(sheet);
  const totals = chooseTotals(sheet, scores.amounts, taxes);
  const adjustments = chooseAdjustments(sheet, scores.amounts, totals);
  totals.due = dueWith(totals, adjustments);
  const terms = chooseTerms(sheet);
  const dates = chooseDates(scores, terms?.value ?? null);
  const parties = chooseParties(sheet, scores);
  const identifiers = chooseIdentifiers(sheet, scores, parties);
  const rates = chooseRates(sheet, taxes, totals);
  const currency = chooseCurrency(sheet, totals.gross?.candidate ?? totals.net?.candidate ?? null);
  const number = best(scores.invoiceNumber, (value) => value.number, 0.3);
  const order = best(scores.orderNumber, (value) => value.number, 0.42);

  const fields: Extraction['fields'] = {};
  const chosenFor = new Map<FieldLabel, Chosen<unknown>>();
  const put = <T>(
    label: FieldLabel,
    chosen: Chosen<T> | null,
    value: (v: T) => string,
    normalized?: (v: T) => string | number,
  ) => {
    if (!chosen) return;
    const text = value(chosen.value).trim();
    if (text === '') return;
    chosenFor.set(label, chosen);
    fields[label] = fieldOf(
      layout,
      chosen.candidate,
      text,
      normalized ? normalized(chosen.value) : text,
      chosen.confidence,
    );
  };
  const text = (value: string) => value;
  const money = (value: number) => `${value.toFixed(2)}${currency ? ` ${currency.value}` : ''}`;

  put('numero_facture', number, (value) => value.number);
  put('date_facture', dates.issue, text);
  put('date_echeance', dates.due, text);
  put('montant_ht', totals.net, money, roundToCents);
  put('montant_tva', totals.tax, money, roundToCents);
  put('montant_ttc', totals.gross, money, roundToCents);
  put('montant_du', totals.due, money, roundToCents);
  put('montant_remise', adjustments.discount, money, roundToCents);
  put('frais_port', adjustments.shipping, money, roundToCents);
  put('eco_contribution', adjustments.ecoContribution, money, roundToCents);
  put('montant_acompte', adjustments.deposit, money, roundToCents);
  put('solde_anterieur', adjustments.previousBalance, money, roundToCents);
  put('arrondi', adjustments.rounding, money, roundToCents);
  put(
    'taux_tva',
    rates,
    (values) => values.map((rate) => `${rate} %`).join(' ; '),
    (values) => (values.length === 1 ? values[0]! : values.join(';')),
  );
  put('devise', currency, text);
  put('nom_fournisseur', parties.seller?.name ?? null, respaced);
  put('adresse_fournisseur', parties.seller?.address ?? null, respaced);
  put('siret_fournisseur', identifiers.siret, text);
  put('siren_fournisseur', identifiers.siren, text);
  const withCountry = (id: string) => withVatCountry(id, currency?.value ?? null);
  put('tva_fournisseur', identifiers.vat, text, withCountry);
  put('nom_client', parties.buyer?.name ?? null, respaced);
  put('adresse_client', parties.buyer?.address ?? null, respaced);
  put('siret_client', identifiers.buyerSiret, text);
  put('tva_client', identifiers.buyerVat, text, withCountry);
  put('numero_commande', order, (value) => value.number);
  put('iban', identifiers.iban, text);
  put('bic', identifiers.bic, text);
  put('conditions_paiement', terms, text);
  if (memory) for (const label of recallConstants(fields, layout, memory)) chosenFor.delete(label);

  const lines = sheet.items.rows.map(({ line: _line, amounts: _amounts, ...row }) => ({
    ...row,
    // One rate for the whole document is the rate of every row.
    vat_rate: row.vat_rate ?? (sheet.items.table && rates?.agrees !== false ? onlyOf(rates?.value) : null),
  }));
  const plausibility = plausibilityOf(sheet, { fields, lines });
  const record = {
    document_type: sheet.type,
    fields: tempered(fields, plausibility),
    lines,
    vat_breakdown: vatBreakdown(sheet, taxes, totals),
    model_version: MODEL_VERSION,
  };
  const checks = checkRecord(record, {
    today: options.today,
    text: foldedTextOf(layout),
    readingConfidence: readingConfidenceOf(layout),
    linesFromTable: sheet.items.table,
    amongLines: sheet.items.adjustments.reduce((sum, row) => sum + (row.total ?? 0), 0),
    ruledOutRates: rates?.ruledOut,
    plausibility,
  });
  checks.push(...changedAccount(fields, memory));
  const context = { sheet, scores, checks, relations: relationsOf(sheet) };
  for (const [label, chosen] of chosenFor) {
    const facts = fieldFeatures(label, chosen, fields[label]!.normalized, context);
    options.observe?.(label, facts);
    fields[label]!.confidence = round((options.calibration ?? shippedCalibration)(label, facts));
  }
  return weighed({ ...record, fields: tempered(fields, plausibility), checks }, options.confidenceThreshold);
}

function onlyOf(rates: readonly number[] = []): number | null {
  return rates.length === 1 ? rates[0]! : null;
}
