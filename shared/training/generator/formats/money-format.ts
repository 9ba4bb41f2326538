/** How one document prints amounts: marks, currency, signs. */

import type { TruthLabel } from '../document.ts';
import { type Text, value } from '../drawing/text.ts';
import type { Random } from '../random.ts';

export interface Currency {
  /** ISO 4217. */
  code: string;
  /** As printed beside amounts; the code when it has none of its own. */
  symbols: readonly string[];
}

const CURRENCIES: Readonly<Record<string, Currency>> = {
  EUR: { code: 'EUR', symbols: ['€', '€', '€', '€', '€', 'EUR', 'EUR', 'Euro', 'euros'] },
  GBP: { code: 'GBP', symbols: ['£', '£', '£', 'GBP'] },
  USD: { code: 'USD', symbols: ['$', '$', '$', 'USD', 'US$'] },
  CHF: { code: 'CHF', symbols: ['CHF', 'CHF', 'Fr.', 'SFr.'] },
  AUD: { code: 'AUD', symbols: ['$', '$', 'A$', 'AUD'] },
  NZD: { code: 'NZD', symbols: ['$', 'NZ$', 'NZD'] },
  CAD: { code: 'CAD', symbols: ['$', '$', 'CAD', 'C$'] },
  MYR: { code: 'MYR', symbols: ['RM', 'RM', 'RM', 'MYR'] },
  SGD: { code: 'SGD', symbols: ['$', 'S$', 'SGD'] },
  INR: { code: 'INR', symbols: ['Rs.', 'Rs', 'INR', '₹'] },
  MXN: { code: 'MXN', symbols: ['$', '$', 'MXN'] },
  BRL: { code: 'BRL', symbols: ['R$', 'R$', 'BRL'] },
  HKD: { code: 'HKD', symbols: ['HK$', '$', 'HKD'] },
  ZAR: { code: 'ZAR', symbols: ['R', 'ZAR'] },
  MAD: { code: 'MAD', symbols: ['DH', 'MAD', 'Dhs'] },
};

export interface MoneyFormat {
  decimal: ',' | '.';
  /** Between thousands; empty for none. */
  group: string;
  /** `lakh` groups by two beyond the thousands, as in India. */
  grouping: 'thousands' | 'lakh';
  /** Where the currency stands at an amount that shows it. */
  currency: 'before' | 'after';
  /** Between amount and currency. */
  currencySpace: string;
  /** As printed; `code` is what it means. */
  symbol: string;
  code: string;
  /** Amounts in the table show it too. */
  everywhere: boolean;
  minus: 'before' | 'after' | 'long' | 'brackets' | 'spaced';
  /** `.00` left out when the amount is whole; `one` drops one trailing zero (1234,5), `dash` prints `12,-`. */
  wholes: 'kept' | 'dropped' | 'one' | 'dash';
}

/** The marks that a country's businesses use, most usual first. */
const MARKS: Readonly<Record<string, readonly (readonly [decimal: ',' | '.', group: string])[]>> = {
  FR: [
    [',', '\u00a0'],
    [',', ' '],
    [',', ' '],
    [',', ''],
    ['.', ' '],
    ['.', ''],
    [',', '.'],
  ],
  BE: [
    [',', '.'],
    [',', ' '],
    [',', ''],
    ['.', ''],
  ],
  LU: [
    [',', '.'],
    [',', ' '],
    ['.', ','],
  ],
  CH: [
    ['.', "'"],
    ['.', '’'],
    ['.', ' '],
    ['.', ''],
    [',', '.'],
  ],
  DE: [
    [',', '.'],
    [',', '.'],
    [',', '.'],
    [',', ''],
    ['.', ''],
  ],
  AT: [
    [',', '.'],
    [',', '.'],
    [',', ' '],
    [',', ''],
  ],
  ES: [
    [',', '.'],
    [',', '.'],
    [',', ''],
    ['.', ','],
  ],
  IT: [
    [',', '.'],
    [',', '.'],
    [',', ''],
    ['.', ','],
  ],
  NL: [
    [',', '.'],
    [',', '.'],
    [',', ''],
    ['.', ','],
  ],
  PT: [
    [',', '.'],
    [',', ' '],
    [',', ''],
    ['.', ''],
  ],
  BR: [[',', '.']],
  MA: [
    [',', ' '],
    ['.', ' '],
    ['.', ','],
  ],
};
const ENGLISH: readonly (readonly [',' | '.', string])[] = [
  ['.', ','],
  ['.', ','],
  ['.', ','],
  ['.', ''],
];

/** A way of printing amounts for a country and a currency. */
export function moneyFormat(random: Random, country: string, code: string): MoneyFormat {
  const [decimal, group] = random.pick(MARKS[country] ?? ENGLISH);
  const before =
    decimal === '.' ? 0.85 : country === 'NL' || country === 'BR' || country === 'AT' ? 0.7 : 0.12;
  const symbol = random.pick(CURRENCIES[code]!.symbols);
  const currency = random.chance(symbol.length > 2 && country !== 'CH' ? before * 0.6 : before)
    ? 'before'
    : 'after';
  return {
    decimal,
    group,
    grouping: country === 'IN' && random.chance(0.7) ? 'lakh' : 'thousands',
    currency,
    currencySpace:
      currency === 'after'
        ? random.chance(0.85)
          ? ' '
          : ''
        : random.chance(/\w/.test(symbol) ? 0.7 : 0.3)
          ? ' '
          : '',
    symbol,
    code,
    everywhere: random.chance(0.35),
    minus: random.weighted({ before: 10, after: 1.5, long: 0.6, brackets: 1, spaced: 1 }),
    wholes: random.weighted({
      kept: 40,
      dropped: 2,
      one: 0.7,
      dash: country === 'CH' || country === 'NL' || country === 'DE' ? 1.5 : 0,
    }),
  };
}

/** The digits of an amount in minor units, without sign and currency. */
function digits(minor: number, format: MoneyFormat, decimals: number): string {
  const scale = 10 ** decimals;
  const absolute = Math.abs(minor);
  const whole = String(Math.floor(absolute / scale));
  const fraction = String(absolute % scale).padStart(decimals, '0');
  const grouped =
    format.group === ''
      ? whole
      : format.grouping === 'lakh'
        ? whole.replace(/\B(?=(\d{2})*\d{3}$)/g, format.group)
        : whole.replace(/\B(?=(\d{3})+$)/g, format.group);
  if (Number(fraction) === 0) {
    if (format.wholes === 'dropped') return grouped;
    if (format.wholes === 'dash') return `${grouped}${format.decimal}-`;
  }
  if (format.wholes === 'one' && fraction.endsWith('0')) {
    const short = fraction.replace(/0+$/, '');
    return short === '' ? grouped : `${grouped}${format.decimal}${short}`;
  }
  return `${grouped}${format.decimal}${fraction}`;
}

function signed(text: string, negative: boolean, format: MoneyFormat): string {
  if (!negative) return text;
  switch (format.minus) {
    case 'after':
      return `${text}-`;
    case 'long':
      return `–${text}`;
    case 'brackets':
      return `(${text})`;
    case 'spaced':
      return `- ${text}`;
    default:
      return `-${text}`;
  }
}

/** An amount in minor units (hundredths unless told) as the document prints it, without its currency. */
export function printedNumber(minor: number, format: MoneyFormat, decimals = 2): string {
  return signed(digits(minor, format, decimals), minor < 0, format);
}

/**
 * An amount with its currency where `withCurrency`; the amount is marked as `label` when given, its currency as
 * `devise`.
 */
export function printedAmount(
  minor: number,
  format: MoneyFormat,
  options: { label?: TruthLabel | undefined; withCurrency?: boolean | undefined } = {},
): Text {
  const number = printedNumber(minor, format);
  const shown = options.label ? value(options.label, number) : number;
  if (!(options.withCurrency ?? format.everywhere)) return [shown];
  const currency = value('devise', format.symbol);
  return format.currency === 'before'
    ? [currency, format.currencySpace, shown]
    : [shown, format.currencySpace, currency];
}

/** A rate in percent: `20`, `5,5`, `20,00`. The % sign is the caller's. */
export function printedRate(rate: number, format: MoneyFormat, decimals: number): string {
  const text = decimals > 0 ? rate.toFixed(decimals) : String(rate);
  return text.replace('.', format.decimal);
}

/** A quantity that may have decimals. */
export function printedQuantity(quantity: number, format: MoneyFormat, decimals: number): string {
  const text = decimals > 0 ? quantity.toFixed(decimals) : String(Math.round(quantity * 1000) / 1000);
  return text.replace('.', format.decimal);
}
