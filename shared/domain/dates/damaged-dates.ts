/**
 * Dates that a reader damaged, known by the hour that tills print behind them, or by the century. Day before month
 * or after it is left open, as in whole dates.
 */
import { isoDay } from './calendar.ts';

export interface DamagedDate {
  start: number;
  end: number;
  dayFirst: string | null;
  monthFirst: string | null;
}

const HOUR = '(?=[ ,]{0,3}\\(?[012]?\\d[:.h][0-5]\\d)';

const FORMS: readonly RegExp[] = [
  // The space before the hour is gone: "20.05.202014:47".
  `(?<![\\d.,/-])(?<a>\\d{1,2}) ?[./-] ?(?<b>\\d{1,2}) ?[./-] ?(?<year>20\\d{2})(?=[012]?\\d:[0-5]\\d)`,
  `(?<![\\d.,/-])(?<a>\\d{1,2}) ?([./-]) ?(?<b>\\d{1,2}) ?\\2 ?(?<year>[12]\\d)(?=[012]\\d:[0-5]\\d)`,
  // So is the one before the day: "…9155131.01.2019 14:59".
  `(?<=\\d{4})(?<a>[0-3]\\d)([./-])(?<b>[01]\\d)\\2(?<year>20\\d{2})${HOUR.replace('{0,3}', '?')}`,
  // A separator faded: "18-11 18 13:58", "18 11-18 13:58".
  `(?<![\\d.,/-])(?<a>\\d{1,2}) ?[./-] ?(?<b>\\d{1,2}) (?<year>\\d{4}|\\d{2})${HOUR}`,
  `(?<![\\d.,/-])(?<a>\\d{1,2}) (?<b>\\d{1,2}) ?[./-] ?(?<year>\\d{4}|\\d{2})${HOUR}`,
  // A stroke was taken for a digit: "26702/18 08:28", "26/02118 08:28".
  `(?<![\\d.,/-])(?<a>[0-3]\\d)[17|](?<b>[01]\\d)/(?<year>20\\d{2}|\\d{2})${HOUR}`,
  `(?<![\\d.,/-])(?<a>[0-3]\\d)/(?<b>[01]\\d)[17|](?<year>20\\d{2}|\\d{2})${HOUR}`,
  '(?<![\\d.,/-])(?<a>[0-3]\\d)[17|](?<b>[01]\\d)/(?<year>20\\d{2})(?![\\d/])',
  '(?<![\\d.,/-])(?<a>[0-3]\\d)/(?<b>[01]\\d)[17|](?<year>20\\d{2})(?![\\d/])',
  // The year fell apart: "13/03/20 18" at the end of its line, or before the word for the hour.
  `(?<![\\d.,/-])(?<a>\\d{1,2}) ?([./-]) ?(?<b>\\d{1,2}) ?\\2 ?(?<year>20 \\d{2})(?=\\s*(?:$|(?:time|heure|uhrzeit|zeit|ora|hora|tijd)\\b))`,
].map((source) => new RegExp(source, 'gi'));

/** The damaged dates of a text, in the order of trust; they may overlap each other and whole dates. */
export function damagedDates(text: string): DamagedDate[] {
  const found: DamagedDate[] = [];
  for (const form of FORMS) {
    for (const match of text.matchAll(form)) {
      const { a, b, year: printed = '' } = match.groups ?? {};
      const digits = printed.replace(' ', '');
      const year = Number(digits.length === 4 ? digits : `20${digits}`);
      const dayFirst = isoDay(year, Number(b), Number(a));
      const monthFirst = isoDay(year, Number(a), Number(b));
      const end = match.index + match[0].length;
      if (dayFirst !== null || monthFirst !== null)
        found.push({ start: match.index, end, dayFirst, monthFirst });
    }
  }
  return found;
}
