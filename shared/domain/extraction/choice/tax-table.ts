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

/**
 * The breakdown as it is given: rows that add up to the totals, or that nothing contradicts; none otherwise, since
 * half a breakdown would be booked as a whole one.
 */
export function vatBreakdown(
  rows: readonly TaxRow[],
  totals: { net: Chosen<number> | null; tax: Chosen<number> | null },
): VatPart[] {
  const parts = new Map<number, VatPart>();
  for (const { rate, base, tax } of rows) {
    const known = parts.get(rate);
    parts.set(rate, {
      rate,
      base: roundToCents(base + (known?.base ?? 0)),
      tax: roundToCents(tax + (known?.tax ?? 0)),
    });
  }
  const all = [...parts.values()];
  const agrees = (total: Chosen<number> | null, part: 'base' | 'tax') =>
    total === null ||
    sameAmount(
      all.reduce((sum, row) => sum + row[part], 0),
      total.value,
      2,
    );
  return agrees(totals.tax, 'tax') && agrees(totals.net, 'base')
    ? all.map((part) => ({ ...part, total: roundToCents(part.base + part.tax) }))
    : [];
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
