import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LocalInvocationError, type LocalRuntime } from '../../../../infra/local/runtime.ts';
import { connect, createScratch, startFixture } from './fixtures/start.ts';

const scratch = createScratch();
let runtime: LocalRuntime;

beforeAll(async () => {
  runtime = await startFixture(scratch.path, { watchInbox: false });
});
afterAll(async () => {
  await runtime.stop();
  scratch.remove();
});

const call = (path: string, init?: RequestInit) => fetch(runtime.apiUrl + path, init);
// biome-ignore lint/suspicious/noExplicitAny: the answer is whatever the function was given
const echo = async (path: string, init?: RequestInit): Promise<any> => (await call(path, init)).json();

test('a request reaches its function as payload format 2.0', async () => {
  const event = await echo('/things/caf%C3%A9%20noir/parts/7?a=1&b=x+y%20z&a=2&empty', {
    headers: { 'X-Tone': 'blue', cookie: 'one=1; two=2' },
  });
  expect(event).toMatchObject({
    version: '2.0',
    routeKey: 'ANY /things/{a}/parts/{b}',
    rawPath: '/things/café noir/parts/7',
    rawQueryString: 'a=1&b=x+y%20z&a=2&empty',
    queryStringParameters: { a: '1,2', b: 'x y z', empty: '' },
    pathParameters: { a: 'café noir', b: '7' },
    cookies: ['one=1', 'two=2'],
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      http: { method: 'GET', path: '/things/café noir/parts/7', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' },
      routeKey: 'ANY /things/{a}/parts/{b}',
      stage: '$default',
    },
  });
  expect(event.headers).toMatchObject({
    'x-tone': 'blue',
    'x-forwarded-for': '127.0.0.1',
    'x-forwarded-proto': 'http',
  });
  expect(event.headers).not.toHaveProperty('cookie');
  expect(event).not.toHaveProperty('body');
  expect(event.requestContext.time).toMatch(/^\d\d\/[A-Z][a-z]{2}\/\d{4}:\d\d:\d\d:\d\d \+0000$/);
});

test('a header sent twice arrives once, its values joined by a comma', async () => {
  const event = await new Promise<{ headers: Record<string, string> }>((resolve, reject) => {
    const sent = request(`${runtime.apiUrl}/echo`, { headers: { 'x-many': ['1', '2'] } }, (response) => {
      response.setEncoding('utf8').on('data', (text) => resolve(JSON.parse(text)));
    });
    sent.on('error', reject).end();
  });
  expect(event.headers['x-many']).toBe('1,2');
});

test('text bodies arrive as text, all others in base64', async () => {
  const json = await echo('/echo', {
    method: 'POST',
    body: '{"é":1}',
    headers: { 'content-type': 'application/json' },
  });
  expect(json).toMatchObject({ body: '{"é":1}', isBase64Encoded: false });
  const bytes = Buffer.from([0, 255, 128, 10]);
  const binary = await echo('/echo', {
    method: 'PUT',
    body: bytes,
    headers: { 'content-type': 'application/pdf' },
  });
  expect(binary).toMatchObject({ body: bytes.toString('base64'), isBase64Encoded: true });
  const form = await echo('/echo', { method: 'POST', body: new URLSearchParams({ a: 'b' }) });
  expect(form).toMatchObject({ body: Buffer.from('a=b').toString('base64'), isBase64Encoded: true });
});

test('responses carry status, headers, cookies and decoded bodies; a plain value is JSON', async () => {
  const cookies = await call('/cookies');
  expect(cookies.status).toBe(201);
  expect(cookies.headers.get('x-tone')).toBe('blue');
  expect(cookies.headers.getSetCookie()).toEqual(['a=1; Path=/', 'b=2']);
  expect(await cookies.text()).toBe('made');
  const binary = await call('/binary');
  expect(Buffer.from(await binary.arrayBuffer()).toString('hex')).toBe('89504e470d0a1a0a');
  const plain = await call('/plain');
  expect(plain.headers.get('content-type')).toBe('application/json');
  expect(await plain.json()).toEqual({ hello: 'world' });
  expect((await (await call('/large')).text()).length).toBe(5_000_000);
});

test('what is not there is 404, what the function fails at is 500, and the next request is unharmed', async () => {
  const missing = await call('/nowhere');
  expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
  for (const path of ['/broken', '/exit', '/too-large', '/endless']) {
    const failed = await call(path);
    expect([path, failed.status, await failed.json()]).toEqual([
      path,
      500,
      { message: 'Internal Server Error' },
    ]);
  }
  expect((await call('/plain')).status).toBe(200);
});

test('a body above ten megabytes, or above Lambda’s six once encoded, is refused with 413', async () => {
  const put = (bytes: number) =>
    call('/echo', {
      method: 'PUT',
      body: Buffer.alloc(bytes),
      headers: { 'content-type': 'application/pdf' },
    });
  expect((await put(11_000_000)).status).toBe(413);
  expect((await put(5_000_000)).status).toBe(413);
  expect((await put(4_000_000)).status).toBe(200);
});

test('a preflight of an allowed origin is answered without the function', async () => {
  const preflight = await call('/echo', {
    method: 'OPTIONS',
    headers: { origin: 'https://app.example', 'access-control-request-method': 'POST' },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-origin')).toBe('https://app.example');
  expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization');
  const other = await call('/plain', { headers: { origin: 'https://evil.example' } });
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
});

test('an answer that a client has already has no body, and depends on what function and gateway say', async () => {
  const kept = await call('/kept', { headers: { origin: 'https://app.example' } });
  expect([kept.status, await kept.text()]).toEqual([304, '']);
  expect(kept.headers.get('etag')).toBe('W/"a"');
  expect(kept.headers.get('vary')).toBe('Origin, accept-encoding');
  expect(kept.headers.has('content-length')).toBe(false);
});

test('a function sees only its own environment, with the addresses of this machine', async () => {
  process.env.PRIVATE_TO_THE_HOST = 'secret';
  const { variables } = await echo('/environment');
  delete process.env.PRIVATE_TO_THE_HOST;
  expect(variables).toMatchObject({
    AWS_REGION: 'eu-west-3',
    AWS_ENDPOINT_URL_DYNAMODB: runtime.addresses.dynamodb,
    AWS_ENDPOINT_URL_S3: runtime.s3Url,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
  });
  expect(variables).not.toHaveProperty('PRIVATE_TO_THE_HOST');
});

test('a generated secret has the asked form and stays the same', async () => {
  const first = await echo('/secret');
  expect(first.value).toMatch(/^[A-Za-z0-9]{48}$/);
  expect(first.stages).toEqual(['AWSCURRENT']);
  expect((await echo('/secret')).value).toBe(first.value);
  expect(runtime.secrets[0]?.value).toBe(first.value);
});

test('a function runs by name, and its failure is told with its type', async () => {
  expect(await runtime.invoke('Web', { direct: 1 })).toMatchObject({
    got: 1,
    name: expect.stringContaining('Web'),
  });
  await expect(runtime.invoke('Web', { rawPath: '/broken' })).rejects.toBeInstanceOf(LocalInvocationError);
  await expect(runtime.invoke('Web', { rawPath: '/broken' })).rejects.toMatchObject({
    errorType: 'TypeError',
  });
  await expect(runtime.invoke('Nobody', {})).rejects.toMatchObject({
    errorType: 'ResourceNotFoundException',
  });
});

test('a request that was answered 503 before it had its turn never runs', async () => {
  const client = connect(runtime);
  const send = async (body: object) =>
    (await call('/hurried', { method: 'POST', body: JSON.stringify(body) })).status;
  const run = (name: string, body: object) =>
    runtime.invoke(name, { Records: [{ messageId: '1', body: JSON.stringify(body) }] });
  expect(await send({ subject: 'begun', gate: 'hurried gate' })).toBe(503);
  expect(await send({ subject: 'never begun' })).toBe(503);
  await run('Work', { subject: 'hurried gate' });
  // Its one environment serves them in order, so whatever still was in line has run before this one.
  await run('Hurried', { subject: 'asked later' });
  expect(await client.facts('begun done')).toHaveLength(1);
  expect(await client.facts('asked later done')).toHaveLength(1);
  expect(await client.facts('never begun')).toHaveLength(0);
  client.close();
});
