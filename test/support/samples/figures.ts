/** The arithmetic of a sample: integer minor units all the way, one VAT rounding per rate. */

export interface Item {
  /** A second line after `\n` is printed smaller and is no part of the truth. */
  description: string;
  quantity: number;
  unit?: string;
  /** In minor units (cents, pence), before VAT. */
  unitPrice: number;
  /** In percent: 5.5 for 5.5 %. */
  vatRate: number;
}

export interface Figures {
  net: number;
  vat: number;
  gross: number;
  /** Highest rate first. */
  byRate: { rate: number; base: number; vat: number }[];
}

export function lineTotal(item: Item): number {
  return Math.round(item.quantity * item.unitPrice);
}

export function figuresOf(items: readonly Item[]): Figures {
  const bases = new Map<number, number>();
  for (const item of items) bases.set(item.vatRate, (bases.get(item.vatRate) ?? 0) + lineTotal(item));
  const byRate = [...bases]
    .sort(([left], [right]) => right - left)
    .map(([rate, base]) => ({ rate, base, vat: Math.round((base * Math.round(rate * 10)) / 1000) }));
  const net = byRate.reduce((sum, row) => sum + row.base, 0);
  const vat = byRate.reduce((sum, row) => sum + row.vat, 0);
  return { net, vat, gross: net + vat, byRate };
}
