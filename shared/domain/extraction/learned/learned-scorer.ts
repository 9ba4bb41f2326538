/** Scores by the trained model, in the form that the choice takes from any scorer. */

import { foldedKey } from '../../text/fold.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { rulesScorer } from '../scoring/rules-scorer.ts';
import { byScore, type Scored, type Scorer, type Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import { numbersOf } from './features/row.ts';
import { sheetFeatures } from './features/sheet-features.ts';
import { probability } from './forest.ts';
import file from './model.json' with { type: 'json' };
import { type Kind, type Model, readModel } from './model.ts';

/** How much of a score is the model's, by role; the rest is the rules'. 0–1. */
export interface Mix {
  net: number;
  tax: number;
  gross: number;
  due: number;
  issueDate: number;
  dueDate: number;
  invoiceNumber: number;
  orderNumber: number;
  parties: number;
  identifiers: number;
}

export const ALL_LEARNED: Mix = {
  net: 1,
  tax: 1,
  gross: 1,
  due: 1,
  issueDate: 1,
  dueDate: 1,
  invoiceNumber: 1,
  orderNumber: 1,
  parties: 1,
  identifiers: 1,
};

/**
 * What won for each role: the most that gains on held-out generated documents, which are of more languages and layouts,
 * without losing on real ones.
 */
export const MIXED: Mix = {
  net: 0.2,
  tax: 0.2,
  gross: 0.2,
  due: 0.5,
  issueDate: 0.4,
  dueDate: 0.2,
  invoiceNumber: 0.9,
  orderNumber: 0.75,
  parties: 0.4,
  identifiers: 0.1,
};

/** Candidates that a model gives less than this are left out. */
const LEAST = 0.04;

/** A scorer that mixes a model's probabilities with the rules' scores. */
export function scorerOf(model: Model, mix: Mix): Scorer {
  return (sheet) => mixedScores(sheet, rulesScorer(sheet), model, mix);
}

const shipped = readModel(file);
export const learnedScorer: Scorer = scorerOf(shipped, ALL_LEARNED);
export const mixedScorer: Scorer = scorerOf(shipped, MIXED);

function mixedScores(sheet: Sheet, rules: Scores, model: Model, mix: Mix): Scores {
  const rows = sheetFeatures(sheet, rules);
  const inputs = (kind: Kind) => rows[kind].map(numbersOf);
  const ask = (kind: Kind, role: string, inputs: readonly Float32Array[]): number[] => {
    const forest = model[kind].roles[role];
    return inputs.map((row) => (forest ? probability(forest, row) : 0));
  };
  const list = <T>(
    candidates: readonly Candidate<T>[],
    learned: readonly number[],
    ruled: readonly Scored<Candidate<T>>[],
    share: number,
  ): Scored<Candidate<T>>[] => {
    const known = new Map(ruled.map((entry) => [entry.candidate, entry.score]));
    const scored = candidates.map((candidate, i) => {
      const rule = known.get(candidate) ?? 0;
      return { candidate, score: blend(rule, learned[i], share), rule };
    });
    return byScore(scored.filter(({ score }) => score > LEAST));
  };
  const amounts = inputs('amount');
  const dates = inputs('date');
  const numbers = inputs('number');
  const amountsAs = (role: 'net' | 'tax' | 'gross' | 'due') =>
    list(sheet.amounts, ask('amount', role, amounts), rules.amounts[role], mix[role]);
  const parties = inputs('party');
  const names = rules.parties.map(({ candidate }) => foldedKey(candidate.value.name));
  const sellers = amongOthers(ask('party', 'seller', parties), names);
  const buyers = amongOthers(ask('party', 'buyer', parties), names);
  const sides = ask('identifier', 'seller', inputs('identifier')).map((p) => 2 * p - 1);
  return {
    invoiceNumber: list(
      sheet.numbers,
      ask('number', 'invoice', numbers),
      rules.invoiceNumber,
      mix.invoiceNumber,
    ),
    orderNumber: list(sheet.numbers, ask('number', 'order', numbers), rules.orderNumber, mix.orderNumber),
    issueDate: list(sheet.dates, ask('date', 'issue', dates), rules.issueDate, mix.issueDate),
    dueDate: list(sheet.dates, ask('date', 'due', dates), rules.dueDate, mix.dueDate),
    amounts: {
      ...rules.amounts,
      net: amountsAs('net'),
      tax: amountsAs('tax'),
      gross: amountsAs('gross'),
      due: amountsAs('due'),
    },
    parties: rules.parties
      .map((entry, i) => ({
        ...entry,
        seller: blend(entry.seller, sellers[i], mix.parties),
        buyer: blend(entry.buyer, buyers[i], mix.parties),
      }))
      .sort((a, b) => b.seller - a.seller),
    identifiers: rules.identifiers.map((entry, i) => ({
      ...entry,
      side: entry.side <= -0.99 ? entry.side : blend(entry.side, sides[i], mix.identifiers),
    })),
  };
}

/** A model's say is less where the rules are sure: they are right about labels in layouts that no model has seen. */
function blend(rule: number, learned: number | undefined, share: number): number {
  if (learned === undefined) return rule;
  const say = share === 1 ? 1 : share * (1 - rule * rule);
  return say * learned + (1 - say) * rule;
}

/** The odds, beside those of all names, that none of them is the one asked for. */
const NOBODY = 0.2;

/** Probabilities of names of which one is the one asked for: where all are unlikely, the likeliest one is not. */
function amongOthers(probabilities: readonly number[], names: readonly string[]): number[] {
  const odds = probabilities.map((p) => p / Math.max(1e-6, 1 - p));
  const best = new Map<string, number>();
  odds.forEach((value, i) => {
    best.set(names[i]!, Math.max(value, best.get(names[i]!) ?? 0));
  });
  let all = NOBODY;
  for (const value of best.values()) all += value;
  return odds.map((value, i) => value / (all - best.get(names[i]!)! + value));
}
