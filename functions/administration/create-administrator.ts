import { randomBytes } from 'node:crypto';
import * as z from 'zod';
import { TENANT_PATTERN } from '../../shared/contract/caller.ts';
import { defineOperation } from '../../shared/contract/consumer.ts';
import { text } from '../../shared/contract/text.ts';
import { DEFAULT_TENANT } from '../../shared/domain/document/object-keys.ts';

/**
 * The first sign-in of an install. The password is random, in the answer only, and kept hashed; a name that exists
 * is left as it is, and the answer says so.
 */
export const createAdministrator = defineOperation({
  id: 'create-administrator',
  input: z.object({
    username: text(200).default('admin'),
    tenant: z.string().regex(TENANT_PATTERN).default(DEFAULT_TENANT),
  }),
  memoryMegabytes: 1024,
  timeoutSeconds: 15,
  uses: ['users'],
  failureCosts: 'A new install has nobody who can sign in.',
  async handler({ input: { username, tenant }, services, now }) {
    const password = randomBytes(15).toString('base64url');
    const created = await services.users.createIfAbsent({ username, password, tenant, role: 'admin' }, now());
    return created ? { created, username, tenant, password } : { created, username };
  },
});
