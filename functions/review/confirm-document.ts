import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { SUBMITTERS } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import type { KeptPages } from '../../shared/contract/services.ts';
import { text } from '../../shared/contract/text.ts';
import { type Confirmation, confirmedExtraction } from '../../shared/domain/document/confirmation.ts';
import { correct } from '../../shared/domain/document/corrections.ts';
import { type DocumentRecord, partNamed } from '../../shared/domain/document/document-records.ts';
import { pagesPrefix } from '../../shared/domain/document/object-keys.ts';
import { recheck } from '../../shared/domain/extraction/checks/recheck.ts';
import { learn, learningKeys } from '../../shared/domain/extraction/memory/learn.ts';
import { FIELD_LABELS } from '../../shared/domain/extraction/result.ts';
import { rulesScorer } from '../../shared/domain/extraction/scoring/rules-scorer.ts';
import { readSheet } from '../../shared/domain/extraction/sheet.ts';
import type { Page } from '../../shared/domain/page/page.ts';
import { presentRecord, storedDocument } from '../extraction/extraction-schema.ts';

/** How often a confirmation is decided anew because someone else confirmed, or taught the same supplier, first. */
const TRIES = 10;
/** Pages of a document that are looked at to learn from: an invoice's own are at its ends. */
const PAGES_LOOKED_AT = 20;

export const confirmDocument = defineRoute({
  id: 'review.confirm',
  method: 'PUT',
  path: '/api/invoices/{invoice_id}/confirmation',
  summary: 'Confirmer une facture, corrigée ou non',
  description:
    'Says that a person stands by the record, with `fields` corrected (null strikes one out). The record then needs no review, keeps these values through any new reading, and the next documents of its supplier are read with what they teach. Webhooks are told `document_confirmed`. Confirming again replaces the confirmation.',
  access: SUBMITTERS,
  params: z.object({ invoice_id: text(64) }),
  body: z.object({
    fields: z
      .partialRecord(z.enum(FIELD_LABELS), z.union([text(1000), z.number(), z.null()]))
      .default({})
      .describe('Amounts as numbers or as printed, dates as 2026-03-03 or day first'),
  }),
  responses: { 200: { description: 'The record as confirmed', body: storedDocument } },
  errors: ['not_found', 'unavailable'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['documents', 'confirmations', 'supplierMemories', 'keptPages'],
  example: { body: { fields: { numero_facture: 'F2026-0117' } } },
}).handle(async ({ input, caller, services, now, language }) => {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const record = await services.documents.get(caller.tenant, input.params.invoice_id);
    if (!record) throw new AppError('not_found');
    const { fields, invalid } = correct(record.extraction.fields, input.body.fields);
    if (invalid.length > 0) throw new AppError('invalid_request', { fields: invalid });
    const sheet = readSheet(await pagesOf(services.keptPages, record));
    const confirmation: Confirmation = {
      fields,
      checks: [],
      confirmedBy: caller.subject,
      confirmedAt: now().toISOString(),
      version: (record.confirmation?.version ?? 0) + 1,
    };
    const confirmed = confirmedExtraction(record.extraction, confirmation);
    confirmation.checks = recheck(record.extraction, confirmed, sheet.layout, now());
    const known = await services.supplierMemories.find(caller.tenant, learningKeys(sheet, fields));
    const scores = rulesScorer(sheet);
    const memory = learn(known, {
      documentId: record.documentId,
      sheet,
      scores,
      fields,
      formerFields: record.confirmation?.fields,
    });
    if (!(await services.confirmations.confirm({ record, confirmation, memory }, now()))) continue;
    const extraction = { ...confirmed, checks: confirmation.checks };
    return {
      status: 200,
      headers: { 'content-language': language },
      body: presentRecord({ ...record, extraction, confirmation }, language),
    };
  }
  throw new AppError('unavailable');
});

/** The pages that a record was read from; none of a record that is older than the keeping of its reader. */
async function pagesOf(kept: KeptPages, record: DocumentRecord): Promise<Page[]> {
  if (record.readerVersion === undefined) return [];
  const { documentId } = partNamed(record.documentId);
  const keys = await kept.list(pagesPrefix(record.tenant, documentId, record.readerVersion));
  const { fromPage, toPage } = record.part ?? { fromPage: 1, toPage: record.pages };
  const numbers = [...keys.keys()]
    .filter((number) => number >= fromPage && number <= toPage)
    .sort((a, b) => a - b);
  const looked =
    numbers.length <= PAGES_LOOKED_AT
      ? numbers
      : [...numbers.slice(0, PAGES_LOOKED_AT / 2), ...numbers.slice(-PAGES_LOOKED_AT / 2)];
  return Promise.all(looked.map(async (number) => JSON.parse(await kept.get(keys.get(number)!)) as Page));
}
