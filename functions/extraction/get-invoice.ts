import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { presentRecord, storedDocument } from './extraction-schema.ts';

export const getInvoice = defineRoute({
  id: 'extraction.getInvoice',
  method: 'GET',
  path: '/api/invoices/{invoice_id}',
  summary: 'Facture extraite',
  description: "The record of a document. `invoice_id` is a task's `document_id`.",
  access: EVERY_ROLE,
  params: z.object({ invoice_id: text(64) }),
  responses: { 200: { description: 'The record', body: storedDocument } },
  errors: ['not_found'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['documents'],
  example: {},
}).handle(async ({ input, caller, services, language }) => {
  const record = await services.documents.get(caller.tenant, input.params.invoice_id);
  if (!record) throw new AppError('not_found');
  return {
    status: 200,
    headers: { 'content-language': language },
    body: presentRecord(record, language),
  };
});
