import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listApiKeys } from '../../../../functions/identity/api-keys.ts';
import { createToken } from '../../../../functions/identity/create-token.ts';
import { getTask } from '../../../../functions/tasks/get-task.ts';
import { listTaskHistory } from '../../../../functions/tasks/list-tasks.ts';
import { listWebhooks } from '../../../../functions/webhooks/webhooks.ts';
import type { Caller } from '../../../../shared/contract/caller.ts';
import { DEFAULT_TENANT_SETTINGS } from '../../../../shared/domain/tenant/tenant-settings.ts';
import { networkOf } from '../../../../shared/http/rate-limit.ts';
import { apiKeys } from '../../../../shared/stores/api-keys.ts';
import { tenantSettingsStore } from '../../../../shared/stores/tenant-settings.ts';
import { type Api, type Call, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { NOON, someTenant } from '../../../support/task-examples.ts';

let backend: Backend;
let api: Api;
beforeAll(async () => {
  backend = await startBackend();
  api = await startApi(backend);
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});

const statuses = async (times: number, call: () => ReturnType<Api['call']>) => {
  const counts: Record<number, number> = {};
  for (let time = 0; time < times; time++) {
    const { status } = await call();
    counts[status] = (counts[status] ?? 0) + 1;
  }
  return counts;
};
const someone = (tenant = someTenant()): Caller => ({ tenant, subject: 'anne', role: 'admin' });
const limitTo = (tenant: string, requests_per_minute: number) =>
  tenantSettingsStore(backend.table).put(tenant, { ...DEFAULT_TENANT_SETTINGS, requests_per_minute });
const newKey = async (tenant: string, options: { role?: 'admin' | 'viewer'; limit?: number } = {}) =>
  apiKeys(backend.table).create(
    tenant,
    { name: 'test', role: options.role ?? 'admin', requests_per_minute: options.limit },
    NOON,
  );

describe('a client', () => {
  test('has sixty calls a minute of an endpoint, and as many of the next', async () => {
    const caller = someone();
    expect(await statuses(62, () => api.call(listWebhooks, { caller }))).toEqual({ 200: 60, 429: 2 });
    expect((await api.call(listApiKeys, { caller })).status).toBe(200);
    expect((await api.call(listWebhooks, { caller: { ...caller, subject: 'paul' } })).status).toBe(200);
    expect((await api.call(listWebhooks, { caller: someone() })).status).toBe(200);
  });

  test('that calls all at once has no call more', async () => {
    const caller = someone();
    const answers = await Promise.all(Array.from({ length: 80 }, () => api.call(listWebhooks, { caller })));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(60);
    const left = answers.map(({ headers }) => Number(headers['ratelimit-remaining']));
    expect(Math.min(...left)).toBe(0);
  });

  test('has the calls that its key has, before those of its tenant and of the endpoint', async () => {
    const tenant = someTenant();
    await limitTo(tenant, 3);
    const [own, plain] = [await newKey(tenant, { limit: 5 }), await newKey(tenant)];
    const calling = (secret: string) => () => api.call(listWebhooks, { headers: { 'x-api-key': secret } });
    expect(await statuses(7, calling(own.secret))).toEqual({ 200: 5, 429: 2 });
    expect(await statuses(7, calling(plain.secret))).toEqual({ 200: 3, 429: 4 });
  });

  test('that is signed in is counted by who it is, wherever it calls from', async () => {
    const caller = someone();
    await limitTo(caller.tenant, 2);
    for (const sourceIp of ['203.0.113.1', '203.0.113.2'])
      expect((await api.call(listWebhooks, { caller, sourceIp })).status).toBe(200);
    expect((await api.call(listWebhooks, { caller, sourceIp: '203.0.113.3' })).status).toBe(429);
  });

  test('is refused by another process too', async () => {
    const caller = someone();
    await limitTo(caller.tenant, 4);
    const other = await startApi(backend);
    const calls = await statuses(4, () => api.call(listWebhooks, { caller }));
    expect(calls).toEqual({ 200: 4 });
    expect((await other.call(listWebhooks, { caller })).status).toBe(429);
    await other.stop();
  });
});

describe('strangers', () => {
  test('are counted by their address where they try to sign in, over all endpoints', async () => {
    const sourceIp = '203.0.113.77';
    const guess = { sourceIp, headers: { 'x-api-key': `bdx_${'0'.repeat(16)}_${'A'.repeat(43)}` } };
    const first = await statuses(31, () => api.call(listWebhooks, guess));
    const second = await statuses(31, () => api.call(listTaskHistory, guess));
    expect([first, second]).toEqual([{ 401: 31 }, { 401: 29, 429: 2 }]);
    // Who signs in from the same address is another client.
    expect((await api.call(listWebhooks, { caller: someone(), sourceIp })).status).toBe(200);
    expect((await api.call(listWebhooks, { ...guess, sourceIp: '203.0.113.78' })).status).toBe(401);
  });

  test('that guess passwords are counted by their address', async () => {
    const call: Call = { sourceIp: '203.0.113.80', body: { username: 5 } };
    expect(await statuses(61, () => api.call(createToken, call))).toEqual({ 400: 60, 429: 1 });
  });

  test('at no endpoint at all are counted too', async () => {
    const room = api.rooms[0] as Api['rooms'][number];
    const { eventOf } = await import('../../../support/api-under-test.ts');
    const event = { ...(await eventOf(listWebhooks, { sourceIp: '203.0.113.90' })), routeKey: '$default' };
    const counts = await statuses(61, () => api.invoke(room, event));
    expect(counts).toEqual({ 404: 60, 429: 1 });
  });
});

test('an IPv6 client is its network, however its address is written', () => {
  expect(networkOf('2001:db8::1')).toBe(networkOf('2001:0db8:0000:0000:ffff::2'));
  expect(networkOf('2001:db8:0:1::1')).not.toBe(networkOf('2001:db8::1'));
  expect(networkOf('::1')).toBe('0:0:0:0');
  expect(networkOf('203.0.113.9')).toBe('203.0.113.9');
  expect(networkOf('::ffff:203.0.113.9')).toBe('203.0.113.9');
});

describe('the bypass', () => {
  const bypassing = (caller: Caller, secret: string): Call => ({
    caller,
    headers: { 'x-rate-limit-bypass': secret },
  });

  test('lets through for an administrator’s key of the same tenant, and is audited once a minute', async () => {
    const caller = { ...someone(), role: 'viewer' as const };
    await limitTo(caller.tenant, 1);
    const { key_id, secret } = await newKey(caller.tenant);
    backend.forgetSent();
    const call = bypassing(caller, secret);
    const taskId = { params: { task_id: 'task_1' } };
    expect(await statuses(4, () => api.call(getTask, { ...call, ...taskId }))).toEqual({ 404: 4 });
    const entries = backend
      .sent('audit')
      .map(({ body }) => body as { entry: { action: string } })
      .filter(({ entry }) => entry.action === 'rate_limit_bypass');
    // One, or two where a minute ended meanwhile.
    expect(entries.length).toBeGreaterThan(0);
    expect(entries.length).toBeLessThan(3);
    expect(entries[0]).toMatchObject({
      tenant: caller.tenant,
      entry: {
        event_type: 'api_call',
        user_id: `key:${key_id}`,
        status: 'success',
        details: { endpoint: 'tasks.get', caller: 'anne' },
      },
    });
    expect(JSON.stringify(entries)).not.toContain(secret);
  });

  test.each([
    ['a key that is wrong', async () => `bdx_${'1'.repeat(16)}_${'B'.repeat(43)}`],
    ['no key at all', async () => 'admin'],
    ['a key of another role', async (tenant: string) => (await newKey(tenant, { role: 'viewer' })).secret],
    ['an administrator’s key of another tenant', async () => (await newKey(someTenant())).secret],
  ])('does not let through for %s', async (_, secretFor) => {
    const caller = someone();
    await limitTo(caller.tenant, 1);
    const call = bypassing(caller, await secretFor(caller.tenant));
    expect(await statuses(3, () => api.call(listWebhooks, call))).toEqual({ 200: 1, 429: 2 });
  });

  test('opens no endpoint to strangers: nobody is signed in whose tenant it could be', async () => {
    const { secret } = await newKey(someTenant());
    const call = {
      sourceIp: '203.0.113.99',
      body: { username: 5 },
      headers: { 'x-rate-limit-bypass': secret },
    };
    expect(await statuses(61, () => api.call(createToken, call))).toEqual({ 400: 60, 429: 1 });
  });
});
