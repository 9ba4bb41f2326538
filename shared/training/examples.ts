/** From documents with known values to questions with answers: each candidate is asked "is this the net total?" … */
import { numbersOf } from '../domain/extraction/learned/features/row.ts';
import { sheetFeatures } from '../domain/extraction/learned/features/sheet-features.ts';
import type { Kind } from '../domain/extraction/learned/model.ts';
import type { FieldLabel } from '../domain/extraction/result.ts';
import { rulesScorer } from '../domain/extraction/scoring/rules-scorer.ts';
import { readSheet, type Sheet } from '../domain/extraction/sheet.ts';
import { sameAmount } from '../domain/money/amount.ts';
import type { Page } from '../domain/page/page.ts';
import { sameId, sameName } from './compare.ts';

/**
 * The values that a person confirmed, or that a generator printed, in their normalized form: dates in ISO form,
 * amounts in major units. Null where the document has none; a field left out is not known, and teaches nothing.
 */
export type KnownFields = Partial<Record<FieldLabel, string | number | null>>;

/** The candidates of one kind: their features, and the answer for each role that is known. */
export interface KindExamples {
  names: string[];
  rows: Float32Array[];
  answers: Record<string, number[]>;
}

export type Examples = Record<Kind, KindExamples>;

/** The candidates of a document with their answers, found by comparing values. Never throws. */
export function trainingExamples(pages: readonly Page[], fields: KnownFields): Examples {
  const sheet = readSheet(pages);
  const rules = rulesScorer(sheet);
  const features = sheetFeatures(sheet, rules);
  const examples = (kind: Kind, answers: Record<string, number[] | null>): KindExamples => ({
    names: Object.keys(features[kind][0] ?? {}),
    rows: features[kind].map(numbersOf),
    answers: Object.fromEntries(Object.entries(answers).filter((entry) => entry[1] !== null)) as Record<
      string,
      number[]
    >,
  });
  const asked = <C>(
    label: FieldLabel,
    candidates: readonly C[],
    agrees: (candidate: C, truth: string | number) => boolean,
  ): number[] | null => {
    const truth = fields[label];
    if (truth === undefined) return null;
    return candidates.map((candidate) => Number(truth !== null && agrees(candidate, truth)));
  };
  const amount = (label: FieldLabel) =>
    asked(label, sheet.amounts, ({ value }, truth) => sameAmount(value.amount, Number(truth)));
  const date = (label: FieldLabel) => asked(label, sheet.dates, ({ value }, truth) => value.day === truth);
  const number = (label: FieldLabel) =>
    asked(label, sheet.numbers, ({ value }, truth) => sameId(value.number, String(truth)));
  const party = (label: FieldLabel) =>
    asked(label, rules.parties, ({ candidate }, truth) => sameName(candidate.value.name, String(truth)));
  return {
    amount: examples('amount', {
      net: amount('montant_ht'),
      tax: amount('montant_tva'),
      gross: amount('montant_ttc'),
      due: amount('montant_du'),
    }),
    date: examples('date', { issue: date('date_facture'), due: date('date_echeance') }),
    number: examples('number', { invoice: number('numero_facture'), order: number('numero_commande') }),
    party: examples('party', { seller: party('nom_fournisseur'), buyer: party('nom_client') }),
    identifier: sided(sheet, rules.identifiers, fields, examples),
  };
}

/** Identifiers that are the seller's or the buyer's; of all others nobody asks whose they are. */
function sided(
  _sheet: Sheet,
  identifiers: ReturnType<typeof rulesScorer>['identifiers'],
  fields: KnownFields,
  examples: (kind: Kind, answers: Record<string, number[] | null>) => KindExamples,
): KindExamples {
  const among = (id: string, labels: readonly FieldLabel[]) =>
    labels.some((label) => fields[label] != null && sameId(id, String(fields[label])));
  const whose = identifiers.map(({ candidate }) => {
    const { id } = candidate.value;
    if (among(id, ['siret_fournisseur', 'siren_fournisseur', 'tva_fournisseur'])) return 1;
    if (among(id, ['siret_client', 'tva_client'])) return 0;
    return null;
  });
  const all = examples('identifier', {});
  const known = whose.flatMap((answer, i) => {
    const row = all.rows[i];
    return answer === null || !row ? [] : [{ answer, row }];
  });
  return {
    names: all.names,
    rows: known.map(({ row }) => row),
    answers: { seller: known.map(({ answer }) => answer) },
  };
}
