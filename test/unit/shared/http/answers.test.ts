import { randomBytes } from 'node:crypto';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { AppError } from '../../../../shared/contract/app-error.ts';
import { defineRoom, defineRoute } from '../../../../shared/contract/route.ts';
import { matches } from '../../../../shared/http/conditional.ts';
import { httpHandler } from '../../../../shared/http/http-handler.ts';
import { eventOf } from '../../../support/api-under-test.ts';
import { httpRuntimeInMemory } from '../../../support/http-runtime.ts';

const LONG = 'la même ligne, encore et encore\n'.repeat(200);
const open = { summary: 'test', access: 'public', uses: [], requestsPerMinute: 100_000 } as const;

const json = defineRoute({
  ...open,
  id: 'test.json',
  method: 'GET',
  path: '/json',
  query: z.object({ text: z.string().default('short') }),
  responses: { 200: { description: 'A text', body: z.object({ text: z.string() }) } },
}).handle(async ({ input }) => ({ status: 200, body: { text: input.query.text } }));

interface FileReply {
  status: 200;
  content: string | Uint8Array;
  headers: Record<string, string>;
}

const file = defineRoute({
  ...open,
  id: 'test.file',
  method: 'GET',
  path: '/file/{kind}',
  params: z.object({ kind: z.string() }),
  responses: { 200: { description: 'A file', contentType: 'text/csv; charset=utf-8' } },
}).handle(async ({ input }): Promise<FileReply> => {
  switch (input.params.kind) {
    case 'encoded':
      return { status: 200, content: new Uint8Array(5000), headers: { 'content-encoding': 'gzip' } };
    case 'picture':
      return { status: 200, content: new Uint8Array(5000), headers: { 'content-type': 'image/png' } };
    case 'tagged':
      return { status: 200, content: LONG, headers: { etag: '"its-own"', vary: 'Origin' } };
    case 'secret':
      return { status: 200, content: LONG, headers: { 'cache-control': 'no-store' } };
    case 'missing':
      throw new AppError('not_found', { searched: LONG });
    default:
      return {
        status: 200,
        content: Buffer.from(LONG),
        headers: { 'content-disposition': 'attachment; filename="journal.csv"' },
      };
  }
});

const change = defineRoute({
  ...open,
  id: 'test.change',
  method: 'POST',
  path: '/change',
  body: z.object({ text: z.string() }),
  responses: { 200: { description: 'Changed', body: z.object({ text: z.string() }) } },
}).handle(async ({ input }) => ({ status: 200, body: input.body }));

const room = defineRoom({
  id: 'test',
  title: 'Test',
  routes: [json, file, change],
  memoryMegabytes: 128,
  timeoutSeconds: 1,
  failureCosts: 'Nothing.',
});
const handler = httpHandler(
  room,
  {},
  {
    ...httpRuntimeInMemory(),
    authenticator: () => ({ authenticate: () => Promise.reject(new AppError('unauthorized')) }),
  },
);

async function call(...request: Parameters<typeof eventOf>) {
  const context = { getRemainingTimeInMillis: () => 5000 } as Context;
  const result = await handler(await eventOf(...request), context);
  return result as APIGatewayProxyStructuredResultV2 & { headers: Record<string, string> };
}
const csv = (kind: string, headers: Record<string, string> = {}) => call(file, { params: { kind }, headers });
const bytesOf = ({ body = '', isBase64Encoded }: APIGatewayProxyStructuredResultV2) =>
  Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');

describe('an answer larger than Lambda passes on', () => {
  const noise = randomBytes(3_600_000).toString('base64');

  test('is an error that says so, in the one shape', async () => {
    const { statusCode, headers, body = '' } = await call(json, { query: { text: noise.repeat(2) } });
    expect(statusCode).toBe(400);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('etag');
    expect(JSON.parse(body)).toMatchObject({
      success: false,
      error: {
        code: 'invalid_request',
        details: { reason: 'answer_too_large', limit_bytes: 6_291_556 },
      },
    });
  });

  test('is measured as it is sent: compressed where its client takes it, each escape in full', async () => {
    const answer = (text: string, encoding: string) =>
      call(json, { query: { text }, headers: { 'accept-encoding': encoding } });
    const long = 'la même ligne, '.repeat(600_000);
    expect(await answer(long, 'identity')).toMatchObject({ statusCode: 400 });
    expect(await answer(long, 'gzip')).toMatchObject({ statusCode: 200 });
    expect(await answer('a'.repeat(6_000_000), 'identity')).toMatchObject({ statusCode: 200 });
    expect(await answer('\n'.repeat(2_200_000), 'identity')).toMatchObject({ statusCode: 400 });
  });
});

describe('an answer that a client has already', () => {
  test('is not sent again, and says nothing of a content that it does not carry', async () => {
    const first = await csv('plain');
    const again = await csv('plain', { 'if-none-match': first.headers.etag as string });
    expect([again.statusCode, again.body]).toEqual([304, undefined]);
    expect(again.headers.etag).toBe(first.headers.etag);
    expect(again.headers['cache-control']).toBe('private, no-cache');
    expect(again.headers.vary).toBe('accept-encoding');
    expect(again.headers['ratelimit-limit']).toBe('100000');
    for (const name of ['content-type', 'content-disposition', 'content-encoding'])
      expect(again.headers).not.toHaveProperty(name);
  });

  test('is the same in every coding', async () => {
    const { headers } = await csv('plain', { 'accept-encoding': 'br' });
    const again = await csv('plain', {
      'accept-encoding': 'gzip',
      'if-none-match': headers.etag as string,
    });
    expect(again.statusCode).toBe(304);
  });

  test('is sent once it has changed', async () => {
    const { headers } = await call(json, { query: { text: 'before' } });
    const after = await call(json, {
      query: { text: 'after' },
      headers: { 'if-none-match': headers.etag as string },
    });
    expect([after.statusCode, JSON.parse(after.body ?? '')]).toEqual([200, { text: 'after' }]);
  });

  test('may carry a tag of its own, and one that nobody may keep carries none', async () => {
    expect((await csv('tagged', { 'if-none-match': '"its-own"' })).statusCode).toBe(304);
    const secret = await csv('secret', { 'if-none-match': '*' });
    expect([secret.statusCode, secret.headers.etag]).toEqual([200, undefined]);
  });

  test('is never one to a change, nor an error', async () => {
    const changed = await call(change, { body: { text: 'x' }, headers: { 'if-none-match': '*' } });
    expect([changed.statusCode, changed.headers.etag, changed.headers['cache-control']]).toEqual([
      200,
      undefined,
      'no-store',
    ]);
    const missing = await csv('missing', { 'if-none-match': '*' });
    expect([missing.statusCode, missing.headers.etag, missing.headers['cache-control']]).toEqual([
      404,
      undefined,
      'no-store',
    ]);
  });

  test.each([
    ['*', true],
    [' * ', true],
    ['W/"a"', true],
    ['"a"', true],
    ['"x", W/"a"', true],
    ['"x,W/", "a"', true],
    ['"A"', false],
    ['a', false],
    ['', false],
    ['"x"', false],
  ])('If-None-Match: %s', (header, isMatch) => {
    expect(matches(header, 'W/"a"')).toBe(isMatch);
  });
});

describe('an answer over 1 KB', () => {
  test.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ] as const)('of text is compressed by %s for who takes it', async (encoding, decode) => {
    for (const answer of [
      await csv('plain', { 'accept-encoding': encoding }),
      await csv('tagged', { 'accept-encoding': encoding }),
    ]) {
      expect(answer.headers).toMatchObject({ 'content-encoding': encoding });
      expect(answer.isBase64Encoded).toBe(true);
      expect(bytesOf(answer).length).toBeLessThan(500);
      expect(decode(bytesOf(answer)).toString()).toBe(LONG);
    }
  });

  test('is left as it is for who does not take it, and says that it depends', async () => {
    const answer = await csv('plain');
    expect(answer.headers).not.toHaveProperty('content-encoding');
    expect(answer.headers.vary).toBe('accept-encoding');
    expect((await csv('tagged')).headers.vary).toBe('Origin, accept-encoding');
  });

  test('is left alone where it is encoded already, or is no text', async () => {
    for (const kind of ['encoded', 'picture']) {
      const answer = await csv(kind, { 'accept-encoding': 'br, gzip' });
      expect(bytesOf(answer).length).toBe(5000);
      expect(answer.headers['content-encoding']).toBe(kind === 'encoded' ? 'gzip' : undefined);
    }
  });

  test('is compressed when it is an error or answers a change', async () => {
    const missing = await csv('missing', { 'accept-encoding': 'gzip' });
    expect(JSON.parse(gunzipSync(bytesOf(missing)).toString()).error.code).toBe('not_found');
    const changed = await call(change, { body: { text: LONG }, headers: { 'accept-encoding': 'br' } });
    expect(JSON.parse(brotliDecompressSync(bytesOf(changed)).toString())).toEqual({ text: LONG });
  });
});

test('an answer of megabytes is compressed too', async () => {
  const text = LONG.repeat(300);
  const answer = await call(change, { body: { text }, headers: { 'accept-encoding': 'br' } });
  expect(JSON.parse(brotliDecompressSync(bytesOf(answer)).toString()).text).toBe(text);
  const other = await call(change, { body: { text }, headers: { 'accept-encoding': 'gzip' } });
  expect(JSON.parse(gunzipSync(bytesOf(other)).toString()).text).toBe(text);
});

test('a short answer is compressed only for who refuses it plain', async () => {
  const headers = { 'accept-encoding': 'gzip' };
  expect((await call(json, { headers })).headers).not.toHaveProperty('content-encoding');
  const refused = await call(json, { headers: { 'accept-encoding': 'gzip, identity;q=0' } });
  expect(gunzipSync(bytesOf(refused)).toString()).toBe('{"text":"short"}');
});
