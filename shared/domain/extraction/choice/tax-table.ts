/** The breakdown of taxes by rate: rows in which base × rate = tax. */

import { roundToCents, sameAmount } from '../../money/amount.ts';
import type { AmountValue } from '../candidates/amounts.ts';
import type { Candidate } from '../candidates/candidate.ts';
import { byLine } from '../layout/by-line.ts';
import type { VatPart } from '../result.ts';
import type { Sheet } from '../sheet.ts';
import type { Chosen } from './chosen.ts';

export interface TaxRow {
  rate: number;
  base: number;
  tax: number;
  /** Index of the layout's line. */
  line: number;
}

/** The usual rates of VAT: what a bare number may stand for where only the heading has the % sign, or amounts may imply. */
export const KNOWN_RATES = [
  20, 10, 5.5, 2.1, 8.5, 19, 7, 16, 5, 21, 9, 6, 12, 22, 4, 23, 13, 25, 8.1, 2.6, 3.8, 7.7, 15, 14.5, 17, 0,
];

export function taxTable(sheet: Sheet): TaxRow[] {
  const rows: TaxRow[] = [];
  const itemLines = new Set(sheet.items.table ? sheet.items.rows.map((row) => row.line) : []);
  const ratesByLine = byLine(sheet.rates);
  const seen = new Set<string>();
  for (const [line, amounts] of byLine(sheet.amounts)) {
    if (itemLines.has(line)) continue;
    const money = amounts.filter(({ value }) => value.money);
    if (money.length < 2) continue;
    const printed = (ratesByLine.get(line) ?? []).map((rate) => rate.value);
    const found = matching(printed, money) ?? bareMatching(amounts, money);
    // The same breakdown may be printed again: on a tear-off slip, or carried over.
    if (!found || seen.has(`${found.rate} ${found.base}`)) continue;
    seen.add(`${found.rate} ${found.base}`);
    rows.push({ ...found, line });
  }
  return rows;
}

interface NetAndTax {
  net: Chosen<number> | null;
  tax: Chosen<number> | null;
}

/**
 * The breakdown as it is given: rows that add up to the totals, or that nothing contradicts. Where rows fell apart, the
 * amounts that make one with the printed rates. None otherwise, since half a breakdown would be booked as a whole one.
 */
export function vatBreakdown(sheet: Sheet, rows: readonly TaxRow[], totals: NetAndTax): VatPart[] {
  const parts = new Map<number, VatPart>();
  for (const { rate, base, tax } of rows) {
    const known = parts.get(rate);
    parts.set(rate, {
      rate,
      base: roundToCents(base + (known?.base ?? 0)),
      tax: roundToCents(tax + (known?.tax ?? 0)),
    });
  }
  const given = [...parts.values()];
  if (given.length > 0 && addsUp(given, totals)) return given.map(withTotal);
  return (scattered(sheet, totals) ?? []).map(withTotal);
}

function withTotal(part: VatPart): VatPart {
  return { ...part, total: roundToCents(part.base + part.tax) };
}

function addsUp(parts: readonly VatPart[], { net, tax }: NetAndTax): boolean {
  const sum = (of: 'base' | 'tax') => parts.reduce((total, part) => total + part[of], 0);
  return (
    (net === null || sameAmount(sum('base'), net.value, 2)) &&
    (tax === null || sameAmount(sum('tax'), tax.value, 2))
  );
}

/** More rates than this on one document are read as none: the combinations would be too many. */
const MAX_RATES = 4;
/** Pairs of amounts tried for one rate. */
const MAX_PAIRS = 12;

/** For each printed rate one base and one tax, wherever they stand, that together are the net and the tax. */
function scattered(sheet: Sheet, totals: NetAndTax): VatPart[] | null {
  const { net, tax } = totals;
  if (!net || !tax || net.value === 0) return null;
  const inRows = new Set(sheet.items.rows.flatMap((row) => row.amounts));
  const amounts = [
    ...new Set([
      net.value,
      tax.value,
      ...sheet.amounts
        .filter((amount) => amount.value.money && !inRows.has(amount))
        .map(({ value }) => value.amount)
        .filter((amount) => Math.abs(amount) <= Math.abs(net.value) + 0.005),
    ]),
  ].slice(0, MAX_AMOUNTS);
  const rates = [...new Set(sheet.rates.map((rate) => rate.value))].filter((rate) =>
    KNOWN_RATES.includes(rate),
  );
  const whole = rates.find((rate) => rate > 0 && isTaxOf(tax.value, net.value, rate));
  if (whole !== undefined) return [{ rate: whole, base: net.value, tax: tax.value }];
  const pairs = new Map<number, VatPart[]>();
  for (const rate of rates.filter((one) => one > 0)) {
    const found: VatPart[] = [];
    for (const base of amounts) {
      for (const part of amounts) {
        if (base !== part && part !== 0 && isTaxOf(part, base, rate)) found.push({ rate, base, tax: part });
      }
    }
    if (found.length > 0) pairs.set(rate, found.slice(0, MAX_PAIRS));
  }
  const lists = [...pairs.values()].slice(0, MAX_RATES);
  return lists.length < 2 ? null : combined(lists, totals);
}

/** Amounts of a document that take part; those of a breakdown are among its last hundred. */
const MAX_AMOUNTS = 120;

function isTaxOf(tax: number, base: number, rate: number): boolean {
  return Math.abs(tax - roundToCents((base * rate) / 100)) <= 0.0101;
}

/** One pair of each list, so that all add up; the first that do. */
function combined(lists: readonly (readonly VatPart[])[], totals: NetAndTax): VatPart[] | null {
  const [first, ...rest] = lists;
  if (!first) return null;
  let found: VatPart[][] = first.map((part) => [part]);
  for (const list of rest) found = found.flatMap((parts) => list.map((part) => [...parts, part]));
  return found.find((parts) => addsUp(parts, totals)) ?? null;
}

type Amount = Candidate<AmountValue>;

function matching(rates: readonly number[], money: readonly Amount[]): Omit<TaxRow, 'line'> | null {
  for (const rate of rates) {
    for (const { value } of money) {
      const base = value.amount;
      if (base === 0) continue;
      const wanted = roundToCents((base * rate) / 100);
      const tax = money.find(
        (other) => other.value.amount !== base && Math.abs(other.value.amount - wanted) <= 0.02,
      );
      if (tax) return { rate, base, tax: tax.value.amount };
    }
  }
  return null;
}

/** A row whose rate is printed without its sign, and is a number of its own beside base and tax. */
function bareMatching(amounts: readonly Amount[], money: readonly Amount[]): Omit<TaxRow, 'line'> | null {
  for (const bare of amounts) {
    const rate = bare.value.amount;
    if (!KNOWN_RATES.includes(rate)) continue;
    const others = money.filter((amount) => amount !== bare);
    const found = matching([rate], others);
    if (!found) continue;
    const placeOf = (amount: number) => others.find(({ value }) => value.amount === amount)!.x0;
    // "10 x 25.00 = 250.00": ten pieces make the same sum as ten percent, but a breakdown prints the base first.
    const pieces = rate === 10 && placeOf(found.tax) < placeOf(found.base);
    if (!pieces) return found;
  }
  return null;
}
