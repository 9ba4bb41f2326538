import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listEventWebhooks, registerEventWebhook } from '../../../../functions/webhooks/event-webhooks.ts';
import type { AnyRoute } from '../../../../shared/contract/route.ts';
import { type Api, type Call, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { brokenPromises } from '../../../support/openapi-check.ts';
import { someTenant } from '../../../support/task-examples.ts';

let backend: Backend;
let api: Api;
const tenant = someTenant();

beforeAll(async () => {
  backend = await startBackend();
  api = await startApi(backend);
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});

async function call(route: AnyRoute, request: Call = {}) {
  const answer = await api.call(route, { caller: { tenant, subject: 'anne', role: 'admin' }, ...request });
  expect(brokenPromises(route, answer)).toEqual([]);
  return answer;
}

describe('webhooks by their documented paths', () => {
  test('are registered for one event and listed with all others, without secrets', async () => {
    const url = 'https://erp.example.com/hook';
    const { status, json } = await call(registerEventWebhook, { body: { url, event: 'export_complete' } });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      url,
      events: ['export_complete'],
      secret: expect.stringMatching(/^whsec_/),
    });
    const { secret: _secret, ...shown } = json;
    expect((await call(listEventWebhooks)).json).toEqual({ total: 1, webhooks: [shown] });
  });

  test('are refused for unknown events and private addresses', async () => {
    const unknown = await call(registerEventWebhook, { body: { url: 'https://a.example', event: 'party' } });
    expect([unknown.status, unknown.json.error.code]).toEqual([400, 'invalid_request']);
    const near = await call(registerEventWebhook, { body: { url: 'http://127.0.0.1/', event: 'error' } });
    expect(near.json.error.code).toBe('unsafe_url');
  });
});
