/** Signing in, as handlers see it. How it is done is in `shared/stores` and `shared/identity`; why, in ADR 0003. */
import { AppError } from './app-error.ts';
import type { Caller, Role } from './caller.ts';

/** A known user's password was wrong. To callers it is what an unknown user is: `invalid_credentials`. */
export class WrongPassword extends AppError {
  readonly user: Pick<Caller, 'tenant' | 'subject'>;

  constructor(user: Pick<Caller, 'tenant' | 'subject'>) {
    super('invalid_credentials');
    this.user = user;
  }
}

/** What signing in needs, and no more: the function that strangers reach must not be able to make users. */
export interface Credentials {
  /**
   * The caller behind a user name and password; throws AppError `invalid_credentials` for either being wrong, as
   * `WrongPassword` where the user is known.
   */
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
  /** Its own limit for each endpoint; null for the tenant's or the endpoint's. */
  requests_per_minute: number | null;
}

export interface ApiKeys {
  /** The only time the secret is seen; only its hash is kept. */
  create(
    tenant: string,
    key: { name: string; role: Role; requests_per_minute?: number | null | undefined },
    now: Date,
  ): Promise<ApiKey & { secret: string }>;
  list(tenant: string): Promise<ApiKey[]>;
  /** False when the tenant has no such key. */
  revoke(tenant: string, keyId: string): Promise<boolean>;
}

/**
 * Finds out who calls from request headers (lower-case names).
 * @throws AppError `unauthorized` for who is nobody of ours; anything else means that we could not look.
 */
export interface Authenticator {
  authenticate(headers: Record<string, string | undefined>): Promise<Caller>;
}
