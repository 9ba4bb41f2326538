import * as z from 'zod';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { MODEL_VERSION } from '../../shared/domain/extraction/model-version.ts';
import { averageConfidence, rounded, successRate } from '../../shared/domain/task/statistics.ts';

const DAY_MS = 86_400_000;

export const getStats = defineRoute({
  id: 'extraction.stats',
  method: 'GET',
  path: '/stats',
  summary: "Statistiques d'utilisation",
  description: "The caller's tenant since its beginning, from counters.",
  access: EVERY_ROLE,
  responses: {
    200: {
      description: 'Figures',
      body: z.object({
        total_extractions: z.number().int(),
        average_confidence: z.number().min(0).max(1),
        extractions_last_24h: z.number().int().describe('To the hour'),
        model_version: z.string(),
        success_rate: z.number().min(0).max(1),
      }),
    },
  },
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['tasks'],
  example: {},
}).handle(async ({ caller, services, now }) => {
  const [counts, lastDay] = await Promise.all([
    services.tasks.totalCounts(caller.tenant),
    services.tasks.completedSince(caller.tenant, new Date(now().getTime() - DAY_MS)),
  ]);
  return {
    status: 200,
    body: {
      total_extractions: counts.completed,
      average_confidence: rounded(averageConfidence(counts), 4),
      extractions_last_24h: lastDay,
      model_version: MODEL_VERSION,
      success_rate: rounded(successRate(counts), 4),
    },
  };
});
