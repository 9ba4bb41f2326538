/** Whether the dates can be. */
import { addDays, daysBetween, endOfMonth } from '../../dates/calendar.ts';
import type { Check } from '../result.ts';
import { checkOf } from './catalogue.ts';
import { type CheckContext, type CheckedRecord, printed, textOf } from './checked-record.ts';
import { countryOf } from './seller-country.ts';

/** Documents of other years are misread. */
const FIRST_YEAR = 2000;
const LAST_YEAR = 2099;
/** Nobody gives longer to pay. */
const LONGEST_TERM_DAYS = 400;
/** Accounting documents are kept for ten years from the end of their year (Code de commerce, art. L123-22). */
const KEPT_YEARS = 10;
/** Below it a date may be another one of the document. */
const SURE = 0.6;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function dateChecks(record: CheckedRecord, { today }: CheckContext): Check[] {
  const issue = dayOf(record, 'date_facture');
  const due = dayOf(record, 'date_echeance');
  const checks: Check[] = [];
  const isBooked = ['invoice', 'credit_note', 'receipt'].includes(record.document_type);
  if (isBooked && issue !== null && due !== null && due < issue && printed(record, 'date_echeance')) {
    const fields = ['date_echeance', 'date_facture'] as const;
    // An unsure date is misread rather than wrong, and is looked at for its confidence already.
    const unsure = fields.some((label) => (record.fields[label]?.confidence ?? 0) < SURE);
    const level = unsure ? 'warning' : 'error';
    checks.push(checkOf('due_before_issue', { fields, parameters: { due, issue }, level }));
  }
  const implausible = (field: 'date_facture' | 'date_echeance', date: string) =>
    checks.push(checkOf('date_implausible', { fields: [field], parameters: { field, date } }));
  if (issue !== null) {
    const year = Number(issue.slice(0, 4));
    if (year < FIRST_YEAR || year > LAST_YEAR) implausible('date_facture', issue);
    else if (today !== undefined && issue > addDays(today, 1)) {
      checks.push(checkOf('date_in_future', { fields: ['date_facture'], parameters: { issue } }));
    } else if (today !== undefined && year < Number(today.slice(0, 4)) - KEPT_YEARS) {
      checks.push(checkOf('date_old', { fields: ['date_facture'], parameters: { issue } }));
    }
    if (due !== null && daysBetween(issue, due) > LONGEST_TERM_DAYS) implausible('date_echeance', due);
    else if (due !== null) checks.push(...termChecks(record, issue, due));
  }
  return checks;
}

function dayOf(record: CheckedRecord, label: 'date_facture' | 'date_echeance'): string | null {
  const day = textOf(record, label);
  return day !== null && DAY.test(day) ? day : null;
}

/**
 * The longest term between companies in France: 60 days after the issue, or 45 days end of month, counted either
 * way (Code de commerce, art. L441-10, I; DGCCRF: 45 days then to the end of the month, or end of month then 45).
 */
function termChecks(record: CheckedRecord, issue: string, due: string): Check[] {
  const french = countryOf(record, 'seller') === 'FR' && (countryOf(record, 'buyer') ?? 'FR') === 'FR';
  // A due date that was computed follows from terms that were read.
  const isAgreed = printed(record, 'date_echeance') ?? printed(record, 'conditions_paiement');
  if (record.document_type !== 'invoice' || !french || !isAgreed) return [];
  const latest = [addDays(issue, 60), addDays(endOfMonth(issue), 45), endOfMonth(addDays(issue, 45))]
    .sort()
    .at(-1)!;
  if (due <= latest) return [];
  const fields = ['date_echeance', 'date_facture'] as const;
  return [checkOf('payment_term_long', { fields, parameters: { days: daysBetween(issue, due) } })];
}
