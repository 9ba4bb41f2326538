/** Scores by rules: labels first, then zone, size and repeats. */
import { scoreAmounts } from './amount-rules.ts';
import { scoreDueDates, scoreIssueDates } from './date-rules.ts';
import { scoreIdentifiers } from './identifier-rules.ts';
import { scoreNumbers } from './number-rules.ts';
import { scoreParties } from './party-rules.ts';
import type { Scorer } from './scorer.ts';

export const rulesScorer: Scorer = (sheet) => {
  const parties = scoreParties(sheet);
  return {
    invoiceNumber: scoreNumbers(sheet, 'invoice_number'),
    orderNumber: scoreNumbers(sheet, 'order_number'),
    issueDate: scoreIssueDates(sheet),
    dueDate: scoreDueDates(sheet),
    amounts: scoreAmounts(sheet),
    parties,
    identifiers: scoreIdentifiers(sheet),
  };
};
