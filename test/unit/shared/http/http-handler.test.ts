import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { AppError } from '../../../../shared/contract/app-error.ts';
import { EVERY_ROLE } from '../../../../shared/contract/caller.ts';
import { defineRoom, defineRoute } from '../../../../shared/contract/route.ts';
import { httpHandler } from '../../../../shared/http/http-handler.ts';
import { eventOf } from '../../../support/api-under-test.ts';
import { httpRuntimeInMemory } from '../../../support/http-runtime.ts';
import { NOON } from '../../../support/task-examples.ts';

const open = { method: 'POST', summary: 'test', access: 'public', uses: [] } as const;

const echo = defineRoute({
  ...open,
  id: 'test.echo',
  path: '/echo',
  body: z.object({ name: z.string(), size: z.coerce.number().default(1) }),
  file: { description: 'A file', required: false },
  responses: { 200: { description: 'What came', body: z.object({ seen: z.string(), baseUrl: z.string() }) } },
}).handle(async ({ input: { body, file }, baseUrl }) => {
  const seen = file ? `${file.filename} ${Buffer.from(file.bytes).toString('hex')}` : JSON.stringify(body);
  return { status: 200, body: { seen, baseUrl } };
});

const failing = defineRoute({
  ...open,
  id: 'test.failing',
  method: 'GET',
  path: '/failing/{how}',
  params: z.object({ how: z.string() }),
  responses: {
    200: { description: 'Never', body: z.object({ count: z.number() }) },
    204: { description: 'Empty' },
  },
}).handle(async ({ input }) => {
  switch (input.params.how) {
    case 'unexpectedly':
      throw new Error('the password of the database is hunter2');
    case 'knowingly':
      throw new AppError('conflict', { limit: 5 });
    case 'by-shape':
      return { status: 200, body: { count: 'three' as unknown as number } };
    case 'by-waiting':
      return new Promise<never>(() => {});
    case 'by-status':
      return { status: 201 } as unknown as { status: 204 };
    default:
      return { status: 204 };
  }
});

const binary = defineRoute({
  ...open,
  id: 'test.binary',
  method: 'GET',
  path: '/binary',
  responses: { 200: { description: 'Bytes', contentType: 'application/octet-stream' } },
}).handle(async () => ({
  status: 200,
  content: new Uint8Array([0, 255, 128]),
  headers: { 'cache-control': 'public' },
}));

const guarded = defineRoute({
  ...open,
  id: 'test.guarded',
  path: '/guarded',
  access: EVERY_ROLE,
  responses: { 204: { description: 'In' } },
}).handle(async () => ({ status: 204 }));

const room = defineRoom({
  id: 'test',
  title: 'Test',
  routes: [echo, failing, binary, guarded],
  memoryMegabytes: 128,
  timeoutSeconds: 1,
  failureCosts: 'Nothing.',
});
const handler = httpHandler(
  room,
  {},
  {
    ...httpRuntimeInMemory(),
    now: () => NOON,
    authenticator: () => ({
      authenticate: async () => {
        throw new Error('the sign-in store is down');
      },
    }),
  },
);
type Called = Parameters<typeof eventOf>;

const contextWith = (remainingMs: number) => ({ getRemainingTimeInMillis: () => remainingMs }) as Context;
const context = contextWith(1000);

async function call(...[route, request]: Called) {
  const event = await eventOf(route, request);
  const result = await handler(event, contextWith(request.remainingMs ?? 1000));
  return presented(result as APIGatewayProxyStructuredResultV2);
}

function presented(result: APIGatewayProxyStructuredResultV2) {
  return { ...result, json: result.body && !result.isBase64Encoded ? JSON.parse(result.body) : undefined };
}

describe('an error', () => {
  test('of ours carries its code, details, request and time in the one shape', async () => {
    const answer = await call(failing, { params: { how: 'knowingly' } });
    expect(answer.statusCode).toBe(409);
    expect(answer.json).toEqual({
      success: false,
      error: {
        code: 'conflict',
        message: 'La ressource existe déjà ou la limite est atteinte.',
        details: { limit: 5 },
        request_id: expect.stringMatching(/^request-/),
      },
      timestamp: NOON.toISOString(),
    });
  });

  test('for want of time is one that may be tried again', async () => {
    const answer = await call(failing, { params: { how: 'by-waiting' }, remainingMs: 40 });
    expect(answer.statusCode).toBe(503);
    expect(answer.json.error.code).toBe('unavailable');
  });

  test.each(['unexpectedly', 'by-shape', 'by-status'])(
    'that happened %s tells nothing of itself',
    async (how) => {
      const answer = await call(failing, { params: { how } });
      expect(answer.statusCode).toBe(500);
      expect(answer.json.error).toEqual({
        code: 'internal_error',
        message: 'Erreur interne.',
        request_id: expect.any(String),
      });
    },
  );

  test('of the sign-in itself is ours, not the caller’s', async () => {
    expect(await call(guarded, { body: {} })).toMatchObject({ statusCode: 500 });
  });

  test('of the sign-in itself is no failed try to sign in', async () => {
    let cause: Error = new Error('the sign-in store is down');
    const signingIn = httpHandler(
      room,
      {},
      {
        ...httpRuntimeInMemory(),
        authenticator: () => ({ authenticate: () => Promise.reject(cause) }),
      },
    );
    const statuses = async (times: number) => {
      const counts: Record<number, number> = {};
      for (let time = 0; time < times; time++) {
        const event = await eventOf(guarded, { body: {}, sourceIp: '203.0.113.7' });
        const { statusCode = 0 } = (await signingIn(event, context)) as APIGatewayProxyStructuredResultV2;
        counts[statusCode] = (counts[statusCode] ?? 0) + 1;
      }
      return counts;
    };
    // Counted all the same, as calls of the endpoint by nobody known.
    expect(await statuses(61)).toEqual({ 500: 60, 429: 1 });
    cause = new AppError('unauthorized');
    expect(await statuses(61)).toEqual({ 401: 60, 429: 1 });
  });

  test('for a route that nobody declares is not_found', async () => {
    const event = { ...(await eventOf(binary, {})), routeKey: '$default' };
    expect(await handler(event, context)).toMatchObject({ statusCode: 404 });
  });
});

describe('an answer', () => {
  test('without a body has none', async () => {
    const answer = await call(failing, { params: { how: 'not-at-all' } });
    expect(answer.statusCode).toBe(204);
    expect(answer.body).toBeUndefined();
    expect(answer.headers).not.toHaveProperty('content-type');
  });

  test('of bytes reaches the gateway in base64, and may be cached where its route says so', async () => {
    const answer = await call(binary, {});
    expect(answer.isBase64Encoded).toBe(true);
    expect([...Buffer.from(answer.body ?? '', 'base64')]).toEqual([0, 255, 128]);
    expect(answer.headers).toMatchObject({ 'cache-control': 'public', 'x-content-type-options': 'nosniff' });
  });

  test('is kept by no cache unless its route says so', async () => {
    const answer = await call(echo, { body: { name: 'x' } });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store' });
  });
});

describe('a body', () => {
  test('may be JSON, with a charset or without', async () => {
    for (const type of ['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON']) {
      const answer = await call(echo, { body: { name: 'é' }, headers: { 'content-type': type } });
      expect(answer.json.seen).toBe('{"name":"é","size":1}');
    }
  });

  test('may be form fields with the same names', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await call(echo, { body: 'name=a+b%26c&size=7', headers });
    expect(answer.json.seen).toBe('{"name":"a b&c","size":7}');
  });

  test('keeps only declared fields', async () => {
    const answer = await call(echo, { body: { name: 'x', role: 'admin', ['__proto__']: { role: 'admin' } } });
    expect(answer.json.seen).toBe('{"name":"x","size":1}');
  });

  test('with a file keeps every byte and the name as it was sent', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, value) => value);
    const answer = await call(echo, { file: { name: '../été 🧾.pdf', bytes } });
    expect(answer.json.seen).toBe(`../été 🧾.pdf ${Buffer.from(bytes).toString('hex')}`);
  });

  test('that was not encoded in base64 by the gateway is read too', async () => {
    const event = await eventOf(echo, { body: { name: 'plain' } });
    const plain = { ...event, body: '{"name":"plain"}', isBase64Encoded: false };
    const result = (await handler(plain, context)) as APIGatewayProxyStructuredResultV2;
    expect(JSON.parse(result.body ?? '').seen).toBe('{"name":"plain","size":1}');
  });

  test('names at most twenty of its faults', async () => {
    const answer = await call(echo, { body: { size: 'x' } });
    expect(answer.json.error.details).toEqual({
      in: 'body',
      issues: [
        { path: 'name', message: expect.any(String) },
        { path: 'size', message: expect.any(String) },
      ],
    });
  });

  test('is told where the client addressed it', async () => {
    expect((await call(echo, { body: { name: 'x' } })).json.baseUrl).toBe('https://api.example.com');
  });
});
