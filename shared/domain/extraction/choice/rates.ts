/** The rates of VAT: among those printed the one that the amounts bear out, else what the amounts say themselves. */
import { sameAmount } from '../../money/amount.ts';
import type { Candidate } from '../candidates/candidate.ts';
import type { Sheet } from '../sheet.ts';
import type { Totals } from './amounts.ts';
import type { Chosen } from './chosen.ts';
import { KNOWN_RATES, type TaxRow } from './tax-table.ts';

/** The rates of the document, in percent and ascending. */
export interface ChosenRates extends Chosen<number[]> {
  /** Whether they make the tax of the net; null where one of the two is unknown. */
  agrees: boolean | null;
  /** Rates that stand where the document's rate belongs, but that the amounts rule out; empty where none does. */
  ruledOut: readonly number[];
}

interface Proposal {
  rates: number[];
  confidence: number;
  /** Whether the place says that it is the rate of the tax, and not just any percentage. */
  meant: boolean;
}

/** A rate of VAT is less; what is more is a share of something else. */
const HIGHEST = 30;
/** What agreement with the amounts is worth, and what is left where they disagree. */
const AGREED = 0.95;
const DISAGREED = 0.5;

/**
 * Proposals in the order of trust: the breakdown by rate, the rate on the line of the tax, the rates of the rows,
 * any other percentage. With net and tax known the first that agrees with them is taken. Where none does the rate
 * follows from amounts that confirm each other; else the best proposal stands, unsurely.
 */
export function chooseRates(sheet: Sheet, taxes: readonly TaxRow[], totals: Totals): ChosenRates | null {
  const { net, tax } = totals;
  const proposals = proposalsOf(sheet, taxes, totals);
  const [first] = proposals.filter(({ meant }) => meant);
  const give = (rates: number[], confidence: number, agrees: boolean | null): ChosenRates => ({
    candidate: (sheet.rates.find((rate) => rate.value === rates[0]) ?? null) as Candidate<number[]> | null,
    value: rates,
    confidence,
    agrees,
    ruledOut:
      agrees === null || !first || (agrees && first.rates.some((rate) => rates.includes(rate)))
        ? []
        : first.rates,
  });
  if (!net || !tax || net.value === 0) return first ? give(first.rates, first.confidence, null) : null;
  const sure = Math.min(net.confidence, tax.confidence);
  const fitting = proposals.find(({ rates }) => agree(rates, taxes, totals, sheet.items.rows.length));
  if (fitting) return give(fitting.rates, Math.max(fitting.confidence, AGREED * sure), true);
  const implied = impliedRate(totals);
  if (implied !== null) {
    return { ...give([implied], 0.85 * sure, true), candidate: null };
  }
  return first ? give(first.rates, Math.min(first.confidence, DISAGREED), false) : null;
}

function proposalsOf(sheet: Sheet, taxes: readonly TaxRow[], { tax }: Totals): Proposal[] {
  const ascending = (rates: Iterable<number>) => [...new Set(rates)].sort((a, b) => a - b);
  const table = ascending(taxes.map((row) => row.rate));
  const line = tax?.candidate?.line;
  const beside = sheet.rates.filter((rate) => rate.line === line && rate.value < HIGHEST);
  const rows = ascending(sheet.items.rows.flatMap((row) => (row.vat_rate === null ? [] : [row.vat_rate])));
  const printed = [...table, ...rows, ...sheet.rates.map((rate) => rate.value)];
  return [
    { rates: table, confidence: 0.9, meant: true },
    ...beside.map((rate) => ({ rates: [rate.value], confidence: 0.75, meant: true })),
    { rates: rows, confidence: 0.6, meant: true },
    ...ascending(printed)
      .filter((rate) => rate > 0 && rate < HIGHEST)
      .map((rate) => ({ rates: [rate], confidence: 0.6, meant: false })),
  ].filter(({ rates }) => rates.length > 0);
}

/** Whether rates can make the tax of the net: one exactly, but for the rounding of each row (a tenth of a percent of the net at most); several between them. */
function agree(rates: readonly number[], taxes: readonly TaxRow[], totals: Totals, rows: number): boolean {
  const net = totals.net!.value;
  const tax = totals.tax!.value;
  if (rates.length === 1) {
    if (sameAmount((net * rates[0]!) / 100, tax, 2 + rows)) return true;
    // What is exempt is part of the net, and in no row of the breakdown.
    const base = sumOf(taxes, 'base');
    return (
      taxes.some((row) => row.rate === rates[0]) && base < net && sameAmount(sumOf(taxes, 'tax'), tax, 2)
    );
  }
  if (taxes.length > 1 && sameAmount(sumOf(taxes, 'tax'), tax, 2 + taxes.length)) return true;
  const implied = (tax / net) * 100;
  return implied > Math.min(...rates) + 0.05 && implied < Math.max(...rates) - 0.05;
}

function sumOf(taxes: readonly TaxRow[], part: 'base' | 'tax'): number {
  return taxes.reduce((sum, row) => sum + row[part], 0);
}

/** The one usual rate that makes the tax of the net, where all three totals are printed and add up. */
function impliedRate({ net, tax, gross }: Totals): number | null {
  if (!net?.candidate || !tax?.candidate || !gross?.candidate || tax.value === 0) return null;
  if (!sameAmount(net.value + tax.value, gross.value)) return null;
  for (const tolerance of [0.0051, 0.0201]) {
    const fitting = KNOWN_RATES.filter(
      (rate) => rate > 0 && Math.abs((net.value * rate) / 100 - tax.value) <= tolerance,
    );
    if (fitting.length > 0) return fitting.length === 1 ? fitting[0]! : null;
  }
  return null;
}
