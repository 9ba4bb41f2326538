import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod';
import type { Caller } from '../../shared/contract/caller.ts';
import { WrongPassword } from '../../shared/contract/identity.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import type { AuditCommand } from '../../shared/domain/audit/audit-entry.ts';

/**
 * How long a refusal takes at least, beside checking the password: telling the audit log of a known user must not let
 * anyone tell known users from unknown ones by the time it takes.
 */
const REFUSAL_MS = 100;

/**
 * Of an unknown user nothing is told: the name may be a password typed into the wrong field, and no tenant's log is
 * there for strangers to fill. For the same reason wrong passwords of a user are told once a minute.
 */
function signInEntry(
  { tenant, subject }: Pick<Caller, 'tenant' | 'subject'>,
  status: 'success' | 'failure',
  requestId: string,
  now: Date,
): AuditCommand {
  const minute = createHash('sha256')
    .update(`${subject}\n${now.toISOString().slice(0, 16)}`)
    .digest('hex');
  return {
    tenant,
    entry_id: `sign-in-${status === 'success' ? randomUUID() : `refused-${minute.slice(0, 32)}`}`,
    entry: {
      timestamp: now.toISOString(),
      event_type: 'sign_in',
      user_id: subject,
      resource_id: null,
      action: 'identity.createToken',
      status,
      details: { request_id: requestId, ...(status === 'failure' && { error: 'invalid_credentials' }) },
    },
  };
}

export const createToken = defineRoute({
  id: 'identity.createToken',
  method: 'POST',
  path: '/token',
  summary: 'Obtenir un jeton contre des identifiants',
  description: 'JSON or form fields (OAuth 2 password form). The token goes into `Authorization: Bearer …`.',
  access: 'public',
  body: z.object({ username: text(200), password: text(1000) }),
  responses: {
    200: {
      description: 'A bearer token',
      body: z.object({
        access_token: z.string(),
        token_type: z.literal('bearer'),
        expires_in: z.number().int().describe('Seconds'),
      }),
    },
  },
  errors: ['invalid_credentials'],
  uses: ['credentials', 'tokens', 'auditOutbox'],
  // Told here, since who called is only known after.
  audit: 'by_change',
  example: { body: { username: 'admin', password: 'correct horse battery staple' } },
}).handle(async ({ input: { body }, services, now, log, requestId }) => {
  const tell = (user: Pick<Caller, 'tenant' | 'subject'>, status: 'success' | 'failure') =>
    services.auditOutbox.record(signInEntry(user, status, requestId, now()), now());
  let caller: Caller;
  try {
    caller = await services.credentials.verify(body.username, body.password);
  } catch (error) {
    const telling = error instanceof WrongPassword ? tell(error.user, 'failure') : undefined;
    await Promise.all([telling, wait(REFUSAL_MS)]);
    throw error;
  }
  // Before the token is given: who has one signed in.
  await tell(caller, 'success');
  const { token, expiresInSeconds } = await services.tokens.issue(caller, now());
  log.info('token issued', { tenant: caller.tenant, role: caller.role });
  return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: expiresInSeconds } };
});
