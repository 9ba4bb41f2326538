import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { getDetailedHealth } from '../../../../functions/administration/detailed-health.ts';
import { getCacheFigures, getMetrics } from '../../../../functions/administration/metrics.ts';
import { changeSettings, getSettings } from '../../../../functions/administration/settings.ts';
import { createApiKey, listApiKeys } from '../../../../functions/identity/api-keys.ts';
import { listWebhooks } from '../../../../functions/webhooks/webhooks.ts';
import type { Caller } from '../../../../shared/contract/caller.ts';
import { DEFAULT_TENANT_SETTINGS } from '../../../../shared/domain/tenant/tenant-settings.ts';
import { tenantSettingsStore } from '../../../../shared/stores/tenant-settings.ts';
import { type Api, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { someTenant } from '../../../support/task-examples.ts';

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
const someone = (): Caller => ({ tenant: someTenant(), subject: 'anne', role: 'admin' });

describe('figures', () => {
  test('count what was answered and limited up to now, in the documented shape', async () => {
    const caller = someone();
    await tenantSettingsStore(backend.table).put(caller.tenant, {
      ...DEFAULT_TENANT_SETTINGS,
      requests_per_minute: 2,
    });
    const before = (await api.call(getMetrics, { caller: someone() })).json;
    for (let time = 0; time < 5; time++) await api.call(listWebhooks, { caller });
    const { json } = await api.call(getMetrics, { caller: someone() });
    expect(json.system).toEqual({
      cpu_percent: expect.any(Number),
      memory_mb: expect.any(Number),
      memory_percent: expect.any(Number),
      num_threads: expect.toSatisfy((count) => count === null || count > 0),
      uptime_seconds: expect.any(Number),
    });
    expect(json.uptime.seconds).toBe(json.system.uptime_seconds);
    expect(json.uptime.formatted).toMatch(/^\d+\.\dh$/);
    const grown = (figure: 'allowed' | 'limited') =>
      json.rate_limiter_stats[figure] - before.rate_limiter_stats[figure];
    expect(grown('limited')).toBe(3);
    expect(grown('allowed')).toBeGreaterThanOrEqual(2);
    const routes = json.metrics_summary.by_route as {
      route: string;
      requests: number;
      client_errors: number;
    }[];
    expect(routes.find(({ route }) => route === 'webhooks.list')).toMatchObject({
      requests: 5,
      client_errors: 3,
    });
  });

  test('of the cache are those of the metrics', async () => {
    const { json } = await api.call(getCacheFigures, { caller: someone(), query: { days: '7' } });
    expect(json).toMatchObject({ days: 7, hits: expect.any(Number), evictions: expect.any(Number) });
  });

  test('hold no names of tenants or people', async () => {
    const caller = { ...someone(), subject: 'a-name-nobody-else-has' };
    await api.call(listWebhooks, { caller });
    const { text } = await api.call(getMetrics, { caller: someone() });
    expect(text).not.toContain(caller.tenant);
    expect(text).not.toContain(caller.subject);
  });
});

describe('detailed health', () => {
  test('asks the table, and counts the tenant’s reports', async () => {
    const { json } = await api.call(getDetailedHealth, { caller: someone() });
    expect(json).toMatchObject({
      status: 'healthy',
      database: { status: 'up', response_ms: expect.any(Number) },
      reports: 0,
      entries: 0,
      cache_stats: { hits: expect.any(Number) },
      rate_limiter_stats: { default_requests_per_minute: 60 },
    });
  });

  test('is told while the table does not answer', async () => {
    const broken = await startApi({
      ...backend,
      table: {
        ...backend.table,
        client: {
          send: async () => {
            throw new Error('the table is gone');
          },
        } as unknown as Backend['table']['client'],
      },
    });
    const answer = await broken.call(getDetailedHealth, { caller: someone() });
    await broken.stop();
    expect([answer.status, answer.json]).toMatchObject([
      200,
      {
        status: 'degraded',
        database: { status: 'down', response_ms: null },
        reports: null,
        cache_stats: null,
      },
    ]);
  });
});

describe('settings', () => {
  test('are the defaults until they are chosen, and others’ stay as they are', async () => {
    const [caller, other] = [someone(), someone()];
    const defaults = { fax_number_policy: 'french', requests_per_minute: null };
    expect((await api.call(getSettings, { caller })).json).toEqual(defaults);
    const chosen = { fax_number_policy: 'french_no_mobile', requests_per_minute: 500 };
    expect((await api.call(changeSettings, { caller, body: chosen })).json).toEqual(chosen);
    expect((await api.call(getSettings, { caller })).json).toEqual(chosen);
    expect((await api.call(getSettings, { caller: other })).json).toEqual(defaults);
  });

  test('are changed as a whole: what is left out takes its default', async () => {
    const caller = someone();
    await api.call(changeSettings, { caller, body: { requests_per_minute: 500 } });
    const { json } = await api.call(changeSettings, { caller, body: {} });
    expect(json).toEqual({ fax_number_policy: 'french', requests_per_minute: null });
  });
});

test('a key tells the limit that it was given', async () => {
  const caller = someone();
  const { json } = await api.call(createApiKey, {
    caller,
    body: { name: 'ERP', role: 'operator', requests_per_minute: 6000 },
  });
  expect(json.requests_per_minute).toBe(6000);
  await api.call(createApiKey, { caller, body: { name: 'plain' } });
  const { json: keys } = await api.call(listApiKeys, { caller });
  expect(keys.map((key: { requests_per_minute: number | null }) => key.requests_per_minute)).toEqual([
    6000,
    null,
  ]);
});
