/** How one document prints dates. */
import type { Language } from '../document.ts';
import type { Random } from '../random.ts';

const MONTHS: Readonly<Record<Language, string>> = {
  fr: 'janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre',
  en: 'January|February|March|April|May|June|July|August|September|October|November|December',
  de: 'Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember',
  es: 'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre',
  it: 'gennaio|febbraio|marzo|aprile|maggio|giugno|luglio|agosto|settembre|ottobre|novembre|dicembre',
  nl: 'januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december',
  pt: 'janeiro|fevereiro|março|abril|maio|junho|julho|agosto|setembro|outubro|novembro|dezembro',
};
const SHORT: Readonly<Record<Language, string>> = {
  fr: 'janv.|févr.|mars|avr.|mai|juin|juil.|août|sept.|oct.|nov.|déc.',
  en: 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec',
  de: 'Jan.|Feb.|Mär.|Apr.|Mai|Jun.|Jul.|Aug.|Sep.|Okt.|Nov.|Dez.',
  es: 'ene|feb|mar|abr|may|jun|jul|ago|sep|oct|nov|dic',
  it: 'gen|feb|mar|apr|mag|giu|lug|ago|set|ott|nov|dic',
  nl: 'jan|feb|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec',
  pt: 'jan|fev|mar|abr|mai|jun|jul|ago|set|out|nov|dez',
};
const months = (list: string) => list.split('|');

/** A whole day, counted from 1970-01-01. */
export type Day = number;

/** `2026-03-09`. */
export function isoDay(day: Day): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The day of a calendar date; `month` from 1. */
export function dayOf(year: number, month: number, day: number): Day {
  return Math.round(Date.UTC(year, month - 1, day) / 86_400_000);
}

/** Prints a day. */
export type DateFormat = (day: Day) => string;

interface Parts {
  y: number;
  m: number;
  d: number;
}

function partsOf(day: Day): Parts {
  const date = new Date(day * 86_400_000);
  return { y: date.getUTCFullYear(), m: date.getUTCMonth() + 1, d: date.getUTCDate() };
}

const two = (number: number) => String(number).padStart(2, '0');

/** Digits in the order of a pattern: `dd/mm/yyyy`, `d.m.yy`, `yyyy-mm-dd`. */
function numeric(pattern: string): DateFormat {
  return (day) => {
    const { y, m, d } = partsOf(day);
    return pattern
      .replace('yyyy', String(y))
      .replace('yy', two(y % 100))
      .replace('mm', two(m))
      .replace('dd', two(d))
      .replace(/\bm\b/, String(m))
      .replace(/\bd\b/, String(d));
  };
}

function long(language: Language, random: Random): DateFormat {
  const names = months(MONTHS[language]);
  const upper = random.chance(0.06);
  const weekdayless = (text: string) => (upper ? text.toUpperCase() : text);
  const english = random.weighted({ day: 3, month: 3, ordinal: 0.7, noComma: 0.6 });
  return (day) => {
    const { y, m, d } = partsOf(day);
    const name = names[m - 1]!;
    if (language === 'en') {
      const ending =
        d % 10 === 1 && d !== 11
          ? 'st'
          : d % 10 === 2 && d !== 12
            ? 'nd'
            : d % 10 === 3 && d !== 13
              ? 'rd'
              : 'th';
      if (english === 'month') return weekdayless(`${name} ${d}, ${y}`);
      if (english === 'ordinal') return weekdayless(`${d}${ending} ${name} ${y}`);
      if (english === 'noComma') return weekdayless(`${name} ${d} ${y}`);
      return weekdayless(`${d} ${name} ${y}`);
    }
    if (language === 'de') return weekdayless(`${d}. ${name} ${y}`);
    if (language === 'es' || language === 'pt') return weekdayless(`${d} de ${name} de ${y}`);
    if (language === 'fr' && d === 1) return weekdayless(`1er ${name} ${y}`);
    return weekdayless(`${d} ${name} ${y}`);
  };
}

function short(language: Language, random: Random): DateFormat {
  const names = months(SHORT[language]);
  const separator = random.pick([' ', ' ', '-', '/', '.']);
  const yearDigits = random.chance(0.75) ? 4 : 2;
  const upper = random.chance(0.3);
  const padded = random.chance(0.6);
  const monthFirst = language === 'en' && separator === ' ' && random.chance(0.4);
  return (day) => {
    const { y, m, d } = partsOf(day);
    const name = separator === ' ' ? names[m - 1]! : names[m - 1]!.replace('.', '');
    const year = yearDigits === 4 ? String(y) : two(y % 100);
    const date = padded ? two(d) : String(d);
    const text = monthFirst ? `${name} ${date}, ${y}` : [date, name, year].join(separator);
    return upper ? text.toUpperCase() : text;
  };
}

/** Countries that write the month first. */
const MONTH_FIRST = new Set(['US']);

/** A way of printing dates for a language and a country. `plain` forbids months in words (tills). */
export function dateFormat(random: Random, language: Language, country: string, plain = false): DateFormat {
  const form = random.weighted({ numeric: 10, short: 2, long: plain ? 0 : 3, iso: 1.2 });
  if (form === 'long') return long(language, random);
  if (form === 'short') return short(language, random);
  if (form === 'iso') return numeric(random.pick(['yyyy-mm-dd', 'yyyy-mm-dd', 'yyyy/mm/dd', 'yyyy.mm.dd']));
  if (MONTH_FIRST.has(country))
    return numeric(random.pick(['mm/dd/yyyy', 'mm/dd/yyyy', 'm/d/yyyy', 'mm/dd/yy', 'mm-dd-yyyy', 'm/d/yy']));
  const separator =
    language === 'de' || country === 'CH'
      ? random.pick(['.', '.', '.', '.', '/'])
      : language === 'nl'
        ? random.pick(['-', '-', '/', '.'])
        : random.pick(['/', '/', '/', '/', '-', '.']);
  return numeric(
    random
      .pick([
        'dd/mm/yyyy',
        'dd/mm/yyyy',
        'dd/mm/yyyy',
        'dd/mm/yyyy',
        'dd/mm/yy',
        'dd/mm/yy',
        'd/m/yyyy',
        'd/m/yy',
      ])
      .replaceAll('/', separator),
  );
}

/** A time of day as tills print it. */
export function timeOfDay(random: Random, language: Language): string {
  const hour = random.int(7, 22);
  const minute = two(random.int(0, 59));
  const second = random.chance(0.5) ? `:${two(random.int(0, 59))}` : '';
  if (language === 'en' && random.chance(0.5))
    return `${random.chance(0.5) ? two(((hour + 11) % 12) + 1) : ((hour + 11) % 12) + 1}:${minute}${second}${random.pick([' ', ''])}${hour < 12 ? 'AM' : 'PM'}`;
  if (language === 'fr' && random.chance(0.3)) return `${two(hour)}h${minute}`;
  if (language === 'de' && random.chance(0.3)) return `${two(hour)}:${minute} Uhr`;
  return `${two(hour)}:${minute}${second}`;
}
