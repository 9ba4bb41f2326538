import * as z from 'zod';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { FAX_MODES } from '../../shared/domain/fax-log/fax-record.ts';
import { readOf, reportParams } from './found-report.ts';
import { faxRecord, presentFaxRecord } from './record-schema.ts';

const lowered = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : value);
const raised = (value: unknown) => (typeof value === 'string' ? value.toUpperCase() : value);

const SOUGHT =
  'Part of a Fax ID, or of the called number as in the file or normalised, however either is spaced: `01 23 45` finds 33123456789';

export const searchReport = defineRoute({
  id: 'faxLogs.search',
  method: 'GET',
  path: '/api/v3/search/{report_id}',
  summary: 'Rechercher dans un journal de fax',
  description:
    "Rows that match every filter given, newest first by the log's clock, those without a readable time last.",
  access: EVERY_ROLE,
  params: reportParams,
  query: z.object({
    q: text(200).optional().describe(SOUGHT),
    mode: z.preprocess(raised, z.enum(FAX_MODES).optional()),
    status: z.preprocess(lowered, z.enum(['valid', 'invalid']).optional()),
    page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    per_page: z.coerce.number().int().min(1).max(500).default(50).describe('1–500'),
  }),
  responses: {
    200: {
      description: 'One page of what was found',
      body: z.object({
        total: z.number().int(),
        page: z.number().int(),
        per_page: z.number().int(),
        pages: z.number().int().describe('0 when nothing was found'),
        results: z.array(faxRecord),
      }),
    },
  },
  errors: ['not_found'],
  uses: ['faxReports', 'faxRecords'],
  example: { query: { q: '33123456789', mode: 'SF', status: 'valid', page: '1', per_page: '50' } },
}).handle(async ({ input: { params, query }, caller, services }) => {
  const { q, mode, status, page, per_page } = query;
  const { total, records } = await readOf(services, caller.tenant, params.report_id, (report) =>
    services.faxRecords.search(report, { text: q, mode, status }, { page, perPage: per_page }),
  );
  return {
    status: 200,
    body: {
      total,
      page,
      per_page,
      pages: Math.ceil(total / per_page),
      results: records.map(presentFaxRecord),
    },
  };
});

export const searchAllReports = defineRoute({
  id: 'faxLogs.searchAll',
  method: 'GET',
  path: '/api/v3/search',
  summary: 'Rechercher dans tous les journaux de fax',
  description:
    'Looks for a number or Fax ID in every report of the tenant, the latest import first. One request looks through about a million rows at most: go on with `after` until `next` is null, even where `results` is empty.',
  access: EVERY_ROLE,
  query: z.object({
    q: text(200).describe(SOUGHT),
    limit: z.coerce.number().int().min(1).max(500).default(50).describe('Most results, 1–500'),
    after: text(1000).optional().describe('`next` of the answer before'),
  }),
  responses: {
    200: {
      description: 'What was found so far',
      body: z.object({
        results: z.array(z.object({ report_id: z.string(), document_name: z.string(), ...faxRecord.shape })),
        next: z.string().nullable().describe('Null once everything was looked through'),
        searched: z
          .object({ reports: z.number().int(), entries: z.number().int() })
          .describe('What this request looked through'),
      }),
    },
  },
  uses: ['faxRecords'],
  example: { query: { q: '0123456789' } },
}).handle(async ({ input: { query }, caller, services }) => {
  const { q, limit, after } = query;
  const { found, next, searched } = await services.faxRecords.searchAll(caller.tenant, q, { limit, after });
  return {
    status: 200,
    body: {
      results: found.map(({ report, record }) => ({
        report_id: report.reportId,
        document_name: report.documentName,
        ...presentFaxRecord(record),
      })),
      next,
      searched,
    },
  };
});
