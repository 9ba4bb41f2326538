/** What the product does and how well, for administrators. */
import * as z from 'zod';
import { ADMINISTRATORS } from '../../shared/contract/caller.ts';
import { DEFAULT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { cacheFigures, limiterFigures, requestFigures } from '../../shared/domain/metrics/summary.ts';
import {
  cacheFiguresSchema,
  limiterFiguresSchema,
  requestFiguresSchema,
  systemFigures,
  uptimeOf,
  uptimeSchema,
} from './figures-schema.ts';

/** Kept for 35 days; a month is read at most. */
const period = z.object({
  days: z.coerce.number().int().min(1).max(31).default(1).describe('Days to sum up (UTC), today included'),
});

export const getMetrics = defineRoute({
  id: 'administration.metrics',
  method: 'GET',
  path: '/api/admin/metrics',
  summary: 'Métriques système et de l’API',
  description: `\`system\` and \`uptime\` are of the process that answers. On one machine that is the whole installation: all functions run in it, so its threads, memory and processor time are theirs together, and \`memory_percent\` is of the machine's memory. On AWS it is one environment of one function, of its own memory; there is no server whose load or uptime could be told, so look at CloudWatch for those of other functions.

The other figures are of the whole installation, all tenants together. Processes add what they counted within seconds, so the newest may be missing for as long; on AWS, those of an environment that nobody asks anything more may be missing altogether.`,
  access: ADMINISTRATORS,
  query: period,
  responses: {
    200: {
      description: 'Figures now',
      body: z.object({
        system: systemFigures,
        uptime: uptimeSchema,
        metrics_summary: requestFiguresSchema,
        rate_limiter_stats: limiterFiguresSchema,
        cache_stats: cacheFiguresSchema,
      }),
    },
  },
  uses: ['requestMetrics', 'processProbe'],
  example: { query: { days: '7' } },
}).handle(async ({ input, services, now }) => {
  const { days } = input.query;
  const [system, counters] = await Promise.all([
    services.processProbe.read(),
    services.requestMetrics.read(days, now()),
  ]);
  return {
    status: 200,
    body: {
      system,
      uptime: uptimeOf(system),
      metrics_summary: { days, ...requestFigures(counters) },
      rate_limiter_stats: {
        ...limiterFigures(counters),
        default_requests_per_minute: DEFAULT_REQUESTS_PER_MINUTE,
      },
      cache_stats: cacheFigures(counters),
    },
  };
});

export const getCacheFigures = defineRoute({
  id: 'administration.cache',
  method: 'GET',
  path: '/api/admin/cache',
  summary: 'Statistiques du cache',
  description:
    'Lookups in the caches of all processes since midnight (UTC), or over several days; the newest seconds may be missing.',
  access: ADMINISTRATORS,
  query: period,
  responses: {
    200: {
      description: 'Hits and misses',
      body: cacheFiguresSchema.extend({ days: z.number().int() }),
    },
  },
  uses: ['requestMetrics'],
  example: {},
}).handle(async ({ input, services, now }) => {
  const { days } = input.query;
  const counters = await services.requestMetrics.read(days, now());
  return { status: 200, body: { days, ...cacheFigures(counters) } };
});
