import { request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { inboxObjects, originals, pageCache, uploads } from '../../../../shared/blobs/document-bucket.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';

let backend: Backend;
let s3: S3Client;
beforeAll(async () => {
  backend = await startBackend();
  s3 = new S3Client({});
});
afterAll(async () => {
  s3.destroy();
  await backend.stop();
});
beforeEach(() => backend.forgetSent());

async function drop(key: string, content: string, metadata: Record<string, string> = {}): Promise<string> {
  const { ETag = '' } = await s3.send(
    new PutObjectCommand({
      Bucket: backend.bucket,
      Key: key,
      Body: Buffer.from(content),
      Metadata: metadata,
    }),
  );
  return ETag.replaceAll('"', '');
}
const text = (bytes: Uint8Array | undefined) => bytes && Buffer.from(bytes).toString();
async function inboxText(key: string): Promise<string | undefined> {
  const chunks = await inboxObjects().open({ key });
  return chunks && (await buffer(chunks)).toString();
}

describe('the inbox', () => {
  const NAMES = [
    'facture.pdf',
    'été 🧾 n° 7.pdf',
    'a+b c&d=e?f#g.pdf',
    '%2F%2e%2e.pdf',
    "l'avoir (1).pdf",
    '..',
  ];

  test.each(NAMES)('keeps the original of %j and takes it out', async (name) => {
    const key = `inbox/acme/${name}`;
    const etag = await drop(key, 'content', { 'drop-id': 'x', priority: 'high' });
    const address = { key, etag };
    expect(await inboxObjects().head(address)).toEqual({
      sizeBytes: 7,
      metadata: { 'drop-id': 'x', priority: 'high' },
    });
    expect(await inboxText(key)).toBe('content');
    await inboxObjects().keepOriginal(address, 'originals/acme/kept');
    await inboxObjects().remove(address);
    expect(await inboxObjects().head(address)).toBeUndefined();
    expect(text(await originals().get('originals/acme/kept'))).toBe('content');
  });

  test('knows nothing of an object that is gone, and removes it in peace', async () => {
    const address = { key: 'inbox/acme/gone.pdf', etag: 'x' };
    expect(await inboxObjects().head(address)).toBeUndefined();
    expect(await inboxObjects().open(address)).toBeUndefined();
    await inboxObjects().remove(address);
  });

  test('takes out an empty object too', async () => {
    const key = 'inbox/acme/empty.pdf';
    const etag = await drop(key, '');
    expect(await inboxObjects().head({ key })).toMatchObject({ sizeBytes: 0 });
    expect(await inboxText(key)).toBe('');
    await inboxObjects().remove({ key, etag });
    expect(await inboxObjects().head({ key })).toBeUndefined();
  });
});

test('an original that is gone is object_not_found', async () => {
  await expect(originals().get('originals/acme/none')).rejects.toMatchObject({ code: 'object_not_found' });
});

describe('the page cache', () => {
  test('lists the pages of one document by number, beyond a listing’s thousand', async () => {
    const prefix = 'pages/acme/doc_1/v1/';
    const numbers = [1, 2, 10, 1000, 1001];
    const filler = Array.from({ length: 1010 }, (_, index) => index + 2000);
    await Promise.all(
      [...numbers, ...filler].map((number) => pageCache().put(`${prefix}${number}.json`, '{}')),
    );
    await pageCache().put('pages/acme/doc_1/v2/3.json', '{}');
    const found = await pageCache().list(prefix);
    expect(found.size).toBe(1015);
    for (const number of numbers) expect(found.get(number)).toBe(`${prefix}${number}.json`);
    expect(found.has(3)).toBe(false);
  });

  test('gives back what was put', async () => {
    await pageCache().put('pages/acme/doc_1/v1/1.json', '{"text":"été 🧾"}');
    expect(await pageCache().get('pages/acme/doc_1/v1/1.json')).toBe('{"text":"été 🧾"}');
  });
});

describe('an upload', () => {
  /** Puts without adding headers of its own, as any HTTP client would. */
  function put(url: string, headers: Record<string, string>, body: string): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      request(url, { method: 'PUT', headers: { ...headers, 'content-length': Buffer.byteLength(body) } })
        .on('response', (response) => resolve(response.resume().statusCode))
        .on('error', reject)
        .end(body);
    });
  }

  test('sent through us lies where it was put', async () => {
    await uploads().put('uploads/acme/x/facture.pdf', Buffer.from('content'), 'application/pdf');
    const key = 'uploads/acme/x/facture.pdf';
    expect(await inboxText(key)).toBe('content');
    const stored = await s3.send(new HeadObjectCommand({ Bucket: backend.bucket, Key: key }));
    expect(stored.ContentType).toBe('application/pdf');
  });

  test('to a presigned address needs no sign-in and lands under its key', async () => {
    const key = 'uploads/acme/x/facture.pdf';
    const ticket = await uploads().presign(key, { expiresInSeconds: 60 });
    expect(ticket).toMatchObject({ method: 'PUT', headers: {} });
    expect(await put(ticket.url, ticket.headers, 'content')).toBe(200);
    expect(await inboxText(key)).toBe('content');
  });

  test('of an announced size signs that size', async () => {
    const ticket = await uploads().presign('uploads/acme/x/f.pdf', { sizeBytes: 7, expiresInSeconds: 60 });
    const signed = new URL(ticket.url).searchParams.get('X-Amz-SignedHeaders')?.split(';');
    expect(signed).toContain('content-length');
    expect(ticket.headers).toEqual({ 'content-length': '7' });
    expect(Date.parse(ticket.expires_at)).toBeGreaterThan(Date.now() + 50_000);
  });

  test('promises no checksum of a body that was not seen', async () => {
    const { url } = await uploads().presign('uploads/acme/x/f.pdf', { expiresInSeconds: 60 });
    expect(url).not.toMatch(/checksum/i);
  });
});
