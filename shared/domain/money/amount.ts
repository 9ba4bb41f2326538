/**
 * Amounts as documents print them. Values are major units (1250.5 for 1 250,50 €); `decimals` tells how many
 * were printed, because a unit price of 3,3333 is not a sum of money.
 */

export interface ParsedAmount {
  /** In major units, negative where the print says so. */
  value: number;
  /** Decimals as printed, 0–6. */
  decimals: number;
  /** True where the print alone cannot tell a thousands separator from a decimal one: "1.234", "1,234". */
  ambiguous: boolean;
}

/** How an amount is printed: the two separators of a country. */
export interface AmountStyle {
  thousands: '' | ' ' | '.' | ',' | "'" | '\u00a0' | '\u202f';
  decimal: '.' | ',';
}

const MINUS = /[-−–—]/;
const GROUPED = /^\d{1,3}(?:([ .,'’\u00a0\u202f])\d{3})(?:\1\d{3})*$/;
const INDIAN = /^\d{1,2}(?:,\d{2})+,\d{3}$/;

/**
 * Reads one printed amount: `1 234,56`, `1,234.56`, `1.234,56`, `1'234.50`, `(12,00)`, `12,00-`, `-12.00`.
 * Currency signs and letters are the caller's to remove. Null when the text is no amount.
 */
export function parseAmount(text: string): ParsedAmount | null {
  let rest = text.trim();
  let negative = false;
  if (/^\(.*\)$/.test(rest)) {
    // Accountants write a negative in brackets.
    negative = true;
    rest = rest.slice(1, -1).trim();
  }
  if (MINUS.test(rest[0] ?? '')) {
    negative = true;
    rest = rest.slice(1).trim();
  } else if (MINUS.test(rest.at(-1) ?? '')) {
    negative = true;
    rest = rest.slice(0, -1).trim();
  } else if (rest.startsWith('+')) {
    rest = rest.slice(1).trim();
  }
  // Prices under one are printed without their zero: ".90".
  if (/^[.,]\d{2}$/.test(rest)) rest = `0${rest}`;
  if (!/^\d[\d .,'’\u00a0\u202f]*$/.test(rest) || rest.length > 24) return null;
  rest = rest.replace(/\s+(?=[.,])|(?<=[.,])\s+/g, '');
  const point = Math.max(rest.lastIndexOf('.'), rest.lastIndexOf(','));
  const signed = (whole: string, fraction: string, ambiguous: boolean): ParsedAmount | null => {
    const digits = whole.replace(/\D/g, '');
    if (digits.length > 12 || fraction.length > 6) return null;
    const value = Number(`${digits}.${fraction || '0'}`);
    return { value: negative && value !== 0 ? -value : value, decimals: fraction.length, ambiguous };
  };
  if (point < 0) {
    return /^\d+$/.test(rest) || GROUPED.test(rest) ? signed(rest, '', false) : null;
  }
  const whole = rest.slice(0, point);
  const fraction = rest.slice(point + 1);
  if (!/^\d+$/.test(fraction)) return null;
  const sign = rest[point]!;
  if (whole.includes(sign)) {
    // The last separator also occurs before: it can only group thousands.
    return GROUPED.test(rest) || INDIAN.test(rest) ? signed(rest, '', false) : null;
  }
  if (!/^\d+$/.test(whole) && !GROUPED.test(whole) && !INDIAN.test(whole)) return null;
  if (fraction.length === 3 && /^\d{1,3}$/.test(whole) && !/^0+$/.test(whole)) {
    // "1.234" is a thousand more often than a price of three decimals.
    return signed(rest, '', true);
  }
  return signed(whole, fraction, false);
}

/** Prints an amount with two decimals in a country's style; the inverse of `parseAmount`. */
export function printAmount(value: number, style: AmountStyle): string {
  const [whole = '0', fraction = '00'] = Math.abs(value).toFixed(2).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, style.thousands);
  return `${value < 0 ? '-' : ''}${grouped}${style.decimal}${fraction}`;
}

/** Rounded to cents, halves away from zero, without the binary noise of 1.005 × 100. */
export function roundToCents(value: number): number {
  const cents = Math.round(Math.abs(value) * 100 + 1e-7);
  return cents === 0 ? 0 : (Math.sign(value) * cents) / 100;
}

/** Whether two amounts are the same to within `toleranceCents` (0 by default, after rounding to cents). */
export function sameAmount(a: number, b: number, toleranceCents = 0): boolean {
  return Math.abs(Math.round(a * 100) - Math.round(b * 100)) <= toleranceCents;
}
