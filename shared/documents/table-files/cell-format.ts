/** What a workbook's numbers mean by their formats, and how they are written down as text. */

/**
 * `date`: days since the epoch; `time`: a time of day or a duration; `plain`: a number, with zeros before it up to
 * `digits` as in phone numbers, and behind digits that the format puts before all (`"0"#`, `"+33 "#`).
 */
export type CellFormat =
  | { kind: 'plain'; digits: number; prefix?: string }
  | { kind: 'date' }
  | { kind: 'time'; isElapsed: boolean };

const PLAIN: CellFormat = { kind: 'plain', digits: 0 };
const DATE: CellFormat = { kind: 'date' };

/** Formats without a code of their own that show days or times (ECMA-376 part 1, 18.8.30, with those of East Asia). */
function builtInFormat(id: number): CellFormat {
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58))
    return DATE;
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47)
    return { kind: 'time', isElapsed: false };
  return id === 46 ? { kind: 'time', isElapsed: true } : PLAIN;
}

/** The meaning of a number format, by its code where it has one (ECMA-376 part 1, 18.8.31). */
export function cellFormat(id: number, code: string | undefined): CellFormat {
  if (code === undefined) return builtInFormat(id);
  const positive = code
    // Literals, padding and repeated letters, then the section for positive numbers.
    .replace(/"[^"]*"|\\.|_.|\*./gs, '')
    .split(';', 1)[0]!
    .toLowerCase();
  const isElapsed = /\[(?:h+|m+|s+)\]/.test(positive);
  const letters = positive.replace(/\[[^\]]*\]/g, '').replace(/am\/pm|a\/p/g, 'h');
  if (letters.trim() === 'general' || letters.trim() === 'standard') return PLAIN;
  if (isElapsed) return { kind: 'time', isElapsed };
  const [hasDay, hasMonth, hasTime] = [/[yd]/, /m/, /[hs]/].map((pattern) => pattern.test(letters));
  if (hasDay || (hasMonth && !hasTime)) return DATE;
  if (hasTime) return { kind: 'time', isElapsed: false };
  const prefix = numberPrefix(code);
  const places = letters.replace(/[\s.]/g, '');
  const digits = /^#*(0[0#]*)$/.exec(letters.includes('0.') ? '' : places)?.[1]?.length ?? 0;
  if (prefix !== undefined) return { kind: 'plain', digits, prefix };
  return digits > 1 ? { kind: 'plain', digits } : PLAIN;
}

/** What a format for whole numbers puts before them, if that is digits with the marks of phone numbers. */
function numberPrefix(code: string): string | undefined {
  const [, literals] = /^(?:\[[^\]]*\])*((?:"[^"]*"|\\.|[+( -])+)[#0?][#0? ]*(?:;|$)/s.exec(code) ?? [];
  const text = literals?.replace(/"|\\(.)/gs, '$1');
  return text !== undefined && /^[\d+() .-]*\d[\d+() .-]*$/.test(text) ? text : undefined;
}

/** Days from the first of either system to 1970-01-01 (ECMA-376 part 1, 18.17.4). */
const UNIX_EPOCH_1900 = 25_569;
const UNIX_EPOCH_1904 = 24_107;
/** 9999-12-31, the last day that there is. */
const LAST_DAY_1900 = 2_958_465;
const DAY_SECONDS = 86_400;

/** `2024-01-15T10:30:00` for a number of days, to the nearest second; undefined for one that is no date. */
export function dateOf(days: number, date1904: boolean): string | undefined {
  // 1900 was no leap year, but its system has a 29 February: earlier days are one off.
  const shifted = date1904 ? days + UNIX_EPOCH_1900 - UNIX_EPOCH_1904 : days < 60 ? days + 1 : days;
  if (!(days >= 0 && shifted < LAST_DAY_1900 + 1)) return undefined;
  const seconds = Math.round((shifted - UNIX_EPOCH_1900) * DAY_SECONDS);
  return new Date(seconds * 1000).toISOString().slice(0, 19);
}

/** `hh:mm:ss` for a part of a day; more than 24 hours where they are counted on. */
function timeOf(days: number): string {
  const seconds = Math.round(days * DAY_SECONDS);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/** The shortest decimal notation that is this number, without an exponent. */
export function plainDecimal(value: number): string {
  const text = String(value);
  const [, sign, whole, fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text;
  const digits = whole! + fraction;
  const point = whole!.length + Number(exponent);
  if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
  return `${sign}${digits.padEnd(point, '0')}`;
}

/** What a cell with this number shows, near enough: its meaning, not its looks. Text that is no number stays itself. */
export function numberText(raw: string, format: CellFormat, date1904: boolean): string {
  if (format.kind === 'plain') {
    // Most are whole numbers already written that way; those of 16 digits and more may not be what they say.
    const plain = /^[1-9]\d{0,14}$/.test(raw) ? raw : decimalText(raw);
    if ((format.digits <= plain.length && format.prefix === undefined) || !/^\d+$/.test(plain)) return plain;
    return (format.prefix ?? '') + plain.padStart(format.digits, '0');
  }
  const days = raw.trim() === '' ? Number.NaN : Number(raw);
  if (format.kind === 'time' && days >= 0 && (format.isElapsed || days < 1) && days < LAST_DAY_1900) {
    return timeOf(days);
  }
  return dateOf(days, date1904) ?? decimalText(raw);
}

function decimalText(raw: string): string {
  const trimmed = raw.trim();
  const value = trimmed === '' ? Number.NaN : Number(trimmed);
  return Number.isFinite(value) ? plainDecimal(value) : trimmed;
}

/** A date as text (`t="d"`, ISO 8601) in the one form that dates have here; other text as it is. */
export function isoDateText(raw: string): string {
  const [, day, time = '00:00', seconds = ':00'] =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2})(:\d{2})?(?:\.\d+)?Z?)?$/.exec(raw.trim()) ?? [];
  return day ? `${day}T${time}${seconds}` : raw;
}
