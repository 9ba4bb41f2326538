import { randomBytes } from 'node:crypto';
import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
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

const put = (Key: string, Body: string | Uint8Array, more: object = {}) =>
  client.s3.send(new PutObjectCommand({ Bucket: client.bucket, Key, Body, ...more }));
const get = async (Key: string, more: object = {}) =>
  (
    await client.s3.send(new GetObjectCommand({ Bucket: client.bucket, Key, ...more }))
  ).Body!.transformToString();
const until = { timeout: 10_000, interval: 20 };

test('every object put under the prefix runs the function of the notified queue once, others do not', async () => {
  await put('elsewhere/a.pdf', 'x');
  await put('inbox/acme/été (1)+.pdf', 'hello');
  const encoded = 'inbox/acme/%C3%A9t%C3%A9+%281%29%2B.pdf';
  await expect.poll(() => client.facts(`object ${encoded}`), until).toHaveLength(1);
  const [fact] = await client.facts(`object ${encoded}`);
  expect(fact).toMatchObject({
    eventName: 'ObjectCreated:Put',
    s3: {
      object: { key: encoded, size: 5, eTag: '5d41402abc4b2a76b9719d911017c592' },
      bucket: { name: client.bucket },
    },
  });
  expect(await client.facts('object elsewhere/a.pdf')).toHaveLength(0);
});

test('copies, forms and completed multipart uploads notify under their own names', async () => {
  await put('elsewhere/source', 'copied');
  await client.s3.send(
    new CopyObjectCommand({
      Bucket: client.bucket,
      Key: 'inbox/t/copy',
      CopySource: `${client.bucket}/elsewhere/source`,
    }),
  );
  const form = new FormData();
  form.set('key', 'inbox/t/form');
  form.set('file', new Blob(['from a form']), 'form.txt');
  expect((await fetch(`${runtime.s3Url}/${client.bucket}`, { method: 'POST', body: form })).status).toBe(204);
  const target = { Bucket: client.bucket, Key: 'inbox/t/parts' };
  const { UploadId } = await client.s3.send(new CreateMultipartUploadCommand(target));
  const parts = [randomBytes(12 * 1024 * 1024), Buffer.from('the end')];
  const Parts = await Promise.all(
    parts.map(async (Body, index) => {
      const PartNumber = index + 1;
      const { ETag } = await client.s3.send(new UploadPartCommand({ ...target, UploadId, PartNumber, Body }));
      return { PartNumber, ETag };
    }),
  );
  await client.s3.send(
    new CompleteMultipartUploadCommand({ ...target, UploadId, MultipartUpload: { Parts } }),
  );
  for (const [key, name] of [
    ['copy', 'Copy'],
    ['form', 'Post'],
    ['parts', 'CompleteMultipartUpload'],
  ]) {
    await expect
      .poll(() => client.facts(`object inbox/t/${key}`), until)
      .toMatchObject([{ eventName: `ObjectCreated:${name}` }]);
  }
  const { ContentLength } = await client.s3.send(new HeadObjectCommand(target));
  expect(ContentLength).toBe(12 * 1024 * 1024 + 7);
});

test('keys that look like paths are only names, and come back as they were put', async () => {
  const keys = [
    'a/../../b',
    'a//b',
    'a/./b',
    '/leading',
    'trailing/',
    'plain%2Fescape',
    'x'.repeat(1000),
    'new\nline',
    '📄 ?#&=+',
  ];
  for (const key of keys) await put(`names/${key}`, key);
  for (const key of keys) expect(await get(`names/${key}`)).toBe(key);
  const listed: string[] = [];
  for (let ContinuationToken: string | undefined; ; ) {
    const page = await client.s3.send(
      new ListObjectsV2Command({ Bucket: client.bucket, Prefix: 'names/', MaxKeys: 4, ContinuationToken }),
    );
    listed.push(...(page.Contents ?? []).map(({ Key }) => Key!.slice('names/'.length)));
    ContinuationToken = page.NextContinuationToken;
    if (!ContinuationToken) break;
  }
  expect(listed.sort()).toEqual(keys.sort());
});

test('empty objects, large ones, any content type and ranges pass through unchanged', async () => {
  await put('empty', '');
  expect(await get('empty')).toBe('');
  const large = randomBytes(30 * 1024 * 1024);
  await put('large', large, { ContentType: 'application/x-www-form-urlencoded', Metadata: { tone: 'blue' } });
  const { Body, ContentType, Metadata } = await client.s3.send(
    new GetObjectCommand({ Bucket: client.bucket, Key: 'large' }),
  );
  expect(large.equals(await Body!.transformToByteArray())).toBe(true);
  expect([ContentType, Metadata]).toEqual(['application/x-www-form-urlencoded', { tone: 'blue' }]);
  await put('range', '0123456789');
  expect(await get('range', { Range: 'bytes=2-4' })).toBe('234');
});

test('writes and deletes happen only if their conditions hold', async () => {
  const { ETag } = await put('once', 'first', { IfNoneMatch: '*' });
  await expect(put('once', 'second', { IfNoneMatch: '*' })).rejects.toMatchObject({
    name: 'PreconditionFailed',
  });
  const remove = (IfMatch: string) =>
    client.s3.send(new DeleteObjectCommand({ Bucket: client.bucket, Key: 'once', IfMatch }));
  await expect(remove('"0123"')).rejects.toMatchObject({ name: 'PreconditionFailed' });
  expect(await get('once')).toBe('first');
  await remove(ETag!);
  await expect(get('once')).rejects.toMatchObject({ name: 'NoSuchKey' });
});

test('a presigned URL works within its time and for what was signed only', async () => {
  const command = new PutObjectCommand({
    Bucket: client.bucket,
    Key: 'signed/é.pdf',
    ContentLength: 5,
    ContentType: 'application/pdf',
  });
  const sign = (signingDate: Date) =>
    getSignedUrl(client.s3, command, {
      expiresIn: 60,
      signingDate,
      signableHeaders: new Set(['content-length', 'content-type', 'host']),
    });
  const send = async (url: string, body: string) =>
    (await fetch(url, { method: 'PUT', body, headers: { 'content-type': 'application/pdf' } })).status;
  const url = await sign(new Date());
  expect(await send(url, 'hello')).toBe(200);
  expect(await send(url, 'hello!')).toBe(403);
  expect(await send(url.replace('signed/', 'forged/'), 'hello')).toBe(403);
  expect(await send(await sign(new Date(Date.now() - 61_000)), 'hello')).toBe(403);
  expect(await get('signed/é.pdf')).toBe('hello');
});

test('pages of the local API may use the buckets, pages of other origins may not', async () => {
  const preflight = (origin: string) =>
    fetch(`${runtime.s3Url}/${client.bucket}/key`, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'PUT',
        'access-control-request-headers': 'content-type',
      },
    });
  const allowed = await preflight(runtime.apiUrl);
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([200, runtime.apiUrl]);
  expect((await preflight('https://evil.example')).status).toBe(403);
  const read = (origin: string) => fetch(`${runtime.s3Url}/${client.bucket}/range`, { headers: { origin } });
  await put('range', '0123456789');
  expect((await read(runtime.apiUrl)).headers.get('access-control-allow-origin')).toBe(runtime.apiUrl);
  expect((await read('https://evil.example')).status).toBe(403);
});

test('one address answers for every service', async () => {
  const settings = { endpoint: runtime.s3Url, region: runtime.region, credentials: runtime.credentials };
  const { TableNames } = await new DynamoDBClient(settings).send(new ListTablesCommand());
  expect(TableNames).toContain(client.table);
  const { QueueUrls } = await new SQSClient(settings).send(new ListQueuesCommand());
  expect(QueueUrls?.length).toBeGreaterThan(5);
  const secrets = new SecretsManagerClient(settings);
  const { SecretString } = await secrets.send(
    new GetSecretValueCommand({ SecretId: runtime.secrets[0]!.name }),
  );
  expect(SecretString).toBe(runtime.secrets[0]!.value);
  await expect(secrets.send(new GetSecretValueCommand({ SecretId: 'other' }))).rejects.toMatchObject({
    name: 'ResourceNotFoundException',
  });
  const invoke = (name: string, payload: string) =>
    fetch(`${runtime.s3Url}/2015-03-31/functions/${name}/invocations`, { method: 'POST', body: payload });
  expect(await (await invoke('Web', '{"direct":"hi"}')).json()).toMatchObject({ got: 'hi' });
  const failed = await invoke('Web', '{"rawPath":"/broken"}');
  expect(failed.headers.get('x-amz-function-error')).toBe('Unhandled');
  expect(await failed.json()).toMatchObject({
    errorType: 'TypeError',
    errorMessage: 'this handler is broken',
  });
  expect((await invoke('Nobody', '{}')).status).toBe(404);
});
