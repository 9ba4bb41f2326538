/** What every route promises, derived from its definition: nothing here names a route, so new ones are covered. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { rooms } from '../../functions/catalogue.ts';
import { type Caller, ROLES, type Role } from '../../shared/contract/caller.ts';
import { messageFor } from '../../shared/contract/messages.ts';
import { requestsPerMinuteOf } from '../../shared/contract/rate-limits.ts';
import type { AnyRoute } from '../../shared/contract/route.ts';
import { DEFAULT_TENANT_SETTINGS } from '../../shared/domain/tenant/tenant-settings.ts';
import { tenantSettingsStore } from '../../shared/stores/tenant-settings.ts';
import { type Answer, type Api, type Call, startApi } from '../support/api-under-test.ts';
import { type Backend, startBackend } from '../support/backend.ts';
import { sampleBytes } from '../support/broken-files.ts';
import { brokenPromises } from '../support/openapi-check.ts';
import { type SeededTenant, seedTenant, seedUser } from '../support/seeded-tenant.ts';
import { badBodies, badParameters } from '../support/violations.ts';

const routes: readonly AnyRoute[] = rooms.flatMap((room) => [...room.routes]);
const guarded = routes.filter(({ access }) => access !== 'public');
const SAMPLE = 'facture-2026-0142-atelier-lumiere.pdf';

let backend: Backend;
let api: Api;
let mine: SeededTenant;
let sample: Uint8Array;

beforeAll(async () => {
  backend = await startBackend();
  api = await startApi(backend);
  sample = await sampleBytes(SAMPLE);
  await seedUser(backend.table);
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});
beforeEach(async () => {
  mine = await seedTenant(backend.table);
});

/** `{report_id}` as a value of a query is the tenant's own, as in a path. */
function withIds(query: Record<string, string>, ids: Record<string, string>): Record<string, string> {
  const filled = ([name, value]: [string, string]) => [
    name,
    value.replace(/^\{(\w+)\}$/, (_, id) => ids[id] ?? 'missing'),
  ];
  return Object.fromEntries(Object.entries(query).map(filled));
}

/** The example that the route declares, with the tenant's own ids in its path. */
function exampleOf(route: AnyRoute, ids: Record<string, string> = mine.ids): Call {
  const { query, body, file } = route.example ?? {};
  const names = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  return {
    ...(names.length > 0 && {
      params: Object.fromEntries(names.map((name) => [name, ids[name] ?? 'missing'])),
    }),
    ...(query && { query: withIds(query, ids) }),
    ...(file ? { file: { name: SAMPLE, bytes: sample } } : { body }),
  };
}

function someone(route: AnyRoute, tenant = mine.tenant): Caller | undefined {
  const [role] = route.access === 'public' ? [] : route.access;
  return role && { tenant, subject: 'someone', role };
}

function expectError(route: AnyRoute, answer: Answer, status: number, code: string): void {
  expect([answer.status, answer.json?.error?.code], answer.text).toEqual([status, code]);
  expect(brokenPromises(route, answer)).toEqual([]);
}

describe.each(routes)('$method $path', (route) => {
  test('answers its example as it declares', async () => {
    const answer = await api.call(route, { ...exampleOf(route), caller: someone(route) });
    expect(Object.keys(route.responses), answer.text).toContain(String(answer.status));
    expect(brokenPromises(route, answer)).toEqual([]);
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    const limit = requestsPerMinuteOf(route);
    expect(answer.headers).toMatchObject({
      'ratelimit-limit': String(limit),
      'ratelimit-policy': `${limit};w=60`,
      'ratelimit-remaining': String(limit - 1),
      'ratelimit-reset': expect.stringMatching(/^(60|59)$/),
    });
  });

  if (route.method === 'GET')
    test('is not sent again to who has it, and compressed for who takes that', async () => {
      const request = { ...exampleOf(route), caller: someone(route) };
      const plain = await api.call(route, request);
      if (plain.status !== 200) return;
      expect(plain.headers.etag).toMatch(/^W\/"[\w-]+"$/);
      expect(plain.headers['cache-control']).toMatch(/no-cache|public/);
      const packed = await api.call(route, { ...request, headers: { 'accept-encoding': 'br' } });
      const isLong = Buffer.byteLength(plain.text) > 1024 && !plain.headers['content-encoding'];
      if (isLong) expect(packed.headers).toMatchObject({ 'content-encoding': 'br', vary: 'accept-encoding' });
      if (packed.headers.etag !== plain.headers.etag) return; // It tells the time, so no two are the same.
      expect(packed.text).toBe(plain.text);
      const headers = { 'if-none-match': `"other", ${plain.headers.etag}` };
      const again = await api.call(route, { ...request, headers });
      expect([again.status, again.text]).toEqual([304, '']);
      expect(brokenPromises(route, again)).toEqual([]);
    });

  if (route.params)
    test('refuses malformed path parameters', async () => {
      const example = exampleOf(route);
      for (const { what, value } of badParameters(route.params, example.params ?? {})) {
        const answer = await api.call(route, { ...example, params: value, caller: someone(route) });
        expect(answer.json?.error, what).toMatchObject({
          code: 'invalid_request',
          details: { in: 'params' },
        });
        expectError(route, answer, 400, 'invalid_request');
      }
    });

  if (route.query)
    test('refuses malformed query parameters', async () => {
      const violations = badParameters(route.query, route.example?.query ?? {});
      expect(violations.length).toBeGreaterThan(0);
      for (const { what, value } of violations) {
        const answer = await api.call(route, { ...exampleOf(route), query: value, caller: someone(route) });
        expect(answer.json?.error, what).toMatchObject({ code: 'invalid_request', details: { in: 'query' } });
        expectError(route, answer, 400, 'invalid_request');
      }
    });

  if (route.body)
    test('refuses malformed bodies', async () => {
      for (const { what, value } of badBodies(route.body, mine.body(route))) {
        const call = { ...exampleOf(route), file: undefined, body: value as object, caller: someone(route) };
        const answer = await api.call(route, call as Call);
        expect(answer.json?.error, what).toMatchObject({ code: 'invalid_request', details: { in: 'body' } });
        expectError(route, answer, 400, 'invalid_request');
      }
    });

  if (route.file)
    test('refuses a malformed form and a form without its file', async () => {
      const forms = [
        '',
        'no boundary here',
        '--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nvalue\r\n--x--\r\n',
      ];
      for (const body of forms) {
        const headers = { 'content-type': 'multipart/form-data; boundary=x' };
        const answer = await api.call(route, { body, headers, caller: someone(route) });
        expectError(route, answer, 400, 'invalid_request');
      }
    });

  if (route.body || route.file)
    test('refuses other content types, and none', async () => {
      for (const type of ['text/plain', 'application/pdf', 'application/xml; charset=utf-8', '']) {
        const call = { ...exampleOf(route), file: undefined, body: 'text', caller: someone(route) };
        const answer = await api.call(route, { ...call, headers: { 'content-type': type } } as Call);
        expectError(route, answer, 415, 'unsupported_media_type');
        expect(answer.json.error.details.accepted).not.toEqual([]);
      }
    });
});

describe.each(guarded)('$method $path', (route) => {
  const admitted = route.access as readonly Role[];

  test('refuses strangers', async () => {
    const strangers: Call[] = [
      {},
      { headers: { authorization: 'Bearer not.a.token' } },
      { headers: { authorization: 'Basic YTpi' } },
      { headers: { 'x-api-key': `bdx_${'0'.repeat(16)}_${'A'.repeat(43)}` } },
    ];
    for (const stranger of strangers) {
      const answer = await api.call(route, { ...exampleOf(route), ...stranger });
      expectError(route, answer, 401, 'unauthorized');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  test('refuses strangers before it looks at what they sent', async () => {
    const answer = await api.call(route, { body: '{"broken": ', query: { limit: 'x' }, params: {} });
    expectError(route, answer, 401, 'unauthorized');
  });

  test('admits exactly the roles it names', async () => {
    for (const role of ROLES) {
      const caller = { tenant: mine.tenant, subject: 'someone', role };
      const answer = await api.call(route, { ...exampleOf(route), caller });
      if (admitted.includes(role)) expect([401, 403], role).not.toContain(answer.status);
      else expectError(route, answer, 403, 'forbidden');
    }
  });

  test('admits an API key of such a role', async () => {
    const secret = await mine.apiKey(admitted[0] as Role);
    const answer = await api.call(route, { ...exampleOf(route), headers: { 'x-api-key': secret } });
    expect(Object.keys(route.responses), answer.text).toContain(String(answer.status));
  });

  if (route.path.includes('_id}'))
    test('finds nothing of another tenant, and changes nothing of it', async () => {
      const before = await mine.snapshot();
      const caller = someone(route, `other-${randomUUID()}`);
      const answer = await api.call(route, { ...exampleOf(route), caller });
      expectError(route, answer, 404, 'not_found');
      const unknown = Object.fromEntries(Object.keys(mine.ids).map((name) => [name, 'unknown']));
      const nobody = await api.call(route, { ...exampleOf(route, unknown), caller: someone(route) });
      expectError(route, nobody, 404, 'not_found');
      expect(await mine.snapshot()).toEqual(before);
    });

  test('refuses calls over the limit of their tenant, and says when to come back', async () => {
    await tenantSettingsStore(backend.table).put(mine.tenant, {
      ...DEFAULT_TENANT_SETTINGS,
      requests_per_minute: 1,
    });
    const request = { ...exampleOf(route), caller: someone(route) };
    expect((await api.call(route, request)).status).not.toBe(429);
    const refused = await api.call(route, request);
    expectError(route, refused, 429, 'too_many_requests');
    expect(refused.json.error.details).toMatchObject({ limit: 1, window_seconds: 60 });
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(50);
    expect(refused.headers['ratelimit-remaining']).toBe('0');
    const neighbour = await api.call(route, {
      ...request,
      caller: { ...someone(route), subject: 'another' } as Caller,
    });
    expect(neighbour.status).not.toBe(429);
  });

  test('speaks French unless English is preferred', async () => {
    const french = await api.call(route);
    expect(french.headers['content-language']).toBe('fr');
    expect(french.json.error.message).toBe(messageFor('unauthorized', 'fr'));
    const english = await api.call(route, { headers: { 'accept-language': 'en-GB,fr;q=0.8' } });
    expect(english.headers['content-language']).toBe('en');
    expect(english.json.error.message).toBe(messageFor('unauthorized', 'en'));
  });
});

describe('fields that a route does not declare', () => {
  let leaky: Api;
  beforeAll(async () => {
    const leakily = (each: AnyRoute): AnyRoute => ({
      ...each,
      handler: async (context) => {
        const reply = (await each.handler(context)) as { status: number; body?: unknown };
        return { ...reply, body: withExtraFields(reply.body) } as never;
      },
    });
    leaky = await startApi(backend, { change: leakily });
  });
  afterAll(() => leaky.stop());

  test.each(
    routes.filter(({ responses }) => Object.values(responses).some((rule) => 'body' in (rule as object))),
  )('never leave $method $path', async (route) => {
    const answer = await leaky.call(route, { ...exampleOf(route), caller: someone(route) });
    // Cut off or, where keys are from a list, refused as our own fault; told to nobody either way.
    expect(brokenPromises(route, answer)).toEqual([]);
  });
});

/** The same value with a field more in every object of it. */
function withExtraFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withExtraFields);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, inner]) => [name, withExtraFields(inner)]);
  return { ...Object.fromEntries(fields), passwordHash: 'scrypt$…' };
}
