/** The authenticator every function uses: tokens by the shared secret, API keys by the table. */
import type { Authenticator } from '../contract/identity.ts';
import { apiKeyOwner } from '../stores/api-keys.ts';
import { table } from '../stores/table.ts';
import { authenticator } from './authenticator.ts';
import { tokenSecret } from './token-secret.ts';

let shared: Authenticator | undefined;

export function signIn(): Authenticator {
  shared ??= authenticator({ secret: tokenSecret, apiKeyOwner: (key) => apiKeyOwner(table(), key) });
  return shared;
}
