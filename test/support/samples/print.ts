/** How amounts, dates and numbers are printed. Not Intl: its spaces and signs change with ICU's version. */

/** `1250` cents is `12,50`, thousands parted by `group` (a no-break space unless told). */
export function frenchAmount(cents: number, group = '\u00a0'): string {
  return amount(cents, ',', group);
}

export function englishAmount(cents: number): string {
  return amount(cents, '.', ',');
}

export function germanAmount(cents: number): string {
  return amount(cents, ',', '.');
}

function amount(cents: number, decimal: string, group: string): string {
  const absolute = String(Math.abs(cents)).padStart(3, '0');
  const whole = absolute.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
  return `${cents < 0 ? '-' : ''}${whole}${decimal}${absolute.slice(-2)}`;
}

/** `1.5` is `1,5`; whole numbers stay whole. */
export function decimalComma(value: number): string {
  return String(value).replace('.', ',');
}

/** `2026-03-09` is `09/03/2026` (or with another separator). */
export function dayFirst(isoDate: string, separator = '/'): string {
  return isoDate.split('-').reverse().join(separator);
}

const FRENCH_MONTHS =
  'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' ');
const ENGLISH_MONTHS =
  'January February March April May June July August September October November December'.split(' ');

/** `2026-03-09` is `9 mars 2026`; the first of the month is `1er`. */
export function frenchLongDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-').map(Number) as [number, number, number];
  return `${day === 1 ? '1er' : day} ${FRENCH_MONTHS[month - 1]} ${year}`;
}

/** `2026-03-09` is `9 March 2026`. */
export function englishLongDate(isoDate: string): string {
  const [year, month, day] = isoDate.split('-').map(Number) as [number, number, number];
  return `${day} ${ENGLISH_MONTHS[month - 1]} ${year}`;
}

/** `FR7612345…` in groups of four, as printed. */
export function grouped(value: string, size = 4): string {
  return value.replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 ');
}

/** `111 222 333` or, for a SIRET, `111 222 333 00014`. */
export function sirenGroups(value: string): string {
  return `${grouped(value.slice(0, 9), 3)}${value.length > 9 ? ` ${value.slice(9)}` : ''}`;
}
