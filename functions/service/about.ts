import * as z from 'zod';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { MODEL_VERSION } from '../../shared/domain/extraction/model-version.ts';
import { PRODUCT_VERSION } from './product-version.ts';

export const getInformation = defineRoute({
  id: 'service.information',
  method: 'GET',
  path: '/',
  summary: "Informations sur l'API",
  access: 'public',
  responses: {
    200: {
      description: 'What answers here',
      body: z.object({ message: z.string(), version: z.string(), docs: z.string() }),
    },
  },
  uses: [],
  example: {},
}).handle(async () => ({
  status: 200,
  body: { message: 'Bordereau API', version: PRODUCT_VERSION, docs: '/docs' },
}));

export const getHealth = defineRoute({
  id: 'service.health',
  method: 'GET',
  path: '/health',
  summary: "État de l'API",
  description:
    'Answers 200 as long as requests are answered. The model ships with the product, so it is loaded whenever this answers.',
  access: 'public',
  responses: {
    200: {
      description: 'Alive',
      body: z.object({
        status: z.literal('healthy'),
        version: z.string(),
        model_loaded: z.boolean(),
        model_version: z.string(),
        uptime_seconds: z.number(),
      }),
    },
  },
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: [],
  example: {},
}).handle(async () => ({
  status: 200,
  body: {
    status: 'healthy',
    version: PRODUCT_VERSION,
    model_loaded: true,
    model_version: MODEL_VERSION,
    uptime_seconds: Number(process.uptime().toFixed(1)),
  },
}));
