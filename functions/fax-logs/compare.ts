import * as z from 'zod';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import type { Services } from '../../shared/contract/services.ts';
import { text } from '../../shared/contract/text.ts';
import {
  type ComparedReport,
  compareFaxReports,
  type FaxComparison,
  type NameChanges,
} from '../../shared/domain/fax-log/comparison.ts';
import { FAX_ERRORS, FAX_MODES } from '../../shared/domain/fax-log/fax-record.ts';
import type { FaxReport } from '../../shared/domain/fax-log/fax-report.ts';
import { readOf } from './found-report.ts';
import { presentSums, sums } from './sums-schema.ts';

const change = z
  .object({
    before: z.number(),
    after: z.number(),
    difference: z.number(),
    percent: z.number().nullable().describe('Of `before`, two decimals; null where there was nothing before'),
  })
  .meta({ id: 'FaxChange' });

const period = z
  .object({
    from: z.string().nullable(),
    to: z.string().nullable(),
    days: z.number().int().describe('With at least one row'),
  })
  .meta({ id: 'FaxPeriod' });

const nameChanges = z
  .object({
    counts: z.object({
      appeared: z.number().int(),
      gone: z.number().int(),
      changed: z.number().int(),
      same: z.number().int(),
    }),
    appeared: z.array(z.object({ name: z.string(), sums })).describe('Only in `right`, most entries first'),
    gone: z.array(z.object({ name: z.string(), sums })).describe('Only in `left`'),
    changed: z
      .array(z.object({ name: z.string(), before: sums, after: sums }))
      .describe('The largest difference of entries first'),
    is_complete: z
      .boolean()
      .describe('False where a report has more names than are told apart: one may only seem new or gone'),
  })
  .meta({ id: 'FaxNameChanges' });

function presentNames({ counts, appeared, gone, changed, isComplete }: NameChanges) {
  return {
    counts,
    appeared: appeared.map(({ name, sums: of }) => ({ name, sums: presentSums(of) })),
    gone: gone.map(({ name, sums: of }) => ({ name, sums: presentSums(of) })),
    changed: changed.map(({ name, before, after }) => ({
      name,
      before: presentSums(before),
      after: presentSums(after),
    })),
    is_complete: isComplete,
  };
}

const comparison = z.object({
  left: z.string(),
  right: z.string(),
  period: z.object({ before: period, after: period }),
  totals: z.object({
    entries: change,
    valid_entries: change,
    error_entries: change,
    pages: change,
    billed_pages: change,
    duplicate_entries: change,
  }),
  success_rate: z
    .object({ before: z.number(), after: z.number(), difference: z.number() })
    .describe('Per cent; the difference is in points'),
  by_mode: z.record(z.enum(FAX_MODES), z.object({ entries: change, pages: change })),
  errors: z.record(z.enum(FAX_ERRORS), change).describe('By stable code'),
  users: nameChanges,
  resellers: nameChanges,
  numbers: z
    .object({
      counts: z.object({ only_left: z.number().int(), only_right: z.number().int(), both: z.number().int() }),
      only_left: z.array(z.string()),
      only_right: z.array(z.string()),
    })
    .describe('Distinct valid called numbers, normalised, ascending'),
});

function present(left: FaxReport, right: FaxReport, of: FaxComparison): z.input<typeof comparison> {
  const { totals, numbers } = of;
  return {
    left: left.reportId,
    right: right.reportId,
    period: of.period,
    totals: {
      entries: totals.entries,
      valid_entries: totals.validEntries,
      error_entries: totals.errorEntries,
      pages: totals.pages,
      billed_pages: totals.billedPages,
      duplicate_entries: totals.duplicateEntries,
    },
    success_rate: of.successRate,
    by_mode: of.byMode,
    errors: of.errors,
    users: presentNames(of.users),
    resellers: presentNames(of.resellers),
    numbers: {
      counts: {
        only_left: numbers.counts.onlyBefore,
        only_right: numbers.counts.onlyAfter,
        both: numbers.counts.both,
      },
      only_left: numbers.onlyBefore,
      only_right: numbers.onlyAfter,
    },
  };
}

type Compared = ComparedReport & { report: FaxReport };

/** What a comparison needs of a report. */
async function compared(
  services: Pick<Services, 'faxReports' | 'faxRecords'>,
  report: FaxReport,
): Promise<Compared> {
  const [statistics, numbers] = await Promise.all([
    services.faxReports.statistics(report),
    services.faxRecords.distinctNumbers(report),
  ]);
  return { report, summary: report.summary, statistics, numbers };
}

export const compareReports = defineRoute({
  id: 'faxLogs.compare',
  method: 'GET',
  path: '/api/v3/analytics/compare',
  summary: 'Comparer deux journaux de fax',
  description:
    'What changed from the report `left` to the report `right`: totals, modes, errors, users, resellers, and which called numbers are only in one of them.',
  access: EVERY_ROLE,
  query: z.object({
    left: text(64).describe('The former report'),
    right: text(64).describe('The later report'),
    top: z.coerce.number().int().min(1).max(100).default(20).describe('Most of each list, 1–100'),
  }),
  responses: { 200: { description: 'Changes', body: comparison } },
  errors: ['not_found'],
  uses: ['faxReports', 'faxRecords'],
  example: { query: { left: '{report_id}', right: '{report_id}' } },
}).handle(async ({ input: { query }, caller, services }) => {
  const read = (id: string) => readOf(services, caller.tenant, id, (report) => compared(services, report));
  const [before, after] = await Promise.all([read(query.left), read(query.right)]);
  const changes = compareFaxReports(before, after, { most: query.top });
  return { status: 200, body: present(before.report, after.report, changes) };
});
