import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { uploadFile } from '../../../cli/file-upload.ts';

const BYTES = Buffer.alloc(300_000, 'fax log ');
let folder: string;
let file: string;
let stop: (() => void) | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bordereau-upload-'));
  file = join(folder, 'log.csv');
  await writeFile(file, BYTES);
});
afterEach(() => stop?.());
afterAll(() => rm(folder, { recursive: true }));

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/bucket/key?X-Amz-Signature=secret`;
}

const failure = (sent: Promise<void>) =>
  sent.then(
    () => 'no failure',
    (error: Error) => error.message,
  );

test('sends the whole file with its size and the headers asked for, and tells how far it is', async () => {
  const seen: { body: Buffer; length: string | undefined; type: string | undefined }[] = [];
  const url = await serve(async (request, response) => {
    const { 'content-length': length, 'content-type': type } = request.headers;
    seen.push({ body: await buffer(request), length, type });
    response.end();
  });
  const told: number[] = [];
  await uploadFile(file, BYTES.length, { url, headers: { 'content-type': 'text/csv' } }, (sent) => {
    told.push(sent);
  });
  expect(seen).toEqual([{ body: BYTES, length: '300000', type: 'text/csv' }]);
  expect(told.at(-1)).toBe(BYTES.length);
  expect(told).toEqual([...told].sort((a, b) => a - b));
});

test('sends no byte beyond those announced, should the file grow meanwhile', async () => {
  let received = 0;
  const url = await serve(async (request, response) => {
    received = (await buffer(request)).length;
    response.end();
  });
  await uploadFile(file, 1000, { url, headers: {} }, () => {});
  expect(received).toBe(1000);
});

test('says why an upload was refused, and never by its signed address', async () => {
  const url = await serve((request, response) => {
    request.resume();
    response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
  });
  const said = await failure(uploadFile(file, BYTES.length, { url, headers: {} }, () => {}));
  expect(said).toMatch(/^127\.0\.0\.1:\d+ refused the upload: HTTP 403 AccessDenied$/);
});

test('says that an upload broke off, or that nothing answers', async () => {
  const url = await serve((request) => request.socket.destroy());
  const broken = await failure(uploadFile(file, BYTES.length, { url, headers: {} }, () => {}));
  expect(broken).toMatch(/^the upload to 127\.0\.0\.1:\d+ broke off \(/);
  const nowhere = { url: 'http://127.0.0.1:9/bucket/key', headers: {} };
  expect(await failure(uploadFile(file, BYTES.length, nowhere, () => {}))).toMatch(/ECONNREFUSED/);
});

test('a file that shrank meanwhile breaks off, rather than wait for ever', async () => {
  const url = await serve((request, response) => {
    request.resume();
    request.once('end', () => response.end());
  });
  const said = await failure(uploadFile(file, BYTES.length + 10, { url, headers: {} }, () => {}));
  expect(said).toMatch(/broke off/);
}, 10_000);
