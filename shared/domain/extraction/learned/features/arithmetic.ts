/** What the amounts of a document say about each other: which is a sum, a tax, a share of others. */
import { roundToCents } from '../../../money/amount.ts';
import { KNOWN_RATES } from '../../choice/tax-table.ts';
import type { Sheet } from '../../sheet.ts';

/** The relations that an amount stands in; 1 where it does, 0 where not. */
export interface Relations {
  /** In net + tax = gross with tax at a rate that the document prints, or that is a usual one. */
  netPrinted: number;
  taxPrinted: number;
  grossPrinted: number;
  netUsual: number;
  taxUsual: number;
  grossUsual: number;
  /** Of how many pairs it is the sum (at most 9), and in how many such sums it is a part. */
  sums: number;
  parts: number;
  /** The sum of the rows' totals, and of those less or plus another amount. */
  itemSum: number;
}

/** Of what is no amount of money: a count, a rate. */
export const NO_RELATIONS: Readonly<Relations> = {
  netPrinted: 0,
  taxPrinted: 0,
  grossPrinted: 0,
  netUsual: 0,
  taxUsual: 0,
  grossUsual: 0,
  sums: 0,
  parts: 0,
  itemSum: 0,
};

/** Pairs are looked at among so many of the largest amounts, so that time stays bounded. */
const MOST = 40;

/** The relations of each amount of money, by its absolute value in cents. */
export function relationsOf(sheet: Sheet): Map<number, Relations> {
  const cents = new Set<number>();
  for (const { value } of sheet.amounts) {
    const amount = centsOf(value.amount);
    if (value.money && amount > 0) cents.add(amount);
  }
  const all = [...cents].sort((a, b) => b - a);
  const relations = new Map<number, Relations>(all.map((amount) => [amount, { ...NO_RELATIONS }]));
  const printed = new Set(sheet.rates.map((rate) => rate.value).filter((rate) => rate > 0 && rate < 30));
  const top = all.slice(0, MOST);
  for (let i = 0; i < top.length; i++) {
    for (let j = i + 1; j < top.length; j++) {
      const [more, less] = [top[i]!, top[j]!];
      const sum = cents.has(more + less) ? more + less : cents.has(more + less + 1) ? more + less + 1 : 0;
      if (sum === 0) continue;
      const [net, tax, gross] = [relations.get(more)!, relations.get(less)!, relations.get(sum)!];
      gross.sums = Math.min(9, gross.sums + 1);
      net.parts = Math.min(9, net.parts + 1);
      tax.parts = Math.min(9, tax.parts + 1);
      const atRate = (rates: Iterable<number>) => {
        for (const rate of rates) if (Math.abs((more * rate) / 100 - less) <= 1.5) return true;
        return false;
      };
      if (atRate(printed)) net.netPrinted = tax.taxPrinted = gross.grossPrinted = 1;
      else if (atRate(KNOWN_RATES)) net.netUsual = tax.taxUsual = gross.grossUsual = 1;
    }
  }
  const items = centsOf(sheet.items.rows.reduce((sum, row) => sum + (row.total ?? 0), 0));
  const known = relations.get(items);
  if (known) known.itemSum = 1;
  return relations;
}

/** An amount in cents, without its sign. */
export function centsOf(amount: number): number {
  return Math.round(Math.abs(roundToCents(amount)) * 100);
}
