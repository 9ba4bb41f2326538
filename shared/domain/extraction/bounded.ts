/**
 * A record within bounds, whatever a sender wrote: it must fit an item of the table, a message and a screen. An
 * invoice that people read comes nowhere near them.
 */
import type { Check, Extraction, Field, Line } from './result.ts';

/** Characters of a text. What a record holds besides its lines is then below 250 KB of an item's 400. */
const TEXT = 500;
/** Characters of a sentence. */
const MESSAGE = 600;
/** Characters of a unit, an article's number, a value that a sentence names. */
const SHORT_TEXT = 200;
const CHECKS = 50;
const REASONS = 20;
const VAT_PARTS = 100;

/** Control characters, but for line ends and tabs, and marks that change direction: "KL-54\u202e77" shows another number than it holds. */
const UNPRINTED = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]+/gu;

/** The record with texts cut and lists shortened to what is kept. Checks of level error come first among those kept. */
export function bounded(extraction: Extraction): Extraction {
  const fields: Extraction['fields'] = {};
  for (const [label, field] of Object.entries(extraction.fields) as [keyof typeof fields, Field][])
    fields[label] = { ...field, value: cut(field.value), normalized: cut(field.normalized) };
  const { checks, review_reasons: reasons } = extraction;
  return {
    ...extraction,
    fields,
    lines: extraction.lines.map(boundedLine),
    vat_breakdown: extraction.vat_breakdown.slice(0, VAT_PARTS),
    checks: (checks.length > CHECKS ? errorsFirst(checks).slice(0, CHECKS) : checks).map(boundedCheck),
    review_reasons: reasons
      .slice(0, REASONS)
      .map((reason) => ({ ...reason, message: cut(reason.message, MESSAGE) })),
  };
}

function boundedLine(line: Line): Line {
  return {
    ...line,
    description: cut(line.description),
    ...(line.unit !== undefined && { unit: cut(line.unit, SHORT_TEXT) }),
    ...(line.article_number !== undefined && { article_number: cut(line.article_number, SHORT_TEXT) }),
  };
}

function boundedCheck(check: Check): Check {
  const message = cut(check.message, MESSAGE);
  if (check.parameters === undefined) return { ...check, message };
  const parameters = Object.fromEntries(
    Object.entries(check.parameters).map(([name, value]) => [
      name,
      Array.isArray(value)
        ? value.slice(0, CHECKS).map((one) => cut(one, SHORT_TEXT))
        : typeof value === 'string'
          ? cut(value, SHORT_TEXT)
          : value,
    ]),
  );
  return { ...check, parameters, message };
}

function errorsFirst(checks: readonly Check[]): Check[] {
  const isError = ({ level }: Check): boolean => level === 'error';
  return [...checks.filter(isError), ...checks.filter((check) => !isError(check))];
}

function cut<T extends string | number>(value: T, length = TEXT): T {
  if (typeof value !== 'string') return value;
  const shown = value.replace(UNPRINTED, '');
  return (shown.length <= length ? shown : shown.slice(0, length).toWellFormed()) as T;
}
