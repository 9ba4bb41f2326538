/** Who is signed in on this tab. Kept in sessionStorage alone: it ends with the tab, and no other one knows it. */

/** What the API is asked with, and until when it takes that. */
export interface Session {
  /** A bearer token, or an API key (`bdx_…`). */
  secret: string;
  /** Milliseconds since 1970; null when the secret does not say. */
  expiresAtMs: number | null;
}

const KEY = 'bordereau.session';

/** Reads `exp` of a JSON web token (RFC 7519 4.1.4); null where there is none. The server alone judges a token. */
export function expiryOf(secret: string): number | null {
  const [, payload] = secret.split('.');
  if (payload === undefined) return null;
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
    const { exp } = JSON.parse(new TextDecoder().decode(bytes)) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : null;
  } catch {
    return null;
  }
}

/** How the API is told of a secret. */
export function identityOf({ secret }: Session): { token: string } | { apiKey: string } {
  return secret.startsWith('bdx_') ? { apiKey: secret } : { token: secret };
}

/** The session that a secret opens, as far as the secret itself tells. */
export function newSession(secret: string): Session {
  return { secret, expiresAtMs: expiryOf(secret) };
}

/** The session of this tab, after a reload; null where nobody is signed in. */
export function storedSession(): Session | null {
  const secret = sessionStorage.getItem(KEY);
  return secret === null ? null : newSession(secret);
}

/** Keeps the session for reloads of this tab; null forgets it. */
export function storeSession(session: Session | null): void {
  if (session) sessionStorage.setItem(KEY, session.secret);
  else sessionStorage.removeItem(KEY);
}
