import * as z from 'zod';
import { ADMINISTRATORS } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import type { ChainPlace } from '../../shared/domain/audit/audit-services.ts';
import { FINDINGS } from '../../shared/domain/audit/verification.ts';

/** What is left of the request's time to answer with. */
const ANSWERING_MS = 2_000;

/** `1204:9f86…`: an entry's place and hash. */
const place = z
  .string()
  .regex(/^\d{1,15}:[0-9a-f]{64}$/, 'SEQ:HASH, the hash of 64 hexadecimal digits')
  .transform((written): ChainPlace => {
    const [seq, hash] = written.split(':');
    return { seq: Number(seq), hash: hash as string };
  })
  .optional();

const written = ({ seq, hash }: ChainPlace) => `${seq}:${hash}`;

export const verifyAuditLog = defineRoute({
  id: 'audit.verify',
  method: 'GET',
  path: '/api/v3/audit/verification',
  summary: "Vérifier le journal d'audit",
  description:
    'Walks the chain of hashes and tells the first entry that was changed, removed, inserted or moved, or that the end was cut off. A log too long for one request answers `complete: false`: go on with `after`. A log written anew as a whole is only found by an `anchor` noted outside: each append logs one.',
  access: ADMINISTRATORS,
  query: z.object({
    anchor: place.describe('`SEQ:HASH`, noted earlier, to be confirmed'),
    after: place.describe('`reached` of the answer before'),
  }),
  responses: {
    200: {
      description: 'What was found; 200 whatever it is',
      body: z.object({
        intact: z.boolean().describe('False as soon as something was found'),
        complete: z.boolean().describe('False where the time did not last to the end'),
        checked: z.number().int().describe('Entries looked at'),
        gone: z.number().int().describe('Entries that retention removed'),
        finding: z
          .object({ kind: z.enum(FINDINGS), seq: z.number().int(), problem: z.string() })
          .nullable()
          .describe('The first thing wrong'),
        reached: z.string().describe('`SEQ:HASH` of the last entry found right'),
        head: z.string().nullable().describe('`SEQ:HASH` of the end, worth noting as an anchor'),
        head_recorded_at: z.string().nullable(),
        anchor: z
          .object({ seq: z.number().int(), state: z.enum(['holds', 'differs', 'gone']) })
          .nullable()
          .describe('Null where none was given, or the walk has not come to it'),
      }),
    },
  },
  uses: ['auditLog'],
  example: {},
}).handle(async ({ input: { query }, caller, services, now, remainingMs }) => {
  const until = performance.now() + Math.max(0, remainingMs() - ANSWERING_MS);
  const { head, reached, ...result } = await services.auditLog.verify(caller.tenant, now(), {
    ...query,
    until,
  });
  return {
    status: 200,
    body: {
      ...result,
      reached: written(reached),
      head: head && written(head),
      head_recorded_at: head?.recorded_at ?? null,
    },
  };
});
