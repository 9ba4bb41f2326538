/** What is known of a field once it is chosen: from this the model tells how often such a field is right. */
import type { Candidate } from '../../candidates/candidate.ts';
import type { IdentifierValue } from '../../candidates/identifiers.ts';
import type { Chosen } from '../../choice/chosen.ts';
import type { Check, FieldLabel } from '../../result.ts';
import type { Scores } from '../../scoring/scorer.ts';
import type { Sheet } from '../../sheet.ts';
import { centsOf, type Relations } from './arithmetic.ts';
import type { FeatureRow } from './row.ts';

/** Everything that a document's fields share, computed once. */
export interface FieldContext {
  sheet: Sheet;
  scores: Scores;
  checks: readonly Check[];
  relations: ReadonlyMap<number, Relations>;
}

interface Standing {
  /** The score of the chosen value, and of the best other one, 0–1. */
  score: number;
  rival: number;
  /** The same by the rules alone. */
  rule: number;
  ruleRival: number;
  /** How many candidates show the chosen value, and how many other values are scored half as well or better. */
  shown: number;
  others: number;
}

const NOWHERE: Standing = { score: 0, rival: 0, rule: 0, ruleRival: 0, shown: 0, others: 0 };

/** The row of one field. `value` is what is given, in its normalized form. */
export function fieldFeatures(
  label: FieldLabel,
  chosen: Chosen<unknown>,
  value: string | number,
  context: FieldContext,
): FeatureRow {
  const { sheet, checks, relations } = context;
  const { candidate } = chosen;
  const page = candidate ? sheet.layout.pages[candidate.page] : sheet.layout.pages[0];
  const concerned = checks.filter((check) => check.fields?.includes(label));
  const of = (level: Check['level'], list: readonly Check[]) =>
    Math.min(5, list.filter((check) => check.level === level).length);
  const related = typeof value === 'number' ? relations.get(centsOf(value)) : undefined;
  const identifier = candidate?.value as Partial<IdentifierValue> | undefined;
  const text = String(value);
  return {
    raw: chosen.confidence,
    ...standingOf(label, value, context.scores),
    reading: candidate?.reading ?? 1,
    derived: Number(candidate === null),
    textLayer: Number(page?.provider === 'text-layer'),
    receipt: Number(sheet.receipt),
    invoice: Number(sheet.type === 'invoice'),
    pages: Math.min(9, sheet.layout.pages.length),
    lines: Math.min(400, sheet.layout.lines.length),
    errors: of('error', concerned),
    warnings: of('warning', concerned),
    allErrors: of('error', checks),
    printedSum: related ? related.grossPrinted + related.netPrinted + related.taxPrinted : 0,
    usualSum: related ? related.grossUsual + related.netUsual + related.taxUsual : 0,
    sums: related?.sums ?? 0,
    itemSum: related?.itemSum ?? 0,
    keyRight: Number(identifier?.keyIsRight === true),
    keyWrong: Number(identifier?.keyIsRight === false),
    length: Math.min(80, text.length),
    digits: text.replace(/\D/g, '').length,
    zero: Number(value === 0),
  };
}

interface Weighed {
  value: unknown;
  score: number;
  rule: number;
}

/** How the chosen value stands among the others for its field; all zero for fields that no scorer weighs. */
function standingOf(label: FieldLabel, value: string | number, scores: Scores): Standing {
  const list = weighedFor(label, scores);
  if (list.length === 0) return NOWHERE;
  const standing = { ...NOWHERE };
  for (const entry of list) {
    if (entry.value === value) {
      standing.score = Math.max(standing.score, entry.score);
      standing.rule = Math.max(standing.rule, entry.rule);
      standing.shown = Math.min(9, standing.shown + 1);
    } else {
      standing.rival = Math.max(standing.rival, entry.score);
      standing.ruleRival = Math.max(standing.ruleRival, entry.rule);
    }
  }
  for (const entry of list)
    if (entry.value !== value && entry.score >= 0.5 * standing.score)
      standing.others = Math.min(9, standing.others + 1);
  return standing;
}

function weighedFor(label: FieldLabel, scores: Scores): Weighed[] {
  const plain = <V>(
    list: readonly { candidate: Candidate<V>; score: number; rule?: number }[],
    keyOf: (value: V) => unknown,
  ): Weighed[] =>
    list.map(({ candidate, score, rule }) => ({
      value: keyOf(candidate.value),
      score,
      rule: rule ?? score,
    }));
  const ids = (kind: string, side: number): Weighed[] =>
    scores.identifiers
      .filter((entry) => entry.kind === kind)
      .map((entry) => {
        const fit = entry.score + 0.6 * side * entry.side;
        return { value: entry.candidate.value.id, score: fit, rule: fit };
      });
  switch (label) {
    case 'numero_facture':
      return plain(scores.invoiceNumber, (value) => value.number);
    case 'numero_commande':
      return plain(scores.orderNumber, (value) => value.number);
    case 'date_facture':
      return plain(scores.issueDate, (value) => value.day);
    case 'date_echeance':
      return plain(scores.dueDate, (value) => value.day);
    case 'montant_ht':
      return plain(scores.amounts.net, (value) => value.amount);
    case 'montant_tva':
      return plain(scores.amounts.tax, (value) => value.amount);
    case 'montant_ttc':
      return plain(scores.amounts.gross, (value) => value.amount);
    case 'montant_du':
      return plain(scores.amounts.due, (value) => value.amount);
    case 'nom_fournisseur':
    case 'adresse_fournisseur':
      return scores.parties.map(({ candidate, seller }) => ({
        value: label === 'nom_fournisseur' ? candidate.value.name : (candidate.value.address?.value ?? null),
        score: seller,
        rule: seller,
      }));
    case 'nom_client':
    case 'adresse_client':
      return scores.parties.map(({ candidate, buyer }) => ({
        value: label === 'nom_client' ? candidate.value.name : (candidate.value.address?.value ?? null),
        score: buyer,
        rule: buyer,
      }));
    case 'siret_fournisseur':
      return ids('siret', 1);
    case 'siren_fournisseur':
      return ids('siren', 1);
    case 'tva_fournisseur':
      return ids('vat', 1);
    case 'siret_client':
      return ids('siret', -1);
    case 'tva_client':
      return ids('vat', -1);
    case 'iban':
      return ids('iban', 0);
    case 'bic':
      return ids('bic', 0);
    default:
      return [];
  }
}
