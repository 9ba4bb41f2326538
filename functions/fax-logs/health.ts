import * as z from 'zod';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { PRODUCT_VERSION } from '../service/product-version.ts';

export const getFaxHealth = defineRoute({
  id: 'faxLogs.health',
  method: 'GET',
  path: '/api/v3/health',
  summary: "État de l'API des journaux de fax",
  description:
    'Answers 200 as long as requests are answered, and asks no store for it. Administrators find stores, cache and limits in `/api/admin/health/detailed`.',
  access: 'public',
  responses: {
    200: {
      description: 'Alive',
      body: z.object({
        status: z.literal('healthy'),
        version: z.string(),
        uptime_seconds: z.number(),
        timestamp: z.string(),
      }),
    },
  },
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: [],
  example: {},
}).handle(async ({ now }) => ({
  status: 200,
  body: {
    status: 'healthy',
    version: PRODUCT_VERSION,
    uptime_seconds: Number(process.uptime().toFixed(1)),
    timestamp: now().toISOString(),
  },
}));
