/**
 * What a business rule is. Ids and meaning are those of EN 16931-1:2017 §6.4 with its published validation
 * artefacts (CEN/TC 434); the sentences are our own.
 */
import type { Bilingual } from '../../text/language.ts';
import type { EInvoice, Profile } from '../model.ts';

/** One place where a rule is broken. */
export interface Breach {
  /** The line, by its identifier or its place, where it is one of lines. */
  line?: string;
  /** What is there instead. */
  found?: number | string;
  /** What should be, where it can be computed. */
  expected?: number;
}

export interface Rule {
  /** `BR-CO-15`. */
  id: string;
  /** What the rule asks for. */
  text: Bilingual;
  /** The poorest profile that it holds for; `minimum` by default. */
  from?: Exclude<Profile, 'zugferd-1'>;
  /** Whether it also holds for ZUGFeRD 1, which is older than the standard but adds up alike. */
  holdsForZugferd1?: boolean;
  /** Where the published rule only warns. */
  level?: 'warning';
  /** Every breach; none where the rule is kept or does not apply. */
  breaches: (invoice: EInvoice) => Breach[];
}

/** A rule of the whole invoice: broken or not. */
export function rule(
  id: string,
  fr: string,
  en: string,
  isBroken: (invoice: EInvoice) => boolean,
  more: Pick<Rule, 'from' | 'holdsForZugferd1' | 'level'> = {},
): Rule {
  return { id, text: { fr, en }, breaches: (invoice) => (isBroken(invoice) ? [{}] : []), ...more };
}

/** A rule of each line. */
export function lineRule(
  id: string,
  fr: string,
  en: string,
  isBroken: (line: EInvoice['lines'][number], invoice: EInvoice) => boolean,
): Rule {
  const breaches = (invoice: EInvoice): Breach[] =>
    invoice.lines.flatMap((line, index) =>
      // Headings and remarks between lines have neither quantity nor price.
      line.counts && isBroken(line, invoice) ? [{ line: line.id ?? `#${index + 1}` }] : [],
    );
  return { id, text: { fr, en }, breaches };
}

/** Whether two amounts differ, to the cent, by more than a tolerance in major units. */
export function differ(a: number, b: number, tolerance = 0): boolean {
  return Math.round(Math.abs(a - b) * 100 - 1e-6) > Math.round(tolerance * 100);
}

/** The sum of amounts; what is missing counts nothing. */
export function sum(amounts: readonly ({ value: number } | null)[]): number {
  return amounts.reduce((total, one) => total + (one?.value ?? 0), 0);
}
