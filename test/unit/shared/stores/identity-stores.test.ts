import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { apiKeyOwner, apiKeys } from '../../../../shared/stores/api-keys.ts';
import { credentials } from '../../../../shared/stores/credentials.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { users } from '../../../../shared/stores/users.ts';
import { createTable } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { NOON, noonPlus, someTenant } from '../../../support/task-examples.ts';

let table: Table;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());

const people = () => users(grantedTable(table, 'users'));
const signIn = () => credentials(grantedTable(table, 'credentials'));
const keys = () => apiKeys(grantedTable(table, 'apiKeys'));
const ownerOf = (secret: string) => apiKeyOwner(grantedTable(table, 'sign-in'), secret);

describe('users', () => {
  const anne = {
    username: 'Anne',
    password: 'un mot de passe été',
    tenant: 'acme',
    role: 'operator',
  } as const;

  test('sign in with their password only, whatever the case of their name', async () => {
    expect(await people().createIfAbsent(anne, NOON)).toBe(true);
    expect(await signIn().verify('anne', anne.password)).toEqual({
      subject: 'Anne',
      tenant: 'acme',
      role: 'operator',
    });
    const decomposed = anne.password.normalize('NFD');
    expect(await signIn().verify('ANNE', decomposed)).toMatchObject({
      subject: 'Anne',
    });
    await expect(signIn().verify('anne', 'un autre')).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
    await expect(signIn().verify('anne', '')).rejects.toMatchObject({
      code: 'invalid_credentials',
    });
  });

  test('who do not exist are refused like those with a wrong password', async () => {
    await expect(signIn().verify('personne', 'secret')).rejects.toMatchObject({
      code: 'invalid_credentials',
      details: undefined,
    });
  });

  test('keep their password when somebody else takes their name', async () => {
    const paul = { ...anne, username: 'paul' };
    await people().createIfAbsent(paul, NOON);
    const intruder = { ...paul, username: 'PAUL', password: 'other', role: 'admin' } as const;
    expect(await people().createIfAbsent(intruder, NOON)).toBe(false);
    expect(await signIn().verify('paul', anne.password)).toMatchObject({ role: 'operator' });
  });

  test('are stored without their password', async () => {
    await people().createIfAbsent({ ...anne, username: 'zoé' }, NOON);
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }));
    const [Item] = Items.filter(({ username }) => username === 'zoé');
    expect(JSON.stringify(Item)).not.toContain(anne.password);
    expect(Item?.passwordHash).toMatch(/^scrypt\$/);
  });

  test('may have names that folding makes too long for a key', async () => {
    const username = 'ﷺ'.repeat(200);
    await people().createIfAbsent({ ...anne, username }, NOON);
    expect(await signIn().verify(username, anne.password)).toMatchObject({
      subject: username,
    });
  });
});

describe('API keys', () => {
  test('stand for their tenant and role until they are revoked', async () => {
    const tenant = someTenant();
    const key = await keys().create(tenant, { name: 'ERP', role: 'operator' }, NOON);
    expect(await ownerOf(key.secret)).toEqual({
      tenant,
      subject: `key:${key.key_id}`,
      role: 'operator',
    });
    expect(await keys().revoke(tenant, key.key_id)).toBe(true);
    expect(await ownerOf(key.secret)).toBeUndefined();
    expect(await keys().revoke(tenant, key.key_id)).toBe(false);
  });

  test.each([
    ['empty', () => ''],
    ['malformed', () => 'bdx_zz'],
    [
      'unknown',
      (secret: string) => secret.replace(/bdx_./, (start) => (start === 'bdx_0' ? 'bdx_1' : 'bdx_0')),
    ],
    ['wrong', (secret: string) => secret.replace(/.$/, (end) => (end === 'A' ? 'B' : 'A'))],
    ['longer', (secret: string) => `${secret}A`],
  ])('that are %s stand for nobody', async (_what, spoil) => {
    const key = await keys().create(someTenant(), { name: 'ERP', role: 'admin' }, NOON);
    expect(await ownerOf(spoil(key.secret))).toBeUndefined();
  });

  test('are listed oldest first, to their tenant only, never with their secret', async () => {
    const tenant = someTenant();
    for (const [seconds, name] of ['un', 'deux', 'trois'].entries()) {
      await keys().create(tenant, { name, role: 'viewer' }, noonPlus(seconds));
    }
    const listed = await keys().list(tenant);
    expect(listed.map(({ name }) => name)).toEqual(['un', 'deux', 'trois']);
    expect(Object.keys(listed[0] ?? {}).toSorted()).toEqual([
      'created_at',
      'key_id',
      'name',
      'requests_per_minute',
      'role',
    ]);
    expect(await keys().list(someTenant())).toEqual([]);
  });

  test('cannot be revoked by another tenant', async () => {
    const key = await keys().create(someTenant(), { name: 'ERP', role: 'admin' }, NOON);
    expect(await keys().revoke(someTenant(), key.key_id)).toBe(false);
    expect(await ownerOf(key.secret)).toBeDefined();
  });

  test('are stored without their secret', async () => {
    const key = await keys().create(someTenant(), { name: 'ERP', role: 'admin' }, NOON);
    const { Item } = await table.client.send(
      new GetCommand({ TableName: table.name, Key: { pk: `APIKEY#${key.key_id}`, sk: 'APIKEY' } }),
    );
    const secret = key.secret.slice(`bdx_${key.key_id}_`.length);
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(Item)).not.toContain(secret);
  });
});
