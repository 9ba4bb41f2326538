/** Currency signs and codes as printed on documents, to ISO 4217. */

/** What may stand beside an amount. Longer signs come first, so that "US$" is not read as "$". */
const SIGNS: ReadonlyArray<readonly [sign: string, code: string]> = [
  ['US$', 'USD'],
  ['CA$', 'CAD'],
  ['HK$', 'HKD'],
  ['NZ$', 'NZD'],
  ['AU$', 'AUD'],
  ['R$', 'BRL'],
  ['C$', 'CAD'],
  ['A$', 'AUD'],
  ['S$', 'SGD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', 'JPY'],
  ['₹', 'INR'],
  ['Rs.', 'INR'],
  ['Rs', 'INR'],
  ['$', 'USD'],
  ['RM', 'MYR'],
  ['CHF', 'CHF'],
  ['Fr.', 'CHF'],
  ['SFr.', 'CHF'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Euros', 'EUR'],
  ['Euro', 'EUR'],
  ['Dhs', 'MAD'],
  ['DH', 'MAD'],
];

const CODES = new Set(
  'EUR USD GBP CHF CAD AUD NZD JPY CNY INR SEK NOK DKK PLN CZK HUF RON BGN TRY MAD TND DZD XOF XAF XPF MYR SGD HKD THB IDR BRL MXN ZAR AED SAR ILS'.split(
    ' ',
  ),
);
const NAMES: Readonly<Record<string, string>> = {
  euro: 'EUR',
  euros: 'EUR',
  eur0: 'EUR',
  dollars: 'USD',
  pounds: 'GBP',
  sterling: 'GBP',
  franken: 'CHF',
  dirhams: 'MAD',
  reais: 'BRL',
  kronor: 'SEK',
};

const escaped = (text: string) => text.replace(/[.$]/g, '\\$&');
const SOURCE = [...SIGNS.map(([sign]) => escaped(sign)), ...CODES].join('|');

/** A regular expression source that matches a currency sign or code; for use beside an amount. */
export const CURRENCY_SOURCE = `(?:${SOURCE})`;

/** The ISO code of a printed sign, code or name; null when it is none. */
export function currencyCode(text: string): string | null {
  const trimmed = text.trim();
  const upper = trimmed.toUpperCase();
  if (CODES.has(upper)) return upper;
  const sign = SIGNS.find(([printed]) => printed.toUpperCase() === upper);
  return sign?.[1] ?? NAMES[trimmed.toLowerCase()] ?? null;
}
