import { httpHandler } from '../../shared/http/http-handler.ts';
import { productRuntime } from '../../shared/http/product-runtime.ts';
import { tokenSecret } from '../../shared/identity/token-secret.ts';
import { tokenIssuer } from '../../shared/identity/tokens.ts';
import { logger } from '../../shared/logging.ts';
import { apiKeys } from '../../shared/stores/api-keys.ts';
import { auditOutbox } from '../../shared/stores/audit-outbox.ts';
import { credentials } from '../../shared/stores/credentials.ts';
import { table } from '../../shared/stores/table.ts';
import { identityRoom } from './room.ts';

export const handler = httpHandler(
  identityRoom,
  {
    credentials: () => credentials(table()),
    tokens: () => tokenIssuer(tokenSecret),
    apiKeys: () => apiKeys(table()),
    auditOutbox: () => auditOutbox(table(), logger({})),
  },
  productRuntime,
);
