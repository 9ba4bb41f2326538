/** Checks of a record whose values a person changed. */

import type { Layout } from '../layout/layout.ts';
import type { Check, Extraction } from '../result.ts';
import { DOCUMENT_CHECKS } from './catalogue/documents.ts';
import { EINVOICE_CHECKS } from './catalogue/einvoice.ts';
import { checkRecord } from './checks.ts';
import { foldedTextOf, readingConfidenceOf } from './page-words.ts';

/** Made of the record's own values, and so made anew, though declared beside checks of the file. */
const OF_THE_RECORD: ReadonlySet<string> = new Set([
  'missing_required',
  'not_an_invoice',
  'no_invoice_found',
]);

/**
 * The checks of `confirmed`: those of its values made anew, those of the file and its XML as they were. When no value
 * changed, all are as they were.
 * @param layout of the pages that the record was read from; without pages where they are not at hand.
 */
export function recheck(read: Extraction, confirmed: Extraction, layout: Layout, now: Date): Check[] {
  const values = ({ fields }: Extraction) =>
    JSON.stringify(Object.entries(fields).map(([label, { normalized }]) => [label, normalized]));
  if (values(read) === values(confirmed)) return read.checks;
  const kept = read.checks.filter(
    ({ code }) => (code in DOCUMENT_CHECKS || code in EINVOICE_CHECKS) && !OF_THE_RECORD.has(code),
  );
  const made = checkRecord(confirmed, {
    today: now.toISOString().slice(0, 10),
    ...(layout.pages.length > 0 && {
      text: foldedTextOf(layout),
      readingConfidence: readingConfidenceOf(layout),
    }),
  });
  return [...kept, ...made];
}
