/** What a page should say, and whether a reading of it does: the measure behind the table of `ocr.ts`. */

/** Words of the truth that need not stand on the page as such: ISO codes stand for signs and names. */
const NOT_PRINTED: ReadonlySet<string> = new Set(['currency', 'typeCode', 'sellerCountry', 'buyerCountry']);
const DATES: ReadonlySet<string> = new Set(['date', 'issueDate', 'dueDate']);
const NAMES: ReadonlySet<string> = new Set(['company', 'address', 'sellerName', 'buyerName']);
/** Fields that are looked for; the rest of a manifest describes the file rather than its page. */
const FIELDS: ReadonlySet<string> = new Set([
  ...DATES,
  ...NAMES,
  ...['invoiceNumber', 'sellerVatId', 'sellerLegalId', 'sellerSiret', 'buyerVatId', 'iban'],
  ...['taxBasisTotal', 'taxTotal', 'grandTotal', 'duePayable', 'total'],
]);
/** Share of a name's words, as Dice's coefficient, from which the name counts as read. */
const NAME_OVERLAP = 0.8;

/** Case and accents aside. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase();
}

function letters(text: string): string {
  return fold(text).replace(/[^a-z0-9]/g, '');
}

/** Names of months in the languages that documents come in, longest first, by month. */
const MONTHS: readonly string[] = Array.from({ length: 12 }, (_, month) => {
  const names = ['en', 'fr', 'de', 'es', 'it', 'nl', 'pt'].flatMap((language) =>
    (['long', 'short'] as const).map((style) =>
      letters(
        new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' }).format(
          Date.UTC(2026, month, 15),
        ),
      ),
    ),
  );
  return [...new Set(names)].sort((a, b) => b.length - a.length).join('|');
});

function dateParts(truth: string): [year: number, month: number, day: number] | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(truth);
  if (iso) return [Number(iso[1]), Number(iso[2]), Number(iso[3])];
  const written = /^(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})/.exec(truth);
  if (!written) return undefined;
  const year = Number(written[3]);
  return [year < 100 ? 2000 + year : year, Number(written[2]), Number(written[1])];
}

function saysDate(text: string, truth: string): boolean {
  const parts = dateParts(truth);
  if (!parts) return text.includes(fold(truth));
  const [year, month, day] = parts;
  const [y, m, d] = [`(?:20)?${String(year % 100).padStart(2, '0')}`, `0?${month}`, `0?${day}`];
  const gap = '[^a-z0-9]{0,3}';
  const name = `(?:${MONTHS[month - 1]})`;
  const orders = [
    [d, m, y],
    [m, d, y],
    [y, m, d],
    [d, `(?:er|st|nd|rd|th)?${gap}(?:de )?${name}`, `(?:de )?${y}`],
    [name, `${d}(?:st|nd|rd|th)?`, y],
  ];
  return orders.some((order) => new RegExp(`(?<![0-9])${order.join(gap)}(?![0-9])`).test(text));
}

function saysAmount(text: string, truth: number): boolean {
  const [whole, cents] = Math.abs(truth).toFixed(2).split('.') as [string, string];
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, "[ .,'’]?");
  const fraction = cents === '00' ? '(?:[.,] ?00?)?' : `[.,] ?${cents.replace(/0$/, '0?')}`;
  return new RegExp(`(?<!\\d)${grouped}${fraction}(?![0-9])`).test(text);
}

function words(text: string): string[] {
  return fold(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

/** Whether some stretch of the reading has nearly the name's words; words run together are words lost. */
function saysName(read: readonly string[], truth: string): boolean {
  const wanted = new Set(words(truth));
  if (wanted.size === 0) return true;
  for (let from = 0; from < read.length; from++) {
    if (!wanted.has(read[from]!)) continue;
    const seen = new Set<string>();
    let common = 0;
    for (let at = from; at < read.length && at < from + wanted.size * 2 + 2; at++) {
      if (seen.has(read[at]!)) continue;
      seen.add(read[at]!);
      if (wanted.has(read[at]!)) common++;
      if ((2 * common) / (wanted.size + seen.size) >= NAME_OVERLAP) return true;
    }
  }
  return false;
}

/** The names of the true values that a reading does not hold, and how many were looked for. */
export function missing(
  text: string,
  fields: Readonly<Record<string, unknown>>,
  visible: readonly string[] | undefined,
): { missed: string[]; looked: number } {
  const flat = fold(text).replace(/\s+/g, ' ');
  const [run, read] = [letters(text), words(text)];
  const says = (name: string, truth: unknown): boolean => {
    if (DATES.has(name)) return saysDate(flat, String(truth));
    if (NAMES.has(name)) return saysName(read, String(truth));
    const amount = typeof truth === 'number' || /^-?\d+[.,]\d{2}$/.test(String(truth));
    return amount && name !== 'invoiceNumber'
      ? saysAmount(flat, Number(String(truth).replace(',', '.')))
      : run.includes(letters(String(truth)));
  };
  const looked = Object.entries(fields).filter(
    ([name, truth]) =>
      FIELDS.has(name) &&
      !NOT_PRINTED.has(name) &&
      truth != null &&
      truth !== '' &&
      (visible?.includes(name) ?? true),
  );
  return {
    missed: looked.filter(([name, truth]) => !says(name, truth)).map(([name]) => name),
    looked: looked.length,
  };
}

/** How many of the expected words are in the reading, letter for letter, each as often as it is expected. */
export function wordsFound(expected: readonly string[], text: string): number {
  const left = new Map<string, number>();
  for (const word of text.split(/\s+/)) left.set(word, (left.get(word) ?? 0) + 1);
  let found = 0;
  for (const word of expected) {
    const count = left.get(word) ?? 0;
    if (count === 0) continue;
    left.set(word, count - 1);
    found++;
  }
  return found;
}
