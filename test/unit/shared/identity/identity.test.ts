import { SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Caller } from '../../../../shared/contract/caller.ts';
import { authenticator } from '../../../../shared/identity/authenticator.ts';
import { hashPassword, passwordMatches } from '../../../../shared/identity/passwords.ts';
import {
  signToken,
  TOKEN_LIFETIME_SECONDS,
  tokenIssuer,
  verifyToken,
} from '../../../../shared/identity/tokens.ts';
import { NOON, noonPlus } from '../../../support/task-examples.ts';

const KEY = new TextEncoder().encode('the key of these tests, of 32 bytes or more');
const OTHER_KEY = new TextEncoder().encode('another key of these tests, of 32 bytes too');
const anne: Caller = { tenant: 'acme', subject: 'anne', role: 'operator' };
const unauthorized = { code: 'unauthorized', details: undefined };

/** A token like ours but for what is given. */
async function forged(claims: object, options: { alg?: string; issuer?: string; expires?: number } = {}) {
  const { alg = 'HS256', issuer = 'bordereau', expires = 3600 } = options;
  const token = new SignJWT({ sub: 'anne', tenant: 'acme', role: 'admin', ...claims })
    .setProtectedHeader({ alg })
    .setIssuer(issuer)
    .setAudience('bordereau')
    .setIssuedAt(NOON.getTime() / 1000);
  if (expires) token.setExpirationTime(NOON.getTime() / 1000 + expires);
  return token.sign(KEY);
}

describe('a bearer token', () => {
  test('stands for whom it was issued to, until it expires', async () => {
    const { token, expiresInSeconds } = await tokenIssuer(async () => KEY).issue(anne, NOON);
    expect(expiresInSeconds).toBe(TOKEN_LIFETIME_SECONDS);
    expect(await verifyToken(token, KEY, noonPlus(TOKEN_LIFETIME_SECONDS - 1))).toEqual(anne);
    await expect(verifyToken(token, KEY, noonPlus(TOKEN_LIFETIME_SECONDS))).rejects.toMatchObject(
      unauthorized,
    );
  });

  test('signed with another key is refused', async () => {
    await expect(verifyToken(await signToken(anne, OTHER_KEY, NOON), KEY, NOON)).rejects.toMatchObject(
      unauthorized,
    );
  });

  test('with a changed claim is refused', async () => {
    const [head, claims = '', signature] = (await signToken(anne, KEY, NOON)).split('.');
    const changed = JSON.stringify({
      ...JSON.parse(Buffer.from(claims, 'base64url').toString()),
      role: 'admin',
    });
    const token = [head, Buffer.from(changed).toString('base64url'), signature].join('.');
    await expect(verifyToken(token, KEY, NOON)).rejects.toMatchObject(unauthorized);
  });

  test('without a signature is refused', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = {
      sub: 'anne',
      tenant: 'acme',
      role: 'admin',
      iss: 'bordereau',
      aud: 'bordereau',
      exp: 9e9,
    };
    const token = `${part({ alg: 'none' })}.${part(claims)}.`;
    await expect(verifyToken(token, KEY, NOON)).rejects.toMatchObject(unauthorized);
  });

  test.each([
    ['of another issuer', () => forged({}, { issuer: 'else' })],
    ['that never expires', () => forged({}, { expires: 0 })],
    ['of another algorithm', () => forged({}, { alg: 'HS512' })],
    ['with a role that does not exist', () => forged({ role: 'root' })],
    ['with a tenant that cannot be one', () => forged({ tenant: '../other' })],
    ['for nobody', () => forged({ sub: '' })],
    ['of no form at all', async () => 'x'],
  ])('%s is refused', async (_what, make) => {
    await expect(verifyToken(await make(), KEY, NOON)).rejects.toMatchObject(unauthorized);
  });
});

describe('a request', () => {
  const erp: Caller = { tenant: 'acme', subject: 'key:1', role: 'viewer' };
  const signIn = authenticator({
    secret: async () => KEY,
    apiKeyOwner: async (key) => (key === 'good' ? erp : undefined),
    now: () => NOON,
  });

  test('is its token’s, whatever the case of the scheme', async () => {
    const token = await signToken(anne, KEY, NOON);
    for (const scheme of ['Bearer', 'bearer', 'BEARER ']) {
      expect(await signIn.authenticate({ authorization: `${scheme} ${token}` })).toEqual(anne);
    }
  });

  test('is its API key’s where there is no token', async () => {
    expect(await signIn.authenticate({ 'x-api-key': 'good' })).toEqual(erp);
    expect(await signIn.authenticate({ 'x-api-key': 'good', authorization: 'Basic YTpi' })).toEqual(erp);
  });

  test('with a wrong token is refused, even beside a good key', async () => {
    const headers = { authorization: 'Bearer not.a.token', 'x-api-key': 'good' };
    await expect(signIn.authenticate(headers)).rejects.toMatchObject(unauthorized);
  });

  test.each([
    {},
    { authorization: '' },
    { authorization: 'Bearer' },
    { 'x-api-key': 'bad' },
    { 'x-api-key': '' },
  ])('with %j is nobody’s', async (headers) => {
    await expect(signIn.authenticate(headers)).rejects.toMatchObject(unauthorized);
  });
});

describe('a password', () => {
  test('matches its own hash only, and hashes differently each time', async () => {
    const [one, two] = await Promise.all([hashPassword('été'), hashPassword('été')]);
    expect(one).not.toBe(two);
    expect(await passwordMatches('été', one)).toBe(true);
    expect(await passwordMatches('ete', one)).toBe(false);
  });

  test.each(['', 'été', 'bcrypt$a$b', 'scrypt$$'])(
    'never matches %j, which is no hash of ours',
    async (hash) => {
      expect(await passwordMatches('été', hash)).toBe(false);
    },
  );
});
