/** Whether the product can do its work, part by part. */
import * as z from 'zod';
import { ADMINISTRATORS } from '../../shared/contract/caller.ts';
import { DEFAULT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { cacheFigures, limiterFigures } from '../../shared/domain/metrics/summary.ts';
import { PRODUCT_VERSION } from '../service/product-version.ts';
import {
  cacheFiguresSchema,
  limiterFiguresSchema,
  systemFigures,
  uptimeOf,
  uptimeSchema,
} from './figures-schema.ts';

/** A part that takes longer counts as down: whoever asks after health wants to know soon. */
const PATIENCE_MILLISECONDS = 3000;

/** What it answers, and after how long; undefined where it fails or takes too long. */
async function asked<T>(question: Promise<T>): Promise<{ answer: T; milliseconds: number } | undefined> {
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE_MILLISECONDS, undefined);
  });
  try {
    return await Promise.race([
      question.then((answer) => ({ answer, milliseconds: performance.now() - startedAt })),
      patience,
    ]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

export const getDetailedHealth = defineRoute({
  id: 'administration.health',
  method: 'GET',
  path: '/api/admin/health/detailed',
  summary: 'État détaillé du système',
  description:
    'Asks the table for what the tenant has of fax reports, and says how long that took. `degraded` when it did not answer; figures that could not be had are null. `system` and `uptime` are as in `/api/admin/metrics`.',
  access: ADMINISTRATORS,
  responses: {
    200: {
      description: 'State of each part',
      body: z.object({
        status: z.enum(['healthy', 'degraded']),
        version: z.string(),
        timestamp: z.string(),
        database: z.object({
          status: z.enum(['up', 'down']),
          response_ms: z.number().nullable().describe('Of one read; null when it did not answer'),
        }),
        reports: z.number().int().nullable().describe("The tenant's fax reports"),
        entries: z.number().int().nullable().describe('Rows of all of them'),
        system: systemFigures,
        uptime: uptimeSchema,
        cache_stats: cacheFiguresSchema.nullable().describe('Since midnight, UTC'),
        rate_limiter_stats: limiterFiguresSchema.nullable().describe('Since midnight, UTC'),
      }),
    },
  },
  uses: ['faxReports', 'requestMetrics', 'processProbe'],
  example: {},
}).handle(async ({ caller, services, now }) => {
  const [system, totals, metrics] = await Promise.all([
    services.processProbe.read(),
    asked(services.faxReports.totals(caller.tenant)),
    asked(services.requestMetrics.read(1, now())),
  ]);
  const counters = metrics?.answer;
  return {
    status: 200,
    body: {
      status: totals && counters ? 'healthy' : 'degraded',
      version: PRODUCT_VERSION,
      timestamp: now().toISOString(),
      database: {
        status: totals ? 'up' : 'down',
        response_ms: totals ? Math.round(totals.milliseconds * 10) / 10 : null,
      },
      reports: totals?.answer.reports ?? null,
      entries: totals?.answer.entries ?? null,
      system,
      uptime: uptimeOf(system),
      cache_stats: counters ? cacheFigures(counters) : null,
      rate_limiter_stats: counters
        ? { ...limiterFigures(counters), default_requests_per_minute: DEFAULT_REQUESTS_PER_MINUTE }
        : null,
    },
  };
});
