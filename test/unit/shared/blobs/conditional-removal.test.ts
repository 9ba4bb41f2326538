import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inboxObjects } from '../../../../shared/blobs/document-bucket.ts';

/** The storage engine of the tests has no conditional deletes; this answers them as S3 does. */
let answer = 204;
let asked: { path: string | undefined; ifMatch: string | undefined }[] = [];
const server = createServer((request, response) => {
  asked.push({ path: request.url, ifMatch: request.headers['if-match'] });
  response.writeHead(answer, { 'content-type': 'application/xml' });
  response.end(
    answer === 204 ? undefined : '<Error><Code>PreconditionFailed</Code><Message>no</Message></Error>',
  );
});

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  process.env.AWS_ENDPOINT_URL_S3 = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env.BUCKET_NAME = 'bordereau-documents';
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answer = 204;
  asked = [];
});

test('an object is removed only while it is still what the event spoke of', async () => {
  await inboxObjects().remove({ key: 'inbox/acme/facture.pdf', etag: 'aa' });
  expect(asked).toEqual([
    { path: '/bordereau-documents/inbox/acme/facture.pdf?x-id=DeleteObject', ifMatch: '"aa"' },
  ]);
});

test('a version is removed as that version', async () => {
  await inboxObjects().remove({ key: 'inbox/acme/facture.pdf', etag: 'aa', versionId: 'v1' });
  expect(asked[0]?.path).toContain('versionId=v1');
  expect(asked[0]?.ifMatch).toBeUndefined();
});

test('something newer in its place is left there, as its own event will come', async () => {
  answer = 412;
  await inboxObjects().remove({ key: 'inbox/acme/facture.pdf', etag: 'aa' });
  expect(asked).toHaveLength(1);
});

test('being refused for another reason is a failure', async () => {
  answer = 403;
  await expect(inboxObjects().remove({ key: 'inbox/acme/facture.pdf', etag: 'aa' })).rejects.toThrow();
});
