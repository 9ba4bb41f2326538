/** Bearer tokens: JWT (RFC 7519), HS256, with tenant and role in claims. Why so: docs/adr/0003-identity.md. */
import { jwtVerify, SignJWT } from 'jose';
import * as z from 'zod';
import { AppError } from '../contract/app-error.ts';
import { type Caller, ROLES, TENANT_PATTERN } from '../contract/caller.ts';
import type { TokenIssuer } from '../contract/identity.ts';

const ISSUER = 'bordereau';
export const TOKEN_LIFETIME_SECONDS = 8 * 3600;

const claims = z.object({
  sub: z.string().min(1),
  tenant: z.string().regex(TENANT_PATTERN),
  role: z.enum(ROLES),
});

/** @param key at least 32 bytes (RFC 7518 §3.2). */
export async function signToken(caller: Caller, key: Uint8Array, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  return new SignJWT({ tenant: caller.tenant, role: caller.role })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(caller.subject)
    .setIssuer(ISSUER)
    .setAudience(ISSUER)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + TOKEN_LIFETIME_SECONDS)
    .sign(key);
}

/** Throws AppError `unauthorized` for anything but a valid token of ours. */
export async function verifyToken(token: string, key: Uint8Array, now: Date): Promise<Caller> {
  try {
    const { payload } = await jwtVerify(token, key, {
      algorithms: ['HS256'],
      issuer: ISSUER,
      audience: ISSUER,
      currentDate: now,
      requiredClaims: ['exp'],
    });
    const { sub, tenant, role } = claims.parse(payload);
    return { subject: sub, tenant, role };
  } catch (error) {
    throw new AppError('unauthorized', undefined, { cause: error });
  }
}

export function tokenIssuer(secret: (now: Date) => Promise<Uint8Array>): TokenIssuer {
  return {
    async issue(caller, now) {
      return {
        token: await signToken(caller, await secret(now), now),
        expiresInSeconds: TOKEN_LIFETIME_SECONDS,
      };
    },
  };
}
