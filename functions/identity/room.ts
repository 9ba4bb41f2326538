import { defineRoom } from '../../shared/contract/route.ts';
import { createApiKey, listApiKeys, revokeApiKey } from './api-keys.ts';
import { createToken } from './create-token.ts';

export const identityRoom = defineRoom({
  id: 'identity',
  title: 'Identité',
  routes: [createToken, createApiKey, listApiKeys, revokeApiKey],
  // scrypt takes 128 MB a password and as much CPU as it gets.
  memoryMegabytes: 1024,
  timeoutSeconds: 15,
  failureCosts: 'Nobody can sign in or manage API keys. Tokens and keys already given keep working.',
});
