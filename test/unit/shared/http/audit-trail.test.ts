import { randomUUID } from 'node:crypto';
import { DeleteCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeSettings } from '../../../../functions/administration/settings.ts';
import { auditAppend } from '../../../../functions/audit/append.ts';
import { listAuditEntries } from '../../../../functions/audit/list-entries.ts';
import { verifyAuditLog } from '../../../../functions/audit/verify-log.ts';
import { removeReport } from '../../../../functions/fax-logs/reports.ts';
import { createApiKey, listApiKeys, revokeApiKey } from '../../../../functions/identity/api-keys.ts';
import { createToken } from '../../../../functions/identity/create-token.ts';
import type { Caller } from '../../../../shared/contract/caller.ts';
import type { AnyRoute } from '../../../../shared/contract/route.ts';
import type { AuditCommand } from '../../../../shared/domain/audit/audit-entry.ts';
import { queueHandler } from '../../../../shared/queue/queue-handler.ts';
import { auditAppends } from '../../../../shared/stores/audit-appends.ts';
import { outbox } from '../../../../shared/stores/outbox.ts';
import { users } from '../../../../shared/stores/users.ts';
import { type Api, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { lambdaContext, sqsEvent } from '../../../support/lambda-events.ts';
import { someTenant } from '../../../support/task-examples.ts';

let backend: Backend;
let api: Api;
/** Looked at while the handler of `identity.createApiKey` runs. */
let during: (() => Promise<void>) | undefined;
let now = new Date('2026-03-03T12:00:20.000Z');
let admin: Caller;

beforeAll(async () => {
  backend = await startBackend();
  const change = (route: AnyRoute): AnyRoute =>
    route.id !== createApiKey.id
      ? route
      : {
          ...route,
          handler: async (context) => {
            await during?.();
            return route.handler(context);
          },
        };
  api = await startApi(backend, { change, now: () => now });
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});

beforeEach(async () => {
  backend.forgetSent();
  backend.breakSending();
  during = undefined;
  admin = { tenant: someTenant(), subject: 'anne', role: 'admin' };
  for (const { pk, sk } of await outboxItems()) {
    await backend.table.client.send(new DeleteCommand({ TableName: backend.table.name, Key: { pk, sk } }));
  }
});

async function outboxItems() {
  const { Items = [] } = await backend.table.client.send(
    new ScanCommand({
      TableName: backend.table.name,
      FilterExpression: 'begins_with(pk, :outbox)',
      ExpressionAttributeValues: { ':outbox': 'OUTBOX#' },
    }),
  );
  return Items as { pk: string; sk: string; sending: { body: AuditCommand } }[];
}

const sent = () => backend.sent('audit').map(({ body }) => body as unknown as AuditCommand);
const told = () => sent().map(({ entry: { action, status, user_id } }) => [action, status, user_id]);
const sweepAt = (seconds: number) => outbox(backend.table).sweep(new Date(now.getTime() + seconds * 1000));
const create = () => api.call(createApiKey, { caller: admin, body: { name: 'ERP', role: 'viewer' } });

/** Hands over what lies in the queue, as SQS would. */
async function consume(messages: readonly AuditCommand[]) {
  const appends = () => auditAppends(backend.table, { keptDays: 365 });
  const handler = queueHandler(auditAppend, { auditAppends: appends }, () => now);
  return handler(sqsEvent(messages), lambdaContext());
}

describe('a call that changes something', () => {
  test('is told with who did what to what, and how it ended; nothing stays behind', async () => {
    const { json } = await create();
    const missing = { caller: admin, params: { key_id: 'none' } };
    expect((await api.call(revokeApiKey, missing)).status).toBe(404);
    expect(sent()).toMatchObject([
      {
        tenant: admin.tenant,
        entry: {
          timestamp: now.toISOString(),
          event_type: 'api_call',
          user_id: 'anne',
          resource_id: json.key_id,
          action: 'identity.createApiKey',
          status: 'success',
          details: { http_status: 201, role: 'viewer' },
        },
      },
      {
        entry: {
          resource_id: 'none',
          action: 'identity.revokeApiKey',
          status: 'failure',
          details: { error: 'not_found' },
        },
      },
    ]);
    expect(JSON.stringify(sent())).not.toContain(json.secret);
    expect(await outboxItems()).toEqual([]);
  });

  test('that changes settings is told with what was chosen', async () => {
    await api.call(changeSettings, { caller: admin, body: { fax_number_policy: 'international' } });
    expect(sent()[0]?.entry.details).toMatchObject({
      fax_number_policy: 'international',
      requests_per_minute: null,
    });
  });

  test('is refused by its input as a failure with the code', async () => {
    await api.call(createApiKey, { caller: admin, body: { name: '' } });
    expect(sent()[0]?.entry).toMatchObject({ status: 'failure', details: { error: 'invalid_request' } });
  });

  test('lies in the outbox as interrupted while it runs, so that a process that dies then has told', async () => {
    let lying: AuditCommand[] = [];
    during = async () => {
      lying = (await outboxItems()).map(({ sending }) => sending.body);
      // The process dies here: nothing after this line happens to the entry.
      await sweepAt(60);
      expect(sent()).toEqual([]);
      await sweepAt(180);
    };
    await create();
    expect(lying).toMatchObject([{ tenant: admin.tenant, entry: { status: 'interrupted' } }]);
    expect(sent()[0]).toEqual(lying[0]);
  });

  test('told as interrupted and, late, as ended is one entry', async () => {
    during = () => sweepAt(180).then(() => {});
    await create();
    const [interrupted, ended] = sent();
    expect([interrupted?.entry.status, ended?.entry.status]).toEqual(['interrupted', 'success']);
    expect(interrupted?.entry_id).toBe(ended?.entry_id);
    await consume([ended, interrupted, ended] as AuditCommand[]);
    await consume([interrupted] as AuditCommand[]);
    const { json } = await api.call(listAuditEntries, { caller: admin });
    expect(json.entries.map(({ status }: { status: string }) => status)).toEqual(['success']);
  });

  test('keeps its end in the outbox while the queue does not take it', async () => {
    backend.breakSending('audit');
    expect((await create()).status).toBe(201);
    expect((await outboxItems()).map(({ sending }) => sending.body.entry.status)).toEqual(['success']);
    backend.breakSending();
    await sweepAt(180);
    expect(told()).toEqual([['identity.createApiKey', 'success', 'anne']]);
    expect(await outboxItems()).toEqual([]);
  });

  test('has no intent where its own transaction tells, and is told of where it failed before that', async () => {
    await api.call(listApiKeys, { caller: admin });
    expect(sent()).toEqual([]);
    await api.call(removeReport, { caller: admin, params: { report_id: 'import_none' } });
    expect(await outboxItems()).toEqual([]);
    expect(told()).toEqual([['faxLogs.removeReport', 'failure', 'anne']]);
  });
});

describe('a call that is refused', () => {
  test('is told once a minute where somebody signed in, however often it is tried', async () => {
    const caller: Caller = { ...admin, role: 'viewer', subject: `key:${randomUUID()}` };
    const attempt = () => api.call(createApiKey, { caller, body: { name: 'x' } });
    for (let tries = 0; tries < 5; tries++) expect((await attempt()).status).toBe(403);
    expect(told()).toEqual([['identity.createApiKey', 'failure', caller.subject]]);
    expect(sent()[0]?.entry.details).toMatchObject({ error: 'forbidden' });
    now = new Date(now.getTime() + 60_000);
    await attempt();
    expect(new Set(sent().map(({ entry_id }) => entry_id)).size).toBe(2);
  });

  test('is not told of strangers', async () => {
    expect((await api.call(createApiKey, { body: { name: 'x' } })).status).toBe(401);
    expect(sent()).toEqual([]);
  });
});

test('signing in is told of users: each success, a wrong password once a minute, and of nobody unknown', async () => {
  const { tenant } = admin;
  const username = `anne-${tenant}`;
  await users(backend.table).createIfAbsent({ username, password: 'right', tenant, role: 'admin' }, now);
  const signIn = async (name: string, password: string) =>
    (await api.call(createToken, { body: { username: name, password } })).status;
  expect(await signIn(username, 'right')).toBe(200);
  expect(await signIn(username, 'wrong')).toBe(401);
  expect(await signIn(username, 'wrong')).toBe(401);
  expect(await signIn('a password typed into the wrong field', 'wrong')).toBe(401);
  const entries = sent();
  expect(entries.every((entry) => entry.tenant === tenant && entry.entry.event_type === 'sign_in')).toBe(
    true,
  );
  await consume(entries);
  const { json } = await api.call(listAuditEntries, { caller: admin, query: { event_type: 'sign_in' } });
  expect(json.entries.map((entry: { status: string }) => entry.status).sort()).toEqual([
    'failure',
    'success',
  ]);
  expect(JSON.stringify(entries)).not.toMatch(/wrong|right|typed/);
});

describe('the log over the API', () => {
  test('is listed and verified by administrators, and goes on by its cursor', async () => {
    for (let calls = 0; calls < 3; calls++) await create();
    expect((await consume(sent())).batchItemFailures).toEqual([]);
    const first = await api.call(listAuditEntries, { caller: admin, query: { limit: '2' } });
    expect(first.json.entries).toHaveLength(2);
    const query = { limit: '2', cursor: first.json.next_cursor };
    const second = await api.call(listAuditEntries, { caller: admin, query });
    expect([second.json.entries.length, second.json.next_cursor]).toEqual([1, null]);
    const { json } = await api.call(verifyAuditLog, { caller: admin });
    expect(json).toMatchObject({ intact: true, complete: true, checked: 3, finding: null, anchor: null });
    const anchored = await api.call(verifyAuditLog, { caller: admin, query: { anchor: json.head } });
    expect(anchored.json.anchor).toEqual({ seq: 3, state: 'holds' });
    expect((await api.call(listAuditEntries, { caller: { ...admin, role: 'operator' } })).status).toBe(403);
  });

  test('refuses what is no cursor, anchor or time', async () => {
    const refused = async (route: AnyRoute, query: Record<string, string>) =>
      (await api.call(route, { caller: admin, query })).status;
    expect(await refused(listAuditEntries, { cursor: 'x' })).toBe(400);
    expect(await refused(listAuditEntries, { from: 'yesterday' })).toBe(400);
    expect(await refused(listAuditEntries, { event_type: 'nothing' })).toBe(400);
    expect(await refused(verifyAuditLog, { anchor: '1:abc' })).toBe(400);
  });
});

test('a message that is no entry fails alone', async () => {
  await create();
  const [good] = sent();
  const handler = queueHandler(auditAppend, {
    auditAppends: () => auditAppends(backend.table, { keptDays: 365 }),
  });
  const answer = await handler(sqsEvent(['no JSON', good, { tenant: 'x' }]), lambdaContext());
  expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
    'message-0',
    'message-2',
  ]);
  const { json } = await api.call(listAuditEntries, { caller: admin });
  expect(json.entries).toHaveLength(1);
});
