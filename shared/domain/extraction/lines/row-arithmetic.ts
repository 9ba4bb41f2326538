/** What makes the numbers of a row one row: quantity × price, less a discount, is the total. */
import { roundToCents } from '../../money/amount.ts';
import type { Figure } from './figures.ts';
import type { ItemRow } from './item-row.ts';

export interface RowNumbers {
  quantity: number | null;
  price: number | null;
  total: number;
  /** What is taken off, in major units, positive; null where nothing is. */
  discount: number | null;
  /** Whether the three agree. */
  agrees: boolean;
}

/** A row has a few numbers; with more than this in a column it is none, and trying all would take long. */
const MAX_TRIED = 6;

/** Whether quantity × price comes to the total. A price rounded for print is off by half its last digit a piece. */
export function comesTo(quantity: number, price: number, total: number, priceDecimals = 2): boolean {
  const printed = Math.abs(quantity) * 0.5 * 10 ** -Math.max(2, priceDecimals);
  return Math.abs(quantity * price - total) <= 0.011 + Math.min(printed, 0.004 * Math.abs(total));
}

/**
 * The quantity and price among those that a row shows which come to its total; where none do, those of the first line.
 * `discounts` are percentages or amounts that the row shows as taken off.
 */
export function settleRow(
  allQuantities: readonly Figure[],
  allPrices: readonly Figure[],
  total: number,
  discounts: readonly Figure[] = [],
): RowNumbers {
  const quantities = allQuantities.slice(0, MAX_TRIED);
  const prices = allPrices.slice(0, MAX_TRIED);
  for (const price of prices) {
    for (const p of price.readings) {
      for (const q of quantities.flatMap((figure) => figure.readings)) {
        if (comesTo(q, p, total, price.decimals))
          return { quantity: q, price: p, total, discount: null, agrees: true };
      }
    }
  }
  for (const price of prices) {
    for (const p of price.readings) {
      for (const q of quantities.flatMap((figure) => figure.readings)) {
        for (const discount of discounts) {
          const off = Math.abs(discount.readings[0]!);
          const left = discount.percent ? q * p * (1 - off / 100) : q * p - off;
          const each = q * (p - off);
          const agrees =
            off !== 0 &&
            (Math.abs(left - total) <= 0.021 || (!discount.percent && Math.abs(each - total) <= 0.021));
          if (agrees)
            return {
              quantity: q,
              price: p,
              total,
              discount: roundToCents(Math.abs(q * p - total)),
              agrees: true,
            };
        }
      }
    }
  }
  const quantity = quantities.filter((figure) => figure.line === quantities[0]!.line).at(-1)?.readings;
  const price = prices[0]?.readings[0] ?? null;
  return {
    // "1,000" alone in a column of quantities is one piece more often than a thousand.
    quantity: quantity ? (quantity[1] ?? quantity[0]!) : null,
    price,
    total,
    discount: null,
    agrees: false,
  };
}

/** 0–1: rows whose numbers agree are settled; the rest as far as they go. */
export function confidenceOf(row: ItemRow, agrees: boolean, reading: number): number {
  const { quantity, unit_price: price, total } = row;
  let confidence = 0.45;
  if (agrees) confidence = 0.95;
  else if (quantity !== null && price !== null && total !== null) {
    const product = quantity * price;
    // A discount that is not printed.
    const reduced = Math.abs(total) < Math.abs(product) && total / product > 0.4;
    confidence = reduced && !comesTo(quantity, price, total) ? 0.7 : 0.35;
  } else if (total !== null && (quantity !== null || price !== null)) confidence = 0.6;
  if (row.description === '') confidence -= 0.15;
  return Math.round(Math.max(0.05, confidence * (0.5 + 0.5 * reading)) * 1000) / 1000;
}
