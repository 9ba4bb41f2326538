import { httpHandler } from '../../shared/http/http-handler.ts';
import { signIn } from '../../shared/identity/sign-in.ts';
import { tokenSecret } from '../../shared/identity/token-secret.ts';
import { tokenIssuer } from '../../shared/identity/tokens.ts';
import { apiKeys } from '../../shared/stores/api-keys.ts';
import { credentials } from '../../shared/stores/credentials.ts';
import { table } from '../../shared/stores/table.ts';
import { identityRoom } from './room.ts';

export const handler = httpHandler(
  identityRoom,
  {
    credentials: () => credentials(table()),
    tokens: () => tokenIssuer(tokenSecret),
    apiKeys: () => apiKeys(table()),
  },
  { authenticator: signIn },
);
