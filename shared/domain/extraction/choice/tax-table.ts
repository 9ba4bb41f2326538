/** The breakdown of taxes by rate: rows in which base × rate = tax. */

import { roundToCents } from '../../money/amount.ts';
import type { Sheet } from '../sheet.ts';

export interface TaxRow {
  rate: number;
  base: number;
  tax: number;
  /** Index of the layout's line. */
  line: number;
}

/** Rates that a bare number may stand for, where the heading and not the row has the % sign. */
const KNOWN_RATES = [
  20, 10, 5.5, 2.1, 8.5, 19, 7, 16, 5, 21, 9, 6, 12, 22, 4, 23, 13, 25, 8.1, 2.6, 3.8, 7.7, 15, 14.5, 17, 0,
];

export function taxTable(sheet: Sheet): TaxRow[] {
  const rows: TaxRow[] = [];
  const itemLines = new Set(sheet.items.table ? sheet.items.rows.map((row) => row.line) : []);
  const lines = new Set(sheet.amounts.map((amount) => amount.line));
  for (const line of lines) {
    if (itemLines.has(line)) continue;
    const amounts = sheet.amounts.filter((amount) => amount.line === line);
    const money = amounts.filter(({ value }) => value.money);
    if (money.length < 2) continue;
    const rates = sheet.rates.filter((rate) => rate.line === line).map((rate) => rate.value);
    for (const { value } of amounts) if (KNOWN_RATES.includes(value.amount)) rates.push(value.amount);
    const found = matching(
      rates,
      money.map(({ value }) => value.amount),
    );
    const row = found && { ...found, line };
    if (row && !rows.some((known) => known.rate === row.rate && known.base === row.base)) rows.push(row);
  }
  return rows;
}

function matching(rates: readonly number[], amounts: readonly number[]): Omit<TaxRow, 'line'> | null {
  for (const rate of rates) {
    for (const base of amounts) {
      if (base === 0) continue;
      const wanted = roundToCents((base * rate) / 100);
      const tax = amounts.find((amount) => amount !== base && Math.abs(amount - wanted) <= 0.02);
      if (tax !== undefined) return { rate, base, tax };
    }
  }
  return null;
}
