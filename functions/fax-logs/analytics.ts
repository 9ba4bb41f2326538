import * as z from 'zod';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { readOf, reportParams } from './found-report.ts';
import { presentSummary, summary } from './report-schema.ts';
import { presentSums, sums } from './sums-schema.ts';

const byMode = z.object({ SF: z.number().int(), RF: z.number().int(), OTHER: z.number().int() });

export const getReportAnalytics = defineRoute({
  id: 'faxLogs.analytics',
  method: 'GET',
  path: '/api/v3/analytics/report/{report_id}',
  summary: "Statistiques d'un journal de fax",
  description:
    "Figures kept with the report, so that they cost the same however many rows it has. `timestamp` is when its rows were last checked; days and hours are of the log's own clock. Duplicates are rows that repeat an earlier row's called number, minute and pages, as they may have been billed twice.",
  access: EVERY_ROLE,
  params: reportParams,
  query: z.object({
    top: z.coerce.number().int().min(1).max(100).default(10).describe('Most users and resellers told, 1–100'),
  }),
  responses: {
    200: {
      description: 'Figures',
      body: z.object({
        report_id: z.string(),
        timestamp: z.string(),
        summary,
        breakdown: z.object({
          by_mode: byMode,
          by_day: z
            .array(z.object({ day: z.string().nullable(), ...sums.shape }))
            .describe('In order; null, at the end, for rows without a readable time'),
          by_user: z.array(z.object({ user: z.string(), ...sums.shape })).describe('Most entries first'),
          users: z.number().int().describe('How many are told apart'),
          other_users: sums.nullable().describe('Users beyond some thousands, together; mostly null'),
          by_reseller: z.array(z.object({ reseller: z.string(), ...sums.shape })),
          resellers: z.number().int(),
          other_resellers: sums.nullable(),
        }),
        pages: z.object({
          total: z.number().int().describe('Sum of positive page counts over all rows'),
          average: z.number().describe('Over all rows, two decimals'),
          by_mode: byMode,
        }),
        busiest_hours: z
          .array(z.object({ hour: z.number().int().min(0).max(23), ...sums.shape }))
          .describe('Hours with any entries, most first'),
        duplicates: z.object({ entries: z.number().int(), pages: z.number().int() }),
        billing: z.object({
          real_pages: z.number().int(),
          billed_pages: z.number().int(),
          difference_pages: z.number().int().describe('Billed less real'),
          differing_entries: z.number().int(),
        }),
      }),
    },
  },
  errors: ['not_found'],
  uses: ['faxReports'],
  example: { query: { top: '5' } },
}).handle(async ({ input, caller, services }) => {
  const { found, figures } = await readOf(
    services,
    caller.tenant,
    input.params.report_id,
    async (report) => ({ found: report, figures: await services.faxReports.statistics(report) }),
  );
  const { totalEntries, pages, byMode: modes } = found.summary;
  const { top } = input.query;
  const ofModes = (figure: 'entries' | 'pages') => ({
    SF: modes.SF[figure],
    RF: modes.RF[figure],
    OTHER: modes.OTHER[figure],
  });
  return {
    status: 200,
    body: {
      report_id: found.reportId,
      timestamp: found.validatedAt,
      summary: presentSummary(found.summary),
      breakdown: {
        by_mode: ofModes('entries'),
        by_day: figures.byDay.map(({ day, sums: of }) => ({ day, ...presentSums(of) })),
        by_user: figures.byUser.slice(0, top).map(({ user, sums: of }) => ({ user, ...presentSums(of) })),
        users: figures.byUser.length,
        other_users: figures.otherUsers && presentSums(figures.otherUsers),
        by_reseller: figures.byReseller
          .slice(0, top)
          .map(({ reseller, sums: of }) => ({ reseller, ...presentSums(of) })),
        resellers: figures.byReseller.length,
        other_resellers: figures.otherResellers && presentSums(figures.otherResellers),
      },
      pages: {
        total: pages,
        average: totalEntries === 0 ? 0 : Math.round((pages / totalEntries) * 100) / 100,
        by_mode: ofModes('pages'),
      },
      busiest_hours: figures.byHour
        .map((of, hour) => ({ hour, ...presentSums(of) }))
        .filter(({ entries }) => entries > 0)
        .sort((a, b) => b.entries - a.entries || a.hour - b.hour),
      duplicates: figures.duplicates,
      billing: {
        real_pages: pages,
        billed_pages: figures.byDay.reduce((sum, { sums: of }) => sum + of.billedPages, 0),
        difference_pages: figures.billing.differencePages,
        differing_entries: figures.billing.differingEntries,
      },
    },
  };
});
