import { once } from 'node:events';
import { request } from 'node:http';
import { connect as connectSocket } from 'node:net';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalRuntime } from '../../../../infra/local/runtime.ts';
import { connect, createScratch, startFixture } from './fixtures/start.ts';

const scratch = createScratch();
let runtime: LocalRuntime;
let client: ReturnType<typeof connect>;

beforeAll(async () => {
  runtime = await startFixture(scratch.path, { watchInbox: false });
  client = connect(runtime);
});
afterAll(async () => {
  client.close();
  await runtime.stop();
  scratch.remove();
});

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** Like `fetch`, which would not let a test choose the host. */
function send(url: string, { method = 'GET', headers = {}, body = '' }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    sent.on('error', reject).end(body);
  });
}

/** Announces a thousand bytes, sends a few and hangs up; resolves when the server has let go of the connection. */
async function hangUp(base: string, path: string, headers: string[] = []): Promise<void> {
  const { hostname, port } = new URL(base);
  const socket = connectSocket(Number(port), hostname);
  await once(socket, 'connect');
  const head = [`POST ${path} HTTP/1.1`, `Host: ${hostname}`, 'Content-Length: 1000', ...headers, '', 'part'];
  socket.resume().end(head.join('\r\n'));
  await once(socket, 'close');
}

async function expectAlive(): Promise<void> {
  expect((await fetch(`${runtime.apiUrl}/plain`)).status).toBe(200);
  const read = client.s3.send(new GetObjectCommand({ Bucket: client.bucket, Key: 'nothing' }));
  await expect(read).rejects.toMatchObject({ name: 'NoSuchKey' });
}

test.each([
  ['a presigned date', 403, () => `${runtime.s3Url}/b/k?X-Amz-Signature=1&X-Amz-Date=%zz`, 'GET'],
  [
    'a presigned credential',
    403,
    () => `${runtime.s3Url}/b/k?X-Amz-Signature=%zz&X-Amz-Credential=%ff`,
    'GET',
  ],
  ['a function name', 404, () => `${runtime.s3Url}/2015-03-31/functions/%zz/invocations`, 'POST'],
  ['a connection', 410, () => `${runtime.apiUrl}/ws/dashboard/@connections/%zz`, 'POST'],
  ['a bucket', 400, () => `${runtime.s3Url}/%zz/%zz`, 'GET'],
])('a broken escape in %s is answered %i and ends nothing', async (_, status, url, method) => {
  expect(await send(url(), { method })).toBe(status);
  await expectAlive();
});

test('a client that hangs up in the middle of a body ends nothing but its own request', async () => {
  await hangUp(runtime.apiUrl, '/ws/dashboard/@connections/abc');
  await hangUp(runtime.apiUrl, '/echo');
  await hangUp(runtime.s3Url, '/2015-03-31/functions/Web/invocations');
  await hangUp(runtime.s3Url, '/', ['X-Amz-Target: secretsmanager.GetSecretValue']);
  await hangUp(runtime.s3Url, '/', ['X-Amz-Target: DynamoDB_20120810.ListTables']);
  await hangUp(runtime.s3Url, '/', ['X-Amz-Target: AmazonSQS.ChangeMessageVisibility']);
  await hangUp(runtime.s3Url, `/${client.bucket}/key`);
  await expectAlive();
});

test('a body that is not what its operation expects ends nothing', async () => {
  for (const target of ['AmazonSQS.ChangeMessageVisibility', 'secretsmanager.GetSecretValue']) {
    for (const body of ['', 'null', '[]', '{"Entries":[null]}']) {
      const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' };
      expect(await send(runtime.s3Url, { method: 'POST', headers, body })).toBeGreaterThanOrEqual(400);
    }
  }
  await expectAlive();
});

test("unsigned requests under a name that is not this machine's are refused", async () => {
  await client.s3.send(new PutObjectCommand({ Bucket: client.bucket, Key: 'private', Body: 'x' }));
  const secret = { 'x-amz-target': 'secretsmanager.GetSecretValue' };
  const ask = async (host: string) => {
    const object = await send(`${runtime.s3Url}/${client.bucket}/private`, { headers: { host } });
    const body = JSON.stringify({ SecretId: runtime.secrets[0]!.name });
    return [object, await send(runtime.s3Url, { method: 'POST', headers: { ...secret, host }, body })];
  };
  for (const host of ['127.0.0.1:3001', 'localhost', 'LOCALHOST:3001', '[::1]:3001'])
    expect(await ask(host), host).toEqual([200, 200]);
  for (const host of ['rebound.example:3001', '127.0.0.1.rebound.example', 'notlocalhost', '127.0.0.1@a'])
    expect(await ask(host), host).toEqual([403, 403]);
  const connection = `${runtime.apiUrl}/ws/dashboard/@connections/abc`;
  expect(await send(connection, { method: 'POST', headers: { host: 'rebound.example:3000' } })).toBe(403);
  expect(await send(connection, { method: 'POST', headers: { host: 'localhost:3000' } })).toBe(410);
});

test('a presigned upload works under the host it was signed for, whatever that is', async () => {
  const url = new URL(await presignPut('signed/elsewhere', 'https://files.example'));
  const upload = (host: string) =>
    send(`${runtime.s3Url}${url.pathname}${url.search}`, { method: 'PUT', headers: { host }, body: 'x' });
  expect(await upload('files.example')).toBe(200);
  expect(await upload('rebound.example')).toBe(403);
});

test('a presigned upload takes no x-amz header that was not signed', async () => {
  await client.s3.send(new PutObjectCommand({ Bucket: client.bucket, Key: 'private', Body: 'private' }));
  const url = await presignPut('signed/copy');
  const upload = (headers: Record<string, string>) => send(url, { method: 'PUT', headers, body: 'mine' });
  expect(await upload({ 'x-amz-copy-source': `${client.bucket}/private` })).toBe(403);
  expect(await upload({ 'X-Amz-Meta-Tone': 'blue' })).toBe(403);
  expect(await upload({})).toBe(200);
  const { Body } = await client.s3.send(new GetObjectCommand({ Bucket: client.bucket, Key: 'signed/copy' }));
  expect(await Body!.transformToString()).toBe('mine');
});

async function presignPut(Key: string, endpoint = runtime.s3Url): Promise<string> {
  const { s3 } = connect({ ...runtime, s3Url: endpoint });
  return getSignedUrl(s3, new PutObjectCommand({ Bucket: client.bucket, Key }), { expiresIn: 60 });
}
