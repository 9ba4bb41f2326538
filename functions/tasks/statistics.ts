import * as z from 'zod';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import {
  averageProcessingSeconds,
  PERIODS,
  periodDays,
  rounded,
  successRate,
} from '../../shared/domain/task/statistics.ts';

export const getStatistics = defineRoute({
  id: 'tasks.statistics',
  method: 'GET',
  path: '/api/dashboard/statistics',
  summary: 'Statistiques globales',
  description:
    'Counts of the tasks created (`total_tasks`) and ended in a period, and of those active now. Read from counters; costs the same however many tasks there are.',
  access: EVERY_ROLE,
  query: z.object({ period: z.enum(PERIODS).default('week').describe('Ends today, UTC') }),
  responses: {
    200: {
      description: 'Figures of the period',
      body: z.object({
        total_tasks: z.number().int(),
        active_tasks: z.number().int().describe('Queued, processing or paused now, whenever created'),
        completed_tasks: z.number().int(),
        failed_tasks: z.number().int(),
        avg_processing_time: z.number().describe('Seconds'),
        success_rate: z.number().min(0).max(1),
      }),
    },
  },
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['tasks'],
  example: { query: { period: 'month' } },
}).handle(async ({ input, caller, services, now }) => {
  const [counts, total] = await Promise.all([
    services.tasks.counts(caller.tenant, periodDays(input.query.period, now())),
    services.tasks.totalCounts(caller.tenant),
  ]);
  return {
    status: 200,
    body: {
      total_tasks: counts.created,
      active_tasks: total.created - total.completed - total.failed - total.cancelled,
      completed_tasks: counts.completed,
      failed_tasks: counts.failed,
      avg_processing_time: rounded(averageProcessingSeconds(counts), 3),
      success_rate: rounded(successRate(counts), 4),
    },
  };
});
