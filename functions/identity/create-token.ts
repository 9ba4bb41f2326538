import * as z from 'zod';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';

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
  uses: ['credentials', 'tokens'],
  example: { body: { username: 'admin', password: 'correct horse battery staple' } },
}).handle(async ({ input: { body }, services, now, log }) => {
  const caller = await services.credentials.verify(body.username, body.password);
  const { token, expiresInSeconds } = await services.tokens.issue(caller, now());
  log.info('token issued', { tenant: caller.tenant, role: caller.role });
  return { status: 200, body: { access_token: token, token_type: 'bearer', expires_in: expiresInSeconds } };
});
