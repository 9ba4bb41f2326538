import * as z from 'zod';
import { ADMINISTRATORS } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { AUDIT_EVENT_TYPES, auditEntry } from '../../shared/domain/audit/audit-entry.ts';

const instant = z.iso
  .datetime({ offset: true })
  .transform((time) => new Date(time).toISOString())
  .optional();

const shownEntry = auditEntry
  .extend({
    seq: z.number().int().describe('Its place in the chain'),
    hash: z.string().describe('SHA-256 over the entry and the hash of the one before'),
  })
  .meta({ id: 'AuditEntry' });

export const listAuditEntries = defineRoute({
  id: 'audit.list',
  method: 'GET',
  path: '/api/v3/audit',
  summary: "Lister le journal d'audit",
  description:
    'Latest first. An entry shows up within a second or two of what it tells of. A page may be short of its limit and still have a `next_cursor`.',
  access: ADMINISTRATORS,
  query: z.object({
    limit: z.coerce.number().int().min(1).max(500).default(50),
    from: instant.describe('Inclusive'),
    to: instant.describe('Exclusive'),
    event_type: z.enum(AUDIT_EVENT_TYPES).optional(),
    user_id: text(200).optional(),
    cursor: z
      .string()
      .regex(/^[0-9TZ:.-]{24}#\d{16}$/)
      .optional()
      .describe('`next_cursor` of the page before, with the same filters'),
  }),
  responses: {
    200: {
      description: 'Entries',
      body: z.object({ entries: z.array(shownEntry), next_cursor: z.string().nullable() }),
    },
  },
  uses: ['auditLog'],
  example: { query: { limit: '50', event_type: 'upload' } },
}).handle(async ({ input: { query }, caller, services }) => {
  const { limit, cursor, from, to, event_type: eventType, user_id: userId } = query;
  const filter = { from, to, eventType, userId };
  const page = await services.auditLog.list(caller.tenant, filter, { limit, cursor });
  return { status: 200, body: { entries: page.entries, next_cursor: page.cursor } };
});
