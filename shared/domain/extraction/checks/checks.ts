/** Everything that is checked of one record, in the order of the catalogue. */
import type { Check } from '../result.ts';
import { amountChecks } from './amount-checks.ts';
import { checkOf } from './catalogue.ts';
import type { CheckContext, CheckedRecord } from './checked-record.ts';
import { dateChecks } from './date-checks.ts';
import { mentionChecks } from './french-mentions.ts';
import { identifierChecks } from './identifier-checks.ts';
import { requiredFields } from './required-fields.ts';
import { vatChecks } from './vat-checks.ts';

/** Checks a record, whether read from pages or from XML. Pure and total; linear in the record and its text. */
export function checkRecord(record: CheckedRecord, context: CheckContext = {}): Check[] {
  return [
    ...requiredFields(record.document_type)
      .filter((field) => record.fields[field] === undefined)
      .map((field) => checkOf('missing_required', { fields: [field], parameters: { field } })),
    ...typeChecks(record, context),
    ...amountChecks(record, context),
    ...vatChecks(record, context),
    ...dateChecks(record, context),
    ...identifierChecks(record),
    ...mentionChecks(record, context),
  ];
}

/** The types that are booked as they are. */
const BOOKED: ReadonlySet<string> = new Set(['invoice', 'credit_note', 'receipt']);

function typeChecks({ document_type: type }: CheckedRecord, context: CheckContext): Check[] {
  if (context.text?.trim() === '') return [checkOf('blank_page')];
  if ((context.plausibility ?? 1) < 1 && !BOOKED.has(type)) return [checkOf('no_invoice_found')];
  return BOOKED.has(type) ? [] : [checkOf('not_an_invoice', { parameters: { type } })];
}
