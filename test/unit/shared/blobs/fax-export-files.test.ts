import { randomBytes } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faxExportFiles } from '../../../../shared/blobs/fax-export-files.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';

const MEGABYTE = 1024 * 1024;
const HEADERS = {
  contentType: 'text/csv; charset=utf-8',
  contentDisposition: 'attachment; filename="a.csv"',
};

let backend: Backend;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());

async function* pieces(...all: Buffer[]) {
  yield* all;
}

test('what comes in pieces lies there whole, however large, and can be fetched as a file', async () => {
  const parts = Array.from({ length: 12 }, () => randomBytes(MEGABYTE));
  const files = faxExportFiles();
  expect(await files.has('exports/t/large.csv')).toBe(false);
  await files.write('exports/t/large.csv', pieces(...parts), HEADERS);
  expect(await files.has('exports/t/large.csv')).toBe(true);
  const answer = await fetch(await files.address('exports/t/large.csv'));
  expect(answer.headers.get('content-type')).toBe(HEADERS.contentType);
  expect(answer.headers.get('content-disposition')).toBe(HEADERS.contentDisposition);
  expect(Buffer.concat(parts).equals(Buffer.from(await answer.arrayBuffer()))).toBe(true);
});

test('a compressed file says so, for whoever fetches it', async () => {
  const files = faxExportFiles();
  const content = gzipSync('a,b\r\n');
  await files.write('exports/t/small.csv.gz', pieces(content), { ...HEADERS, contentEncoding: 'gzip' });
  const answer = await fetch(await files.address('exports/t/small.csv.gz'));
  expect(answer.headers.get('content-encoding')).toBe('gzip');
  expect(await answer.text()).toBe(gunzipSync(content).toString());
});

test('a source that fails leaves nothing behind', async () => {
  async function* failing() {
    yield randomBytes(6 * MEGABYTE);
    throw new Error('packs are gone');
  }
  const files = faxExportFiles();
  await expect(files.write('exports/t/broken.csv', failing(), HEADERS)).rejects.toThrow('packs are gone');
  expect(await files.has('exports/t/broken.csv')).toBe(false);
});

test('removing takes exactly what lies under the prefix', async () => {
  const files = faxExportFiles();
  for (const key of ['exports/t/r1/e/a.csv', 'exports/t/r1/f/a.csv', 'exports/t/r10/e/a.csv']) {
    await files.write(key, pieces(Buffer.from('x')), HEADERS);
  }
  await files.removeAll('exports/t/r1/');
  await files.removeAll('exports/t/r1/');
  expect(await files.has('exports/t/r1/e/a.csv')).toBe(false);
  expect(await files.has('exports/t/r1/f/a.csv')).toBe(false);
  expect(await files.has('exports/t/r10/e/a.csv')).toBe(true);
});
