import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bordereau } from '../../support/command-line.ts';

const CSV = 'fax_id,mode\r\nFX1,SF\r\n';
let folder: string;
let stop: (() => void) | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bordereau-export-'));
});
afterEach(async () => {
  stop?.();
  await rm(folder, { recursive: true });
});

/** Runs an export against an API that answers so. */
async function exported(listener: RequestListener, ...args: string[]) {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  const { port } = server.address() as AddressInfo;
  return bordereau(['export', 'import_1', '--csv', ...args], {
    BORDEREAU_URL: `http://127.0.0.1:${port}`,
    BORDEREAU_TOKEN: 'a.b.c',
  });
}

const whole: RequestListener = (_, response) => response.end(CSV);
/** Says that more is to come, and goes away. */
const cut: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '1000' });
  response.write(CSV, () => response.destroy());
};

test('goes to stdout alone, or whole to a file in place of what was there', async () => {
  expect(await exported(whole)).toEqual({ status: 0, stdout: CSV, stderr: '' });
  const out = join(folder, 'out.csv');
  await writeFile(out, 'older');
  expect(await exported(whole, '--out', out)).toMatchObject({ status: 0, stdout: '' });
  expect(await readFile(out, 'utf8')).toBe(CSV);
  expect(await readdir(folder)).toEqual(['out.csv']);
});

test('is asked for as the spreadsheet of its reader opens it', async () => {
  const asked: (string | undefined)[] = [];
  const listener: RequestListener = (request, response) => {
    asked.push(request.url);
    response.end(CSV);
  };
  await exported(listener, '--excel');
  expect(asked).toEqual(['/api/v3/export/import_1/csv?dialect=excel']);
});

test('one that breaks off is told, and leaves what was there', async () => {
  const out = join(folder, 'out.csv');
  await writeFile(out, 'older');
  const { status, stderr } = await exported(cut, '--out', out);
  expect(status).toBe(1);
  expect(stderr).toMatch(/^bordereau: the export broke off \([^\n]+\)\n$/);
  expect(await readFile(out, 'utf8')).toBe('older');
  expect(await readdir(folder)).toEqual(['out.csv']);
});
