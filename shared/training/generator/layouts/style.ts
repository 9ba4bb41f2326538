/** How one document looks and speaks: faces, sizes, colours, wordings, forms of dates and amounts. */

import type { Family, Language } from '../document.ts';
import type { Align, TypeStyle } from '../drawing/block.ts';
import { type DateFormat, dateFormat } from '../formats/date-format.ts';
import { type MoneyFormat, moneyFormat } from '../formats/money-format.ts';
import type { Country } from '../parties/countries.ts';
import type { Random } from '../random.ts';
import { type LabelHabits, Words } from '../wordings/wordings.ts';

export interface Style {
  family: Family;
  /** Of the running text, in points. */
  size: number;
  stretch: number;
  /** Distance between lines in sizes. */
  leading: number;
  accent: string;
  ink: string;
  words: Words;
  money: MoneyFormat;
  date: DateFormat;
  /** `20 %`, `20%`, `20,00 %` … */
  percent: { space: string; decimals: number };
  boldLabels: boolean;
  boldValues: boolean;
  labelAlign: Align;
  /** Between a label and a value on its line: nothing where the label's colon touches the value. */
  labelGap: string;
}

const ACCENTS = [
  '#1f4e79',
  '#7a1f3d',
  '#20603d',
  '#333333',
  '#000000',
  '#b8530b',
  '#4a3b8f',
  '#0a7d8c',
  '#8a6d1f',
  '#c0392b',
];

function habits(random: Random, language: Language): LabelHabits {
  return {
    colon: random.weighted({
      ':': 6,
      ' :': language === 'fr' ? 6 : 1.5,
      '': 3,
      '.:': 0.3,
    }) as LabelHabits['colon'],
    case: random.weighted({ 'as is': 8, upper: 1.8, 'lower first': 0.3 }),
    second: random.chance(0.05)
      ? random.pick((language === 'en' ? ['fr', 'de', 'nl'] : ['en', 'en', 'fr', 'de']) as Language[])
      : null,
    accents: random.chance(0.93),
  };
}

/** A style for a document in a language from a country. */
export function inventStyle(random: Random, language: Language, country: Country, currency: string): Style {
  const family = random.weighted<Family>({ sans: 8, serif: 2.2, mono: 0.9 });
  // A business abroad that writes English calls its tax VAT.
  const tax =
    language === 'en' && ['DE', 'NL', 'FR'].includes(country.code) ? 'VAT' : random.pick(country.tax);
  const words = new Words(
    random,
    language,
    { tax, code: currency, currency: random.chance(0.7) ? currency : currency === 'EUR' ? '€' : currency },
    habits(random, language),
  );
  return {
    family,
    size: random.pick(family === 'mono' ? [7.5, 8, 8.5, 9] : [7.5, 8, 8.5, 9, 9, 9.5, 10, 10, 10.5, 11]),
    stretch: family === 'mono' ? 1 : random.pick([1, 1, 1, 1, 0.94, 0.9, 0.86, 1.05]),
    leading: random.between(1.12, 1.5),
    accent: random.pick(ACCENTS),
    ink: random.pick(['#000000', '#111111', '#222222', '#333333']),
    words,
    money: moneyFormat(random, country.code, currency),
    date: dateFormat(random, language, country.code),
    percent: { space: random.pick([' ', ' ', '', '\u00a0']), decimals: random.pick([0, 0, 0, 1, 2, 2]) },
    boldLabels: random.chance(0.35),
    boldValues: random.chance(0.2),
    labelAlign: random.chance(0.12) ? 'right' : 'left',
    labelGap: random.weighted({ ' ': 20, '  ': 1.5, '': 1 }),
  };
}

/** The style of a stretch of text. */
export function type(
  style: Style,
  change: { size?: number; bold?: boolean; color?: string } = {},
): TypeStyle {
  return {
    size: style.size * (change.size ?? 1),
    bold: change.bold ?? false,
    family: style.family,
    stretch: style.stretch,
    color: change.color ?? style.ink,
  };
}

/** A rate with its % sign in the document's form: `20 %`, `5,50%`. */
export function percent(rate: number, style: Style): string {
  const decimals = Math.max(style.percent.decimals, rate % 1 === 0 ? 0 : rate % 0.5 === 0 ? 1 : 2);
  const digits = decimals === 1 && (rate * 10) % 1 !== 0 ? rate.toFixed(2) : rate.toFixed(decimals);
  return `${digits.replace('.', style.money.decimal)}${style.percent.space}%`;
}
