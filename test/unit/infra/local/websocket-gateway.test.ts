import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { LocalRuntime } from '../../../../infra/local/runtime.ts';
import { createScratch, startFixture } from './fixtures/start.ts';

const scratch = createScratch();
let runtime: LocalRuntime;

beforeAll(async () => {
  runtime = await startFixture(scratch.path, { watchInbox: false });
});
afterAll(async () => {
  await runtime.stop();
  scratch.remove();
});

const open = (query: string) => new WebSocket(`${runtime.apiUrl.replace('http', 'ws')}/ws/dashboard${query}`);

test('what the function posts to a connection arrives there, with what its authorizer knows', async () => {
  const socket = open('?token=good');
  await once(socket, 'open');
  socket.send('{"action":"hello"}');
  const [data] = await once(socket, 'message');
  expect(JSON.parse(String(data))).toEqual({ echo: '{"action":"hello"}', tenant: 'acme', route: '$default' });
  socket.close();
  await once(socket, 'close');
});

test('a connection that the authorizer denies is refused with 403, another path with 404', async () => {
  const refusal = async (socket: WebSocket) => {
    const [, response] = await once(socket, 'unexpected-response');
    return response.statusCode;
  };
  expect(await refusal(open('?token=bad'))).toBe(403);
  expect(await refusal(new WebSocket(`${runtime.apiUrl.replace('http', 'ws')}/elsewhere`))).toBe(404);
});

test('a frame above 32 KB ends the connection with 1009', async () => {
  const socket = open('?token=good');
  await once(socket, 'open');
  socket.send('x'.repeat(33 * 1024));
  const [code] = await once(socket, 'close');
  expect(code).toBe(1009);
});

test('a message to a connection that is gone is answered with 410', async () => {
  const response = await fetch(`${runtime.apiUrl}/ws/dashboard/@connections/nobody%3D`, {
    method: 'POST',
    body: 'x',
  });
  expect([response.status, response.headers.get('x-amzn-errortype')]).toEqual([410, 'GoneException']);
});
