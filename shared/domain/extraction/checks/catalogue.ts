/**
 * Every check that a record can carry, by its stable code. To add one: declare it in a file of `catalogue/`, raise
 * it with `checkOf`, and update `docs/checks.md` (`npx vitest -u test/unit/docs`). A code never changes its meaning.
 */
import type { Language } from '../../text/language.ts';
import type { Check, FieldLabel } from '../result.ts';
import { AMOUNT_CHECKS } from './catalogue/amounts.ts';
import { DATE_CHECKS } from './catalogue/dates.ts';
import { DOCUMENT_CHECKS } from './catalogue/documents.ts';
import { EINVOICE_CHECKS } from './catalogue/einvoice.ts';
import { IDENTIFIER_CHECKS } from './catalogue/identifiers.ts';
import { MENTION_CHECKS } from './catalogue/mentions.ts';
import { VAT_CHECKS } from './catalogue/vat.ts';
import type { CheckDefinition, CheckLevel } from './definition.ts';
import { type Parameters, sentence } from './sentence.ts';

export const CHECKS = {
  ...DOCUMENT_CHECKS,
  ...AMOUNT_CHECKS,
  ...VAT_CHECKS,
  ...DATE_CHECKS,
  ...IDENTIFIER_CHECKS,
  ...MENTION_CHECKS,
  ...EINVOICE_CHECKS,
} satisfies Record<string, CheckDefinition>;

export type CheckCode = keyof typeof CHECKS;

export const CHECK_CODES = Object.keys(CHECKS) as CheckCode[];

export interface CheckDetails {
  /** The fields that it speaks of, so that a screen can mark them. */
  fields?: readonly FieldLabel[];
  /** The id of a published rule: `BR-CO-15`. */
  rule?: string;
  /** The values of its sentence. */
  parameters?: Parameters;
  /** Where a case is less or more than the catalogue's level says. */
  level?: CheckLevel;
}

/** A check of the catalogue, told in French. */
export function checkOf(code: CheckCode, details: CheckDetails = {}): Check {
  const definition: CheckDefinition = CHECKS[code];
  const { fields = [], rule, parameters, level = definition.level } = details;
  return {
    code,
    level,
    fields: [...fields],
    ...(rule !== undefined && { rule }),
    ...(parameters && Object.keys(parameters).length > 0 && { parameters }),
    message: sentence(definition.sentence, { ...(rule !== undefined && { rule }), ...parameters }, 'fr'),
  };
}

/** A check as it is shown: with its fields, if only an empty list. */
export type ToldCheck = Check & { fields: FieldLabel[] };

/** A check told in a language. One that is not of the catalogue, or older than its data, says what it said. */
export function checkIn(language: Language, check: Check): ToldCheck {
  const definition = (CHECKS as Record<string, CheckDefinition>)[check.code];
  const { fields = [], parameters, rule } = check;
  const values = { ...(rule !== undefined && { rule }), ...parameters };
  const told = definition && placesAnswered(definition.sentence[language], values);
  return {
    ...check,
    fields,
    message: told ? sentence(definition.sentence, values, language) : check.message,
  };
}

function placesAnswered(template: string, values: Parameters): boolean {
  return [...template.matchAll(/\{(\w+)/g)].every(([, name]) => values[name!] !== undefined);
}
