import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { dashboardChannel } from '../../../../functions/live/dashboard-channel.ts';
import { channelMessage, defineChannel } from '../../../../shared/contract/channel.ts';
import { taskEvent } from '../../../../shared/domain/event/domain-event.ts';
import { authenticator } from '../../../../shared/identity/authenticator.ts';
import { signToken } from '../../../../shared/identity/tokens.ts';
import { liveHandler } from '../../../../shared/live/live-handler.ts';
import { liveSender } from '../../../../shared/live/live-sender.ts';
import { liveAudience } from '../../../../shared/stores/live-audience.ts';
import { liveConnections } from '../../../../shared/stores/live-connections.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { listenHttp } from '../../../support/http-listener.ts';
import { capturedEvent } from '../../../support/lambda-events.ts';
import { NOON, someTask, someTenant } from '../../../support/task-examples.ts';

const KEY = new TextEncoder().encode('the key of these tests, of 32 bytes or more');
type LiveEvent = Parameters<ReturnType<typeof liveHandler>>[0];

/** A captured event; with headers given, they stand instead of its own sign-in. */
function captured(step: 'connect' | 'message' | 'disconnect', headers?: Record<string, string>): LiveEvent {
  const event = capturedEvent<LiveEvent>(`ws-${step}`);
  if (!headers) return event;
  const { 'Sec-WebSocket-Protocol': _signIn, ...others } = event.headers ?? {};
  return { ...event, headers: { ...others, ...headers } };
}

let table: Table;
let tenant: string;
let token: string;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());
beforeEach(async () => {
  tenant = someTenant();
  token = await signToken({ tenant, subject: 'anne', role: 'viewer' }, KEY, new Date());
});

async function handle(event: LiveEvent, channel = dashboardChannel as Parameters<typeof liveHandler>[0]) {
  const handler = liveHandler(channel, {
    authenticator: () => authenticator({ secret: async () => KEY, apiKeyOwner: async () => undefined }),
    connections: () => liveConnections(table),
  });
  return (await handler(event, {} as Context)) as APIGatewayProxyStructuredResultV2;
}
const listening = () => liveAudience(table).list(tenant);

describe('connecting', () => {
  test('from a browser carries the token as a second protocol, and is answered with the first', async () => {
    const answer = await handle(captured('connect', { 'Sec-WebSocket-Protocol': `bordereau, ${token}` }));
    expect(answer).toEqual({ statusCode: 200, headers: { 'sec-websocket-protocol': 'bordereau' } });
    expect(await listening()).toEqual(['ExAmPlEconn0AbCd=']);
  });

  test('from a program carries the token as a header', async () => {
    expect(await handle(captured('connect', { Authorization: `Bearer ${token}` }))).toMatchObject({
      statusCode: 200,
    });
    expect(await listening()).toHaveLength(1);
  });

  test.each([
    ['without a token', {}],
    ['with a wrong token', { 'Sec-WebSocket-Protocol': 'bordereau, not.a.token' }],
    ['with a protocol but no token', { 'Sec-WebSocket-Protocol': 'bordereau' }],
    ['with a token in another protocol', { 'Sec-WebSocket-Protocol': 'other, x' }],
  ])('%s is refused, and nobody listens', async (_what, headers) => {
    expect(await handle(captured('connect', headers as Record<string, string>))).toEqual({ statusCode: 401 });
    expect(await listening()).toEqual([]);
  });

  test('with a role that the channel does not admit is forbidden', async () => {
    const admins = defineChannel({ ...dashboardChannel, access: ['admin'] });
    expect(await handle(captured('connect', { Authorization: `Bearer ${token}` }), admins)).toEqual({
      statusCode: 403,
    });
    expect(await listening()).toEqual([]);
  });
});

test('what clients say changes nothing', async () => {
  await handle(captured('connect', { Authorization: `Bearer ${token}` }));
  expect(await handle(captured('message'))).toEqual({ statusCode: 200 });
  expect(await listening()).toHaveLength(1);
});

test('disconnecting ends the listening, twice as well as once', async () => {
  await handle(captured('connect', { Authorization: `Bearer ${token}` }));
  for (let repeat = 0; repeat < 2; repeat++) {
    expect(await handle(captured('disconnect'))).toEqual({ statusCode: 200 });
    expect(await listening()).toEqual([]);
  }
});

describe('a message of the channel', () => {
  const event = taskEvent('task_completed', someTask('acme'), NOON);

  test('is {event, data} with declared fields only', () => {
    const text = channelMessage(dashboardChannel, 'task_completed', { ...event.data, sha256: 'x' } as never);
    expect(JSON.parse(text)).toEqual({ event: 'task_completed', data: event.data });
  });

  test('that does not fit its event is never made', () => {
    expect(() => channelMessage(dashboardChannel, 'task_completed', { task_id: 7 } as never)).toThrow();
  });

  test('fits into a frame of 32 KB with the longest name that there can be', () => {
    const longest = { ...event.data, document_name: '🧾'.repeat(200) };
    expect(Buffer.byteLength(channelMessage(dashboardChannel, 'task_completed', longest))).toBeLessThan(
      32_000,
    );
  });
});

describe('the sender', () => {
  test('posts to the connection’s address, and knows one that is gone', async () => {
    const endpoint = await listenHttp(({ path }) => (path.includes('gone') ? 410 : 200));
    process.env.LIVE_ENDPOINT = `${endpoint.url}/live`;
    const sender = liveSender();
    expect(await sender.send('here=', '{"event":"x"}')).toBe(true);
    expect(await sender.send('gone=', '{"event":"x"}')).toBe(false);
    expect(endpoint.received[0]).toMatchObject({
      path: '/live/@connections/here%3D',
      body: '{"event":"x"}',
    });
    endpoint.stop();
  });
});
