/** The values that a placed field may have, and their scores. */
import type { Candidate } from '../candidates/candidate.ts';
import type { Scored, Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import type { PlacedField } from './supplier-memory.ts';

type Values = Scored<Candidate<unknown>>[];

/** The list of `scores` that decides a field, best first. */
export function scoredFor(label: PlacedField, scores: Scores): Values {
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

/** Every value of the field's kind, best first: those that nothing spoke for come last, with score 0. */
export function everyScored(label: PlacedField, scores: Scores, sheet: Sheet): Values {
  const scored = scoredFor(label, scores);
  const known = new Set(scored.map(({ candidate }) => candidate));
  const rest = valuesOf(label, sheet).filter((candidate) => !known.has(candidate));
  return [...scored, ...rest.map((candidate) => ({ candidate, score: 0 }))];
}

function valuesOf(label: PlacedField, sheet: Sheet): readonly Candidate<unknown>[] {
  if (label.startsWith('montant_')) return sheet.amounts;
  return label.startsWith('date_') ? sheet.dates : sheet.numbers;
}
