import * as z from 'zod';
import { ADMINISTRATORS, EVERY_ROLE } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { reportOf, reportParams } from './found-report.ts';
import { presentReport, report } from './report-schema.ts';

export const listReports = defineRoute({
  id: 'faxLogs.reports',
  method: 'GET',
  path: '/api/v3/reports',
  summary: 'Lister les journaux de fax importés',
  description: 'The latest import first. Go on with `after` until `next` is null.',
  access: EVERY_ROLE,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(100).default(50).describe('Most reports, 1–100'),
    after: text(1000).optional().describe('`next` of the answer before'),
  }),
  responses: {
    200: {
      description: 'Reports',
      body: z.object({
        total: z.number().int().describe('Of all pages'),
        total_entries: z.number().int().describe('Rows of all reports'),
        valid_entries: z.number().int(),
        reports: z.array(report),
        next: z.string().nullable(),
      }),
    },
  },
  uses: ['faxReports'],
  example: { query: { limit: '10' } },
}).handle(async ({ input, caller, services }) => {
  const [totals, { reports, next }] = await Promise.all([
    services.faxReports.totals(caller.tenant),
    services.faxReports.list(caller.tenant, input.query),
  ]);
  return {
    status: 200,
    body: {
      total: totals.reports,
      total_entries: totals.entries,
      valid_entries: totals.validEntries,
      reports: reports.map(presentReport),
      next,
    },
  };
});

export const getReport = defineRoute({
  id: 'faxLogs.report',
  method: 'GET',
  path: '/api/v3/reports/{report_id}',
  summary: 'Un journal de fax importé',
  access: EVERY_ROLE,
  params: reportParams,
  responses: { 200: { description: 'The report', body: report } },
  errors: ['not_found'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['faxReports'],
  example: {},
}).handle(async ({ input, caller, services }) => ({
  status: 200,
  body: presentReport(await reportOf(services, caller.tenant, input.params.report_id)),
}));

export const removeReport = defineRoute({
  id: 'faxLogs.removeReport',
  method: 'DELETE',
  path: '/api/v3/reports/{report_id}',
  summary: 'Supprimer un journal de fax',
  description:
    'For good: rows, figures, exports and the original file. The same file can be imported anew. Roles that only submit cannot remove.',
  access: ADMINISTRATORS,
  params: reportParams,
  responses: { 204: { description: 'Removed' } },
  errors: ['not_found'],
  uses: ['faxReportChanges'],
  audit: 'by_change',
  example: {},
}).handle(async ({ input, caller, services, now }) => {
  await services.faxReportChanges.remove(caller.tenant, input.params.report_id, caller.subject, now());
  return { status: 204 };
});
