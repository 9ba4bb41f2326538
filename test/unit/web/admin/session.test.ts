import { describe, expect, test } from 'vitest';
import { signToken } from '../../../../shared/identity/tokens.ts';
import { expiryOf, identityOf, newSession } from '../../../../web/admin/session.ts';

describe('a session', () => {
  test('ends when its token does', async () => {
    const now = new Date('2026-11-20T12:00:00Z');
    const caller = { tenant: 'default', subject: 'Zoé', role: 'admin' } as const;
    const token = await signToken(caller, new Uint8Array(32), now);
    expect(expiryOf(token)).toBeGreaterThan(now.getTime());
    expect(newSession(token)).toEqual({ secret: token, expiresAtMs: expiryOf(token) });
  });

  test('of something else has no end of its own, and is for the API to judge', () => {
    for (const secret of ['bdx_0_A', 'a.b.c', 'a.!!!.c', '', 'a.e30.c']) expect(expiryOf(secret)).toBeNull();
  });

  test('tells an API key from a token', () => {
    expect(identityOf(newSession('bdx_0_A'))).toEqual({ apiKey: 'bdx_0_A' });
    expect(identityOf(newSession('a.b.c'))).toEqual({ token: 'a.b.c' });
  });
});
