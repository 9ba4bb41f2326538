/** API keys of a tenant, for programs: sent as `X-API-Key`. */
import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { ADMINISTRATORS, ROLES } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { tenantSettings } from '../../shared/domain/tenant/tenant-settings.ts';

const apiKey = z
  .object({
    key_id: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    created_at: z.string(),
    requests_per_minute: z
      .number()
      .int()
      .nullable()
      .describe("Calls a minute of each endpoint; null for the tenant's limit or the endpoint's own"),
  })
  .meta({ id: 'ApiKey' });

export const createApiKey = defineRoute({
  id: 'identity.createApiKey',
  method: 'POST',
  path: '/api/keys',
  summary: "Créer une clé d'API",
  description: 'The secret is in this answer and never shown again.',
  access: ADMINISTRATORS,
  body: z.object({
    name: text(100),
    role: z.enum(ROLES).default('operator'),
    requests_per_minute: tenantSettings.shape.requests_per_minute.describe(
      "Calls a minute of each endpoint, instead of the tenant's limit or the endpoint's own",
    ),
  }),
  responses: { 201: { description: 'The key', body: apiKey.extend({ secret: z.string() }) } },
  uses: ['apiKeys'],
  audit: { resource: 'key_id', keeps: ['role', 'requests_per_minute'] },
  example: { body: { name: 'ERP', role: 'operator' } },
}).handle(async ({ input: { body }, caller, services, now }) => {
  return { status: 201, body: await services.apiKeys.create(caller.tenant, body, now()) };
});

export const listApiKeys = defineRoute({
  id: 'identity.listApiKeys',
  method: 'GET',
  path: '/api/keys',
  summary: "Lister les clés d'API",
  access: ADMINISTRATORS,
  responses: { 200: { description: 'Keys, without their secrets', body: z.array(apiKey) } },
  uses: ['apiKeys'],
  example: {},
}).handle(async ({ caller, services }) => {
  return { status: 200, body: await services.apiKeys.list(caller.tenant) };
});

export const revokeApiKey = defineRoute({
  id: 'identity.revokeApiKey',
  method: 'DELETE',
  path: '/api/keys/{key_id}',
  summary: "Révoquer une clé d'API",
  description: 'Takes effect at once.',
  access: ADMINISTRATORS,
  params: z.object({ key_id: text(64) }),
  responses: { 204: { description: 'Revoked' } },
  errors: ['not_found'],
  uses: ['apiKeys'],
  example: {},
}).handle(async ({ input, caller, services }) => {
  if (!(await services.apiKeys.revoke(caller.tenant, input.params.key_id))) throw new AppError('not_found');
  return { status: 204 };
});
