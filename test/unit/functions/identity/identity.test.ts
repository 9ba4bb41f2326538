import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAdministrator } from '../../../../functions/administration/create-administrator.ts';
import { createApiKey, revokeApiKey } from '../../../../functions/identity/api-keys.ts';
import { createToken } from '../../../../functions/identity/create-token.ts';
import { listTasks } from '../../../../functions/tasks/list-tasks.ts';
import { operationHandler } from '../../../../shared/queue/queue-handler.ts';
import { users } from '../../../../shared/stores/users.ts';
import { type Api, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { lambdaContext } from '../../../support/lambda-events.ts';
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

describe('the administrator of a new install', () => {
  const create = (event: object) =>
    operationHandler(createAdministrator, { users: () => users(backend.table) })(event, lambdaContext());
  const signIn = (body: object) => api.call(createToken, { body });

  test('signs in with the password that was shown, and their token opens the API', async () => {
    const { username, password } = (await create({})) as { username: string; password: string };
    expect(password.length).toBeGreaterThanOrEqual(20);
    const { status, json } = await signIn({ username, password });
    expect([status, json.token_type, json.expires_in]).toEqual([200, 'bearer', 28_800]);
    const headers = { authorization: `Bearer ${json.access_token}` };
    expect((await api.call(listTasks, { headers })).status).toBe(200);
  });

  test('is made once; asking again shows and changes no password', async () => {
    const first = (await create({ username: 'chef' })) as { password: string };
    expect(await create({ username: 'chef' })).toEqual({ created: false, username: 'chef' });
    expect((await signIn({ username: 'chef', password: first.password })).status).toBe(200);
  });

  test('is refused with a wrong password in the same words as somebody unknown', async () => {
    await create({ username: 'anne' });
    const answers = [
      await signIn({ username: 'anne', password: 'wrong' }),
      await signIn({ username: 'nobody', password: 'wrong' }),
    ];
    for (const { status, json } of answers) {
      expect([status, json.error.code, json.error.details]).toEqual([401, 'invalid_credentials', undefined]);
    }
    expect(answers[0]?.json.error.message).toBe(answers[1]?.json.error.message);
  });

  test('may sign in with form fields, as OAuth clients do', async () => {
    const { password } = (await create({ username: 'paul' })) as { password: string };
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = new URLSearchParams({ grant_type: 'password', username: 'paul', password }).toString();
    expect((await api.call(createToken, { body, headers })).status).toBe(200);
  });
});

test('an API key opens the API for its tenant until it is revoked', async () => {
  const caller = { tenant: someTenant(), subject: 'anne', role: 'admin' } as const;
  const { json } = await api.call(createApiKey, { caller, body: { name: 'ERP', role: 'viewer' } });
  const headers = { 'x-api-key': json.secret };
  expect((await api.call(listTasks, { headers })).status).toBe(200);
  expect((await api.call(createApiKey, { headers, body: { name: 'more' } })).status).toBe(403);
  expect((await api.call(revokeApiKey, { caller, params: { key_id: json.key_id } })).status).toBe(204);
  expect((await api.call(listTasks, { headers })).status).toBe(401);
});
