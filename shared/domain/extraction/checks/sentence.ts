/**
 * Sentences with places for values: "Le total HT ({net:amount}) …". The values are data, kept with the check, so
 * that the same check can be told in either language at any time after.
 */
import type { Bilingual, Language } from '../../text/language.ts';
import type { FieldLabel } from '../result.ts';
import { FIELD_NAMES, MENTION_NAMES, TYPE_NAMES } from './names.ts';

/** A value of a sentence: plain JSON. A `Bilingual` is a text that has a form of its own in each language. */
export type ParameterValue = string | number | readonly (string | number)[] | Bilingual;
export type Parameters = Readonly<Record<string, ParameterValue>>;

/** How a value is told: `{net:amount}` as 1 234,56 or 1,234.56; `{rates:percent}`; `{field:field}` by its name … */
const FORMATS: Readonly<Record<string, (value: string | number, language: Language) => string>> = {
  text: (value) => String(value),
  amount: (value, language) => printedNumber(Number(value), 2, language),
  number: (value, language) => printedNumber(Number(value), 0, language),
  percent: (value, language) =>
    `${printedNumber(Number(value), 0, language)}${language === 'fr' ? '\u00a0%' : '%'}`,
  /** A share of one as percent: 0.62 is 62 %. */
  share: (value, language) => FORMATS.percent!(Math.round(Number(value) * 100), language),
  field: (value, language) => FIELD_NAMES[value as FieldLabel]?.[language] ?? String(value),
  mention: (value, language) =>
    MENTION_NAMES[value as keyof typeof MENTION_NAMES]?.[language] ?? String(value),
  type: (value, language) => TYPE_NAMES[value as keyof typeof TYPE_NAMES]?.[language] ?? String(value),
};

const PLACE = /\{(\w+)(?::(\w+))?\}/g;

/** The places of a template: the name of the value and how it is told, in the order of the text. */
export function placesOf(template: string): { name: string; format: string }[] {
  return [...template.matchAll(PLACE)].map(([, name, format]) => ({ name: name!, format: format ?? 'text' }));
}

/** Whether a sentence can tell a value in this way. */
export function isFormat(format: string): boolean {
  return Object.hasOwn(FORMATS, format);
}

/** A template with its values in place. A value that is missing leaves "…": a sentence is never lost for one. */
export function sentence(template: Bilingual, parameters: Parameters, language: Language): string {
  return template[language].replace(PLACE, (_, name: string, format = 'text') => {
    const value = parameters[name];
    if (value === undefined || value === null) return '…';
    if (isBilingual(value)) return value[language];
    const told = FORMATS[format] ?? FORMATS.text!;
    return (typeof value === 'object' ? value : [value]).map((one) => told(one, language)).join(', ');
  });
}

function isBilingual(value: ParameterValue): value is Bilingual {
  return typeof value === 'object' && !Array.isArray(value);
}

/** "1 234,56" in French (narrow no-break space), "1,234.56" in English; at least so many decimals, six at most. */
function printedNumber(value: number, decimals: number, language: Language): string {
  if (!Number.isFinite(value)) return '…';
  const fixed = Math.abs(value).toFixed(6);
  const fraction = fixed.slice(-6).replace(/0+$/, '').padEnd(decimals, '0');
  const whole = fixed.slice(0, -7).replace(/\B(?=(?:\d{3})+$)/g, language === 'fr' ? '\u202f' : ',');
  const sign = value < 0 ? '-' : '';
  return `${sign}${whole}${fraction === '' ? '' : `${language === 'fr' ? ',' : '.'}${fraction}`}`;
}
