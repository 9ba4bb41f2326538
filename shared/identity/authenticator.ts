/** Who calls: a bearer token, or an API key in `X-API-Key`. A request with both must be right by its token. */
import { AppError } from '../contract/app-error.ts';
import type { Caller } from '../contract/caller.ts';
import type { Authenticator } from '../contract/identity.ts';
import { verifyToken } from './tokens.ts';

export function authenticator(parts: {
  secret: (now: Date) => Promise<Uint8Array>;
  /** Undefined for an unknown or wrong key. */
  apiKeyOwner: (key: string) => Promise<Caller | undefined>;
  now?: () => Date;
}): Authenticator {
  const now = parts.now ?? (() => new Date());
  return {
    async authenticate(headers) {
      const bearer = headers.authorization?.match(/^Bearer +([\w.~+/=-]+) *$/i)?.[1];
      if (bearer) return verifyToken(bearer, await parts.secret(now()), now());
      const key = headers['x-api-key'];
      const owner = key ? await parts.apiKeyOwner(key) : undefined;
      if (!owner) throw new AppError('unauthorized');
      return owner;
    },
  };
}
