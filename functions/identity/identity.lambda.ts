import { httpHandler } from '../../shared/http/http-handler.ts';
import { signIn } from '../../shared/identity/sign-in.ts';
import { tokenSecret } from '../../shared/identity/token-secret.ts';
import { tokenIssuer } from '../../shared/identity/tokens.ts';
import { apiKeys } from '../../shared/stores/api-keys.ts';
import { table } from '../../shared/stores/table.ts';
import { users } from '../../shared/stores/users.ts';
import { identityRoom } from './room.ts';

export const handler = httpHandler(
  identityRoom,
  { users: () => users(table()), tokens: () => tokenIssuer(tokenSecret), apiKeys: () => apiKeys(table()) },
  { authenticator: signIn },
);
