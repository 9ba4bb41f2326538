/** The totals, chosen together: net + tax = gross decides between candidates that labels leave open. */
import { roundToCents, sameAmount } from '../../money/amount.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { AmountRole, Scored, Scores } from '../scoring/scorer.ts';
import type { Sheet } from '../sheet.ts';
import { type Chosen, calibrated, confidenceOf } from './chosen.ts';
import { type PaymentFacts, paymentFacts } from './payment-facts.ts';
import type { TaxRow } from './tax-table.ts';
import { lessWithheld } from './withholding.ts';

export interface Totals {
  net: Chosen<number> | null;
  tax: Chosen<number> | null;
  gross: Chosen<number> | null;
  due: Chosen<number> | null;
  /** What was paid before, when the document says so. */
  paid: number | null;
}

type Entry = Scored<Candidate<AmountValue>> | null;

interface Combination {
  net: Entry;
  tax: Entry;
  gross: Entry;
  score: number;
  confirmed: number;
}

/** How many candidates of each role take part: 8 × 8 × 10 combinations at most. */
const WIDTH = { net: 7, tax: 7, gross: 9 };

export function chooseTotals(sheet: Sheet, scores: Scores['amounts'], taxes: readonly TaxRow[]): Totals {
  const take = (role: 'net' | 'tax' | 'gross'): Entry[] => [
    null,
    ...distinct(scores[role]).slice(0, WIDTH[role]),
  ];
  const facts = factsOf(sheet, scores, taxes);
  const combinations: Combination[] = [];
  for (const gross of take('gross')) {
    for (const net of take('net')) {
      for (const tax of take('tax')) combinations.push(weigh(net, tax, gross, facts));
    }
  }
  combinations.sort((a, b) => b.score - a.score);
  const winner = combinations[0]!;
  const settle = (role: 'net' | 'tax' | 'gross'): Chosen<number> | null => {
    const entry = winner[role];
    if (!entry) return null;
    const amount = entry.candidate.value.amount;
    const rival = combinations.find(
      (other) => !other[role] || !sameAmount(other[role].candidate.value.amount, amount),
    );
    const margin = rival ? winner.score - rival.score : 0.5;
    const confidence = calibrated(
      confidenceOf(entry.score, margin, entry.candidate.reading, winner.confirmed),
    );
    return { candidate: entry.candidate as unknown as Candidate<number>, value: amount, confidence };
  };
  const totals: Totals = {
    net: settle('net'),
    tax: settle('tax'),
    gross: settle('gross'),
    due: null,
    paid: null,
  };
  contradict(totals, scores, facts);
  sumParts(totals, taxes, facts);
  derive(totals, taxes);
  doubtPart(totals, facts);
  doubtTotal(totals, facts);
  const withheld = lessWithheld(totals, sheet);
  if (withheld) totals.gross = withheld.gross;
  settleDue(totals, scores, sheet);
  if (withheld) totals.due = withheld.due;
  return totals;
}

interface Facts extends PaymentFacts {
  taxSum: number | null;
  baseSum: number | null;
  /** Lines of a breakdown with several rates: their amounts are parts, not totals. */
  partLines: ReadonlySet<number>;
  rates: readonly number[];
  itemSum: number | null;
  /** What two to four amounts that are labelled as tax make together: "7 % MwSt. 3,58" above "19 % MwSt. 9,42". */
  taxSums: readonly number[];
  /** The largest sum that its label plainly calls the total; 0 where none is. */
  plainTotal: number;
}

function factsOf(sheet: Sheet, scores: Scores['amounts'], taxes: readonly TaxRow[]): Facts {
  const sum = (values: readonly number[]) => roundToCents(values.reduce((total, value) => total + value, 0));
  const rows = sheet.items.rows.filter((row) => row.total !== null);
  return {
    ...paymentFacts(sheet, scores),
    taxSum: taxes.length > 0 ? sum(taxes.map((row) => row.tax)) : null,
    baseSum: taxes.length > 0 ? sum(taxes.map((row) => row.base)) : null,
    partLines: new Set(new Set(taxes.map((row) => row.rate)).size > 1 ? taxes.map((row) => row.line) : []),
    rates: [...new Set([...sheet.rates.map((rate) => rate.value), ...taxes.map((row) => row.rate)])].filter(
      (rate) => rate > 0 && rate < 30,
    ),
    itemSum: rows.length > 0 ? sum(rows.map((row) => row.total!)) : null,
    taxSums: sumsOfParts(scores.tax),
    plainTotal: scores.gross
      .filter(({ score }) => score >= PLAIN)
      .reduce((most, { candidate }) => Math.max(most, Math.abs(candidate.value.amount)), 0),
  };
}

/** The score of a combination: its parts, plus what arithmetic says about them together. */
function weigh(net: Entry, tax: Entry, gross: Entry, facts: Facts): Combination {
  let score = (gross ? gross.score : 0.22) + 0.8 * (net ? net.score : 0.25) + 0.8 * (tax ? tax.score : 0.25);
  let confirmed = 0;
  for (const entry of [net, tax, gross])
    if (entry && facts.partLines.has(entry.candidate.line)) score -= 0.45;
  const n = net?.candidate.value.amount ?? null;
  const t = tax?.candidate.value.amount ?? null;
  const g = gross?.candidate.value.amount ?? null;
  if (net && net.candidate === tax?.candidate) score -= 1;
  if (tax && tax.candidate === gross?.candidate) score -= 1;
  if (net && gross && net.candidate === gross.candidate) score -= 0.35;
  if (n !== null && t !== null && g !== null) {
    const rounded =
      (facts.rounding !== 0 && sameAmount(Math.abs(n + t - g), facts.rounding)) ||
      (facts.tip !== 0 && sameAmount(n + t + facts.tip, g));
    if (rounded) {
      score += 0.95;
      confirmed += 1.6;
    } else if (sameAmount(n + t, g, 2)) {
      const trivial = t === 0 || net!.candidate === gross!.candidate;
      score += trivial ? 0.25 : 0.7;
      confirmed += trivial ? 0.6 : 1.6;
    } else score -= sameAmount(n + t, g, 6) ? 0.1 : 0.7;
  } else if (n !== null && g !== null) {
    if (facts.rounding !== 0 && sameAmount(Math.abs(n - g), facts.rounding)) score += 0.25;
    if (Math.abs(g) < Math.abs(n) - 0.05) score -= 0.5;
    else if (facts.taxSums.some((sum) => sameAmount(n + sum, g))) {
      score += 0.7;
      confirmed += 1.6;
    } else if (facts.rates.some((rate) => sameAmount(n * (1 + rate / 100), g, 3))) {
      score += 0.2;
      confirmed += 0.8;
    }
  } else if (t !== null && g !== null) {
    if (Math.abs(t) > 0.35 * Math.abs(g)) score -= 0.5;
    else if (t !== 0 && facts.rates.some((rate) => sameAmount((g * rate) / (100 + rate), t, 2))) {
      score += 0.2;
      confirmed += 0.6;
    }
  }
  if (n !== null && t !== null && Math.abs(t) > 0.4 * Math.abs(n) + 0.01) score -= 0.4;
  if (n !== null && t !== null && t !== 0 && facts.rates.some((rate) => sameAmount((n * rate) / 100, t, 2))) {
    score += 0.15;
    confirmed += 0.5;
  }
  if (facts.taxSum !== null && t !== null) {
    const agrees = sameAmount(facts.taxSum, t, 2);
    score += agrees ? 0.3 : 0;
    confirmed += agrees ? 0.7 : 0;
  }
  if (facts.baseSum !== null && n !== null && sameAmount(facts.baseSum, n, 2)) score += 0.2;
  if (
    g !== null &&
    facts.taxSum !== null &&
    facts.baseSum !== null &&
    sameAmount(facts.taxSum + facts.baseSum, g, 2)
  ) {
    score += 0.4;
    confirmed += 1;
  }
  // "Total 41.52, rounding -0.02, total 41.50": the last one is paid.
  if (g !== null && facts.roundedTotal !== null && sameAmount(g, facts.roundedTotal)) {
    score += 0.45;
    confirmed += 1;
  } else if (g !== null && facts.tippedTotal !== null && sameAmount(g, facts.tippedTotal)) {
    score += 0.45;
    confirmed += 1;
  } else if (g !== null && facts.rounding !== 0 && Math.abs((g * 20) % 1) < 1e-6) score += 0.12;
  // A sum that is called the total and then paid: "ZU ZAHLEN 11,33 … KARTENZAHLUNG 11,33".
  if (g !== null) {
    const lines = facts.linesWith(g);
    if (lines > 1) {
      score += lines > 2 ? 0.3 : 0.2;
      confirmed += 0.5;
    }
  }
  // "7 %  8,22  0,58  8,80" below "Total 19,77" is a row of the breakdown, not the total.
  if (net && tax && net.candidate.line === tax.candidate.line) {
    const row = gross === null || gross.candidate.line === tax.candidate.line;
    if (row && facts.plainTotal > Math.abs(g ?? n! + t!) + 0.05) score -= 1.4;
  }
  if (facts.cashTotal !== null && g !== null && sameAmount(facts.cashTotal, g)) {
    score += 0.45;
    confirmed += 1;
  }
  if (
    facts.itemSum !== null &&
    (sameAmount(facts.itemSum, g ?? NaN) || sameAmount(facts.itemSum, n ?? NaN))
  ) {
    score += 0.12;
    confirmed += 0.6;
  }
  return { net, tax, gross, score, confirmed };
}

/** Parts of a tax by rate: as many lines as a document has rates, at most. */
const MOST_PARTS = 4;
/** Labelled as tax at least this plainly, an amount may be a part of it. */
const PART = 0.5;

/** The sums of the amounts that stand under each other as tax, by neighbours: 16 lines at most. */
function sumsOfParts(scored: Scores['amounts'][AmountRole]): number[] {
  const byLine = new Map<number, number>();
  for (const { candidate, score } of scored) {
    if (score >= PART && candidate.value.amount !== 0 && !byLine.has(candidate.line))
      byLine.set(candidate.line, candidate.value.amount);
  }
  const parts = [...byLine].sort(([a], [b]) => a - b).slice(0, 16);
  const sums: number[] = [];
  for (let from = 0; from < parts.length; from++) {
    let sum = parts[from]![1];
    for (const [, amount] of parts.slice(from + 1, from + MOST_PARTS)) {
      sum += amount;
      sums.push(roundToCents(sum));
    }
  }
  return sums;
}

/** A printed amount scored at least this well is not passed over in silence. */
const PLAIN = 0.72;

/**
 * An amount that its label names plainly, but that the other two rule out, is given all the same, unsurely: the
 * document contradicts itself and a person has to know. Not where several amounts bear the label: parts by rate.
 */
function contradict(totals: Totals, scores: Scores['amounts'], facts: Facts): void {
  for (const role of ['net', 'tax', 'gross'] as const) {
    if (totals[role] !== null) continue;
    if (role === 'tax' && isSumOfParts(totals, facts)) continue;
    const plain = scores[role].filter(
      (entry) => entry.score >= PLAIN && !facts.partLines.has(entry.candidate.line),
    );
    const values = new Set(plain.map((entry) => entry.candidate.value.amount));
    const [entry] = plain;
    if (!entry || values.size !== 1) continue;
    const amount = entry.candidate.value.amount;
    if ([totals.net, totals.tax, totals.gross].some((chosen) => chosen && sameAmount(chosen.value, amount)))
      continue;
    totals[role] = {
      candidate: entry.candidate as unknown as Candidate<number>,
      value: amount,
      confidence: 0.5,
    };
    for (const chosen of [totals.net, totals.tax, totals.gross]) {
      if (chosen) chosen.confidence = Math.min(chosen.confidence, 0.6);
    }
  }
}

/** Whether gross less net is what several amounts that are labelled as tax make together. */
function isSumOfParts({ net, gross }: Totals, { taxSums }: Facts): boolean {
  return net !== null && gross !== null && taxSums.some((sum) => sameAmount(net.value + sum, gross.value));
}

/** Tills print the tax by rate and no sum of it: a part that was taken for the whole gives way to the sum of all. */
function sumParts(totals: Totals, taxes: readonly TaxRow[], { partLines, baseSum, taxSum }: Facts): void {
  const { net, tax, gross } = totals;
  if (!gross || baseSum === null || taxSum === null || partLines.size < 2) return;
  if (!sameAmount(baseSum + taxSum, gross.value, taxes.length)) return;
  const isPart = (chosen: Chosen<number> | null): boolean =>
    chosen === null || (chosen.candidate !== null && partLines.has(chosen.candidate.line));
  if (!isPart(net) || !isPart(tax)) return;
  totals.net = null;
  totals.tax = null;
}

/** The third amount follows from two; without a net the breakdown by rate may tell it. */
function derive(totals: Totals, taxes: readonly TaxRow[]): void {
  const { net, tax, gross } = totals;
  const computed = (value: number, ...from: Chosen<number>[]): Chosen<number> => ({
    candidate: null,
    value: roundToCents(value),
    confidence: Math.min(...from.map((part) => part.confidence)) * 0.9,
  });
  if (gross && net && !tax) {
    const difference = roundToCents(gross.value - net.value);
    if (Math.abs(difference) <= 0.35 * Math.abs(net.value) && difference * gross.value >= 0)
      totals.tax = computed(difference, gross, net);
  } else if (gross && tax && !net) totals.net = computed(gross.value - tax.value, gross, tax);
  else if (net && tax && !gross) totals.gross = computed(net.value + tax.value, net, tax);
  else if (gross && !net && !tax && taxes.length > 0) {
    const base = taxes.reduce((sum, row) => sum + row.base, 0);
    const sum = taxes.reduce((total, row) => total + row.tax, 0);
    if (sameAmount(base + sum, gross.value, 2)) {
      totals.net = computed(base, gross);
      totals.tax = computed(sum, gross);
    }
  }
}

/** What the choice gives when the document contradicts it: a person has to look. */
const CONTRADICTED = 0.5;
/** Taxes are rounded, by rate and sometimes by line. */
const ROUNDED_CENTS = 3;

/**
 * A tax from which the net was only computed may be that of one rate among several: where it is less than the lowest
 * rate printed would make of the net, both are doubted.
 */
function doubtPart({ net, tax }: Totals, { rates }: Facts): void {
  if (!net || !tax || net.candidate !== null || tax.candidate === null || rates.length === 0) return;
  const least = (Math.abs(net.value) * Math.min(...rates)) / 100 - ROUNDED_CENTS / 100;
  if (Math.abs(tax.value) >= least) return;
  net.confidence = Math.min(net.confidence, CONTRADICTED);
  tax.confidence = Math.min(tax.confidence, CONTRADICTED);
}

/** Cash is rounded to a coin of five cents, on many tills without saying so. */
const UNSAID_ROUNDING = 0.025;

/** Cash given less change returned is what was paid: another total was misread, or one of these was. */
function doubtTotal({ gross }: Totals, { cashTotal, rounding, tip }: Facts): void {
  if (!gross || cashTotal === null || cashTotal <= 0) return;
  if (Math.abs(cashTotal - gross.value) <= UNSAID_ROUNDING + rounding + tip) return;
  gross.confidence = Math.min(gross.confidence, CONTRADICTED);
}

function settleDue(totals: Totals, scores: Scores['amounts'], sheet: Sheet): void {
  const due = scores.due[0];
  const paid = scores.paid.find((entry) => entry.score > 0.5 && entry.candidate.value.amount !== 0);
  totals.paid = paid ? Math.abs(paid.candidate.value.amount) : null;
  if (due && due.score >= 0.35) {
    const amount = due.candidate.value.amount;
    const { gross } = totals;
    const agrees =
      gross !== null &&
      (sameAmount(amount, gross.value) ||
        (totals.paid !== null && sameAmount(gross.value - totals.paid, amount)));
    const rival = scores.due.find((entry) => !sameAmount(entry.candidate.value.amount, amount));
    totals.due = {
      candidate: due.candidate as unknown as Candidate<number>,
      value: amount,
      confidence: calibrated(
        confidenceOf(due.score, due.score - (rival?.score ?? 0), due.candidate.reading, agrees ? 1 : 0),
      ),
    };
  } else if (totals.gross && (sheet.type === 'invoice' || sheet.type === 'credit_note')) {
    const rest = totals.paid === null ? totals.gross.value : roundToCents(totals.gross.value - totals.paid);
    totals.due = {
      candidate: null,
      value: rest,
      confidence: totals.gross.confidence * (totals.paid === null ? 0.85 : 0.6),
    };
  }
}

/** One candidate for each amount: the best scored of those that print it. */
function distinct(scored: Scores['amounts'][AmountRole]): Scores['amounts'][AmountRole] {
  const seen = new Set<number>();
  return scored.filter(({ candidate }) => {
    if (seen.has(candidate.value.amount)) return false;
    seen.add(candidate.value.amount);
    return true;
  });
}
