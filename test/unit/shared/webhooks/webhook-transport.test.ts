import type { lookup } from 'node:dns';
import { createServer, type IncomingHttpHeaders, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterEach, describe, expect, test } from 'vitest';
import { taskEvent } from '../../../../shared/domain/event/domain-event.ts';
import type { Webhook } from '../../../../shared/domain/webhook/webhook.ts';
import {
  type WebhookTransportOptions,
  webhookTransport,
} from '../../../../shared/webhooks/webhook-transport.ts';
import { NOON, someTask } from '../../../support/task-examples.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const event = taskEvent('task_completed', someTask('acme', { documentName: 'été 🧾.pdf' }), NOON);
const servers: { close(): unknown }[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<number> {
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return (server.address() as AddressInfo).port;
}

/** A receiver on this machine; the answer is its port. */
const receiver = (listener: RequestListener) => listen(createServer({ keepAlive: false }, listener));

function post(url: string, options: Partial<WebhookTransportOptions> = {}, now = new Date()) {
  const webhook: Webhook = {
    tenant: 'acme',
    webhookId: 'wh_1',
    url,
    events: ['task_completed'],
    secret: SECRET,
    createdAt: NOON.toISOString(),
  };
  return webhookTransport({ allowPrivateAddresses: true, ...options }).post(webhook, event, now);
}

describe('a delivery', () => {
  test('is signed so that Standard Webhooks’ own library verifies it, and carries the event’s id', async () => {
    let received: { headers: IncomingHttpHeaders; body: string } | undefined;
    const port = await receiver(async (request, response) => {
      let body = '';
      request.setEncoding('utf8');
      for await (const chunk of request) body += chunk;
      received = { headers: request.headers, body };
      response.writeHead(204).end();
    });
    expect(await post(`http://127.0.0.1:${port}/hook?a=1`)).toEqual({ delivered: true, status: 204 });
    const { headers, body } = received as { headers: IncomingHttpHeaders; body: string };
    expect(new Verifier(SECRET).verify(body, headers as Record<string, string>)).toEqual({
      type: 'task_completed',
      timestamp: NOON.toISOString(),
      data: event.data,
    });
    expect(headers['webhook-id']).toBe(event.id);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
    expect(() => new Verifier(other).verify(body, headers as Record<string, string>)).toThrow();
  });

  test.each([200, 201, 299])('answered %i is delivered', async (status) => {
    const port = await receiver((_request, response) => response.writeHead(status).end());
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ delivered: true, status });
  });

  test.each([400, 404, 410, 429, 500, 503])('answered %i is not', async (status) => {
    const port = await receiver((_request, response) => response.writeHead(status).end('why'));
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ delivered: false, status });
  });

  test.each([301, 302, 307, 308])('is not carried on by a redirect (%i)', async (status) => {
    let others = 0;
    const elsewhere = await receiver((_request, response) => {
      others++;
      response.end();
    });
    const location = `http://127.0.0.1:${elsewhere}/`;
    const port = await receiver((_request, response) => response.writeHead(status, { location }).end());
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ delivered: false, status });
    expect(others).toBe(0);
  });

  test('to a receiver that never answers is given up in time', async () => {
    const port = await receiver(() => {});
    expect(await post(`http://127.0.0.1:${port}/`, { timeoutMs: 50 })).toEqual({
      delivered: false,
      status: null,
    });
  });

  test('is done once the status is known, however long the answer goes on', async () => {
    const port = await receiver((_request, response) => {
      response.writeHead(200);
      const endless = setInterval(() => response.write('x'.repeat(10_000)), 1);
      response.on('close', () => clearInterval(endless));
    });
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ delivered: true, status: 200 });
  });

  test.each([
    ['hangs up', (socket: { destroy(): void }) => socket.destroy()],
    ['speaks no HTTP', (socket: { end(text: string): void }) => socket.end('hello\r\n\r\n')],
  ])('to a receiver that %s fails without a status', async (_what, behave) => {
    const port = await listen(createTcpServer((socket) => behave(socket.on('error', () => {}))));
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ delivered: false, status: null });
  });

  test('to a port where nobody listens fails without a status', async () => {
    const port = await receiver(() => {});
    servers.pop()?.close();
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ delivered: false, status: null });
  });
});

describe('where private addresses are not allowed', () => {
  type Answers = { address: string; family: number }[];

  /** Counts who connects to this machine while `url` is posted to, names resolving to each answer in turn. */
  async function reached(makeUrl: (port: number) => string, ...answers: Answers[]) {
    let connections = 0;
    const asked: string[] = [];
    const port = await listen(
      createTcpServer((socket) => {
        connections++;
        socket.on('error', () => {}).destroy();
      }),
    );
    const resolve = ((
      name: string,
      _options: object,
      callback: (error: null, addresses: Answers) => void,
    ) => {
      callback(null, answers[asked.length] ?? []);
      asked.push(name);
    }) as typeof lookup;
    const outcome = await post(makeUrl(port), { allowPrivateAddresses: false, resolve, timeoutMs: 500 });
    return { ...outcome, connections, asked };
  }
  const PRIVATE = { address: '127.0.0.1', family: 4 };
  const UNREACHED = { delivered: false, status: null, connections: 0 };

  test('a registered address that is private is not connected to', async () => {
    expect(await reached((port) => `https://127.0.0.1:${port}/`)).toEqual({ ...UNREACHED, asked: [] });
    expect(await reached((port) => `http://127.0.0.1:${port}/`)).toEqual({ ...UNREACHED, asked: [] });
    expect(await reached((port) => `https://[::ffff:127.0.0.1]:${port}/`)).toEqual({
      ...UNREACHED,
      asked: [],
    });
  });

  test('a name that leads to a private address is not connected to', async () => {
    const url = (port: number) => `https://erp.example.com:${port}/`;
    expect(await reached(url, [PRIVATE])).toEqual({ ...UNREACHED, asked: ['erp.example.com'] });
    expect(await reached(url, [{ address: '::1', family: 6 }])).toMatchObject(UNREACHED);
    expect(await reached(url, [])).toMatchObject(UNREACHED);
  });

  test('a name of which only one address is private is not connected to either', async () => {
    const mixed = [{ address: '2001:4860:4860::8888', family: 6 }, PRIVATE];
    expect(await reached((port) => `https://erp.example.com:${port}/`, mixed)).toMatchObject(UNREACHED);
  });

  test('a name is asked for once a connection, so that a second answer cannot lead elsewhere', async () => {
    const url = (port: number) => `https://erp.example.com:${port}/`;
    const { asked, connections } = await reached(url, [PRIVATE], [{ address: '8.8.8.8', family: 4 }]);
    expect([asked, connections]).toEqual([['erp.example.com'], 0]);
  });
});
