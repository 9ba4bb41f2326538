/** Signing in, as handlers see it. How it is done is in `shared/stores` and `shared/secrets`; why, in ADR 0003. */
import type { Caller, Role } from './caller.ts';

/** What signing in needs, and no more: the function that strangers reach must not be able to make users. */
export interface Credentials {
  /** The caller behind a user name and password; throws AppError `invalid_credentials` for either being wrong. */
  verify(username: string, password: string): Promise<Caller>;
}

export interface Users {
  /** Creates the user unless the name is taken; true when it was created. The password is kept hashed (scrypt). */
  createIfAbsent(
    user: { username: string; password: string; tenant: string; role: Role },
    now: Date,
  ): Promise<boolean>;
}

export interface TokenIssuer {
  /** A bearer token (JWT) and how long it is good for. */
  issue(caller: Caller, now: Date): Promise<{ token: string; expiresInSeconds: number }>;
}

export interface ApiKey {
  key_id: string;
  name: string;
  role: Role;
  created_at: string;
}

export interface ApiKeys {
  /** The only time the secret is seen; only its hash is kept. */
  create(tenant: string, key: { name: string; role: Role }, now: Date): Promise<ApiKey & { secret: string }>;
  list(tenant: string): Promise<ApiKey[]>;
  /** False when the tenant has no such key. */
  revoke(tenant: string, keyId: string): Promise<boolean>;
}

/** Finds out who calls from request headers (lower-case names); throws AppError `unauthorized`. */
export interface Authenticator {
  authenticate(headers: Record<string, string | undefined>): Promise<Caller>;
}
