/**
 * Dates as documents print them. Order of day and month is not decided here: a reading that could be both
 * carries both, and the document's other dates decide (`orderFromEvidence`).
 */
import { fold } from '../text/fold.ts';
import { isoDay } from './calendar.ts';
import { damagedDates } from './damaged-dates.ts';
import { monthNumber } from './month-names.ts';

export type DateOrder = 'day-first' | 'month-first';

export interface PrintedDate {
  /** Offsets in the text given. */
  start: number;
  end: number;
  dayFirst: string | null;
  /** Null where the print rules it out (a month name, ISO, a first number above 12). */
  monthFirst: string | null;
  /** How sure the form itself is: 1 for ISO and month names, less for two-digit years or odd separators. */
  clarity: number;
}

const SEPARATOR = '\\s?[./\\-,·:]\\s?';
/** "09.06.2022-17:05": some tills join the hour to the day. */
const HOUR = '[012]?\\d[:h][0-5]\\d';
const NUMERIC = new RegExp(
  `(?<![\\d.,/\\-])(\\d{1,2})(${SEPARATOR})(\\d{1,2})(${SEPARATOR})(\\d{4}|\\d{2})(?![\\d]|[.,]\\d|[/\\-](?!${HOUR})\\d)`,
  'g',
);
const ISO = /(?<![\d.,/-])(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d|[./,]\d)/g;
const COMPACT = /(?<![\w/.#-])((?:19|20)\d{2})([01]\d)([0-3]\d)(?![\w/-]|\.\d)/g;
const COMPACT_DAY_FIRST = /(?<![\w/.#-])([0-3]\d)([01]\d)((?:19|20)\d{2})(?![\w/-]|\.\d)/g;
const DAY_NAME =
  /(?<!\d|\d[.,/])(\d{1,2})(?:er|st|nd|rd|th|[.º°])?[\s\-/.]{0,3}(?:de |of )?([a-z01]{3,10})[.,]?[\s\-/']{0,3}(?:de |del )?(\d{4}|\d{2})(?!\d|[.,:]\d)/g;
const NAME_DAY = /(?<![a-z])([a-z]{3,10})\.?\s{0,3}(\d{1,2})(?:st|nd|rd|th)?\s?[,.]?\s{0,3}(\d{4})(?!\d)/g;

const fullYear = (digits: string) => {
  const year = Number(digits);
  return digits.length === 4 ? year : year >= 70 ? 1900 + year : 2000 + year;
};

const DATE_WORD = /(?:^|[^\p{L}])(?:date|dat|dt|datum|data|fecha|tgl|tanggal|le|du|am|vom|on|op|il|el)$/iu;

/** "KD11-04-06": digits right behind letters go on with a code, unless the letters announce a date. */
function inCode(before: string): boolean {
  return /\p{L}$/u.test(before) && !DATE_WORD.test(before);
}

/** Letters that stand for digits in "O3/11/2O17", and a nought with a stroke in "03/11/2@17"; a date keeps four digits at least. */
const LETTERED =
  /(?<![\p{L}\d])(?=(?:[OoIl@./-]*\d){4})[\dOoIl@]{1,2}([./-])[\dOoIl@]{1,2}\1(?:[\dOoIl@]{4}|[\dOoIl@]{2})(?![\p{L}\d])/gu;
const withDigits = (text: string) =>
  text.replace(LETTERED, (date) => date.replace(/[Oo@]/g, '0').replace(/[Il]/g, '1'));

/** Every date in a text, left to right, without overlaps; `compact` also admits 20181230 and 30122018. */
export function printedDates(printed: string, options: { compact?: boolean } = {}): PrintedDate[] {
  const text = withDigits(printed);
  const found: PrintedDate[] = [];
  const free = (start: number, end: number) => found.every((date) => end <= date.start || start >= date.end);
  const add = (
    match: RegExpMatchArray,
    dayFirst: string | null,
    monthFirst: string | null,
    clarity: number,
  ) => {
    const start = match.index ?? 0;
    const end = start + match[0].length;
    if ((dayFirst !== null || monthFirst !== null) && free(start, end)) {
      found.push({ start, end, dayFirst, monthFirst, clarity });
    }
  };
  // Folding keeps offsets only for one-to-one characters; texts that change length keep their raw lower case.
  const folded = fold(text);
  const words = folded.length === text.length ? folded : text.toLowerCase();
  if (/\d/.test(text)) {
    for (const match of text.matchAll(ISO)) {
      const day = isoDay(Number(match[1]), Number(match[3]), Number(match[4]));
      add(match, day, day, 1);
    }
    for (const { start, end, dayFirst, monthFirst } of damagedDates(text)) {
      if (free(start, end)) found.push({ start, end, dayFirst, monthFirst, clarity: 0.6 });
    }
    for (const match of text.matchAll(NUMERIC)) {
      const [, first = '', one = '', second = '', two = '', printedYear = ''] = match;
      // "21.04.2015:52" is the 21st of April of 20, at 15:52: tills leave no space that readers keep.
      const hour =
        printedYear.length === 4 &&
        one.trim() === '.' &&
        Number(printedYear.slice(2)) < 24 &&
        /^:\d{2}/.test(text.slice(match.index + match[0].length));
      const year = hour ? printedYear.slice(0, 2) : printedYear;
      const same = one.trim() === two.trim();
      if (one.includes(':') || two.includes(':') || (!same && year.length === 2)) continue;
      if (year.length === 2 && one.trim() !== '/' && inCode(text.slice(0, match.index))) continue;
      // "2.1.44" is a version as well as a day.
      const short = year.length === 2 && first.length === 1 && second.length === 1 && one.trim() === '.';
      const clarity =
        (same ? 1 : 0.85) * (year.length === 4 ? 0.97 : short ? 0.6 : 0.8) * (one.trim() === ',' ? 0.85 : 1);
      const dayFirst = isoDay(fullYear(year), Number(second), Number(first));
      // Points are European: 03.04.2020 is never March.
      const points = one.trim() === '.' && two.trim() === '.';
      const monthFirst =
        points && dayFirst !== null ? null : isoDay(fullYear(year), Number(first), Number(second));
      add(match, dayFirst, monthFirst, clarity);
    }
    for (const match of words.matchAll(DAY_NAME)) {
      const month = monthNumber(match[2] ?? '');
      if (month === null) continue;
      const year = match[3] ?? '';
      const day = isoDay(fullYear(year), month, Number(match[1]));
      add(match, day, day, year.length === 4 ? 1 : 0.9);
    }
    for (const match of words.matchAll(NAME_DAY)) {
      const month = monthNumber(match[1] ?? '');
      if (month === null) continue;
      const day = isoDay(Number(match[3]), month, Number(match[2]));
      add(match, day, day, 1);
    }
    if (options.compact) {
      for (const match of text.matchAll(COMPACT)) {
        const day = isoDay(Number(match[1]), Number(match[2]), Number(match[3]));
        add(match, day, day, 0.8);
      }
      for (const match of text.matchAll(COMPACT_DAY_FIRST)) {
        const day = isoDay(Number(match[3]), Number(match[2]), Number(match[1]));
        add(match, day, day, 0.6);
      }
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/**
 * Which order a document writes: one date that only one order can read decides for all; otherwise `fallback`
 * (month first only for documents that look American).
 */
export function orderFromEvidence(dates: readonly PrintedDate[], fallback: DateOrder): DateOrder {
  let dayFirst = 0;
  let monthFirst = 0;
  for (const date of dates) {
    if (date.dayFirst === date.monthFirst) continue;
    if (date.monthFirst === null) dayFirst++;
    else if (date.dayFirst === null) monthFirst++;
  }
  if (dayFirst === monthFirst) return fallback;
  return dayFirst > monthFirst ? 'day-first' : 'month-first';
}

/** The day a printed date stands for under an order; the other order where this one is impossible. */
export function dayUnder(date: PrintedDate, order: DateOrder): string {
  const [preferred, other] =
    order === 'day-first' ? [date.dayFirst, date.monthFirst] : [date.monthFirst, date.dayFirst];
  return (preferred ?? other)!;
}
