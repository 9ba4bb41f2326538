/**
 * What a scorer owes to the choice: for each thing wanted, the candidates with a score. Rules give the scores
 * today; a learned model can take their place without touching candidates or choice.
 */
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { DateValue } from '../candidates/dates.ts';
import type { IdentifierKind, IdentifierValue } from '../candidates/identifiers.ts';
import type { NumberValue } from '../candidates/numbers.ts';
import type { PartyCandidate } from '../candidates/parties.ts';
import type { Sheet } from '../sheet.ts';

export interface Scored<C> {
  candidate: C;
  /** 0–1: how well it fits, before it is weighed against the others. */
  score: number;
  /** What the rules alone gave it, where a model had its say in the score. */
  rule?: number;
}

export type AmountRole = 'net' | 'tax' | 'gross' | 'due' | 'paid' | 'cash' | 'change' | 'rounding';

export interface PartyScore extends Scored<PartyCandidate> {
  /** Fit as seller and as buyer, 0–1. */
  seller: number;
  buyer: number;
}

export interface IdentifierScore extends Scored<Candidate<IdentifierValue>> {
  kind: IdentifierKind;
  /** −1 surely the buyer's … +1 surely the seller's. */
  side: number;
}

/** Every list is sorted, best first. */
export interface Scores {
  invoiceNumber: Scored<Candidate<NumberValue>>[];
  orderNumber: Scored<Candidate<NumberValue>>[];
  issueDate: Scored<Candidate<DateValue>>[];
  dueDate: Scored<Candidate<DateValue>>[];
  amounts: Record<AmountRole, Scored<Candidate<AmountValue>>[]>;
  parties: PartyScore[];
  identifiers: IdentifierScore[];
}

export type Scorer = (sheet: Sheet) => Scores;

export function byScore<T extends { score: number }>(scored: T[]): T[] {
  return scored.sort((a, b) => b.score - a.score);
}
