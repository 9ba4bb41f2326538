import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exportsPrefix } from '../../shared/domain/fax-log/fax-exports.ts';
import { eventually } from '../support/eventually.ts';
import { expectedFaxSummary, faxLogCsvFile } from '../support/fax-log-generator.ts';
import { Installation } from '../support/installation.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

/** More rows than fit into an answer as they are, and fewer than do when compressed. */
const LOG = { rows: 110_000, seed: 7 };

let installation: Installation;
let receiver: WebhookReceiver;
let token: string;
let reportId: string;

beforeAll(async () => {
  installation = await Installation.start();
  receiver = await WebhookReceiver.start();
  token = await installation.token();
});
afterAll(async () => {
  await receiver.stop();
  await installation.remove();
});

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  return fetch(`${installation.apiUrl}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, ...init.headers },
  });
}
async function json(path: string, init?: RequestInit) {
  const answer = await ask(path, init);
  // biome-ignore lint/suspicious/noExplicitAny: bodies of every shape.
  return { status: answer.status, body: (await answer.json()) as any };
}

test('a log sent by its presigned address becomes a report with the documented figures', {
  timeout: 120_000,
}, async () => {
  const hook = { url: receiver.url, event: 'export_complete' };
  const registered = await json('/api/v3/webhooks/register', {
    method: 'POST',
    body: JSON.stringify(hook),
    headers: { 'content-type': 'application/json' },
  });
  expect(registered.status).toBe(201);
  receiver.trust(registered.body.secret);

  const file = await faxLogCsvFile(LOG);
  const { body: announced } = await json('/api/v3/reports', {
    method: 'POST',
    body: JSON.stringify({ filename: 'journal.csv', size_bytes: file.length }),
    headers: { 'content-type': 'application/json' },
  });
  const put = await fetch(announced.upload.url, {
    method: 'PUT',
    body: new Uint8Array(file),
    headers: announced.upload.headers,
  });
  expect(put.status).toBe(200);
  await eventually(
    () => json(`/api/dashboard/tasks/${announced.task_id}`),
    (answer) => answer.body.status === 'completed',
    { timeoutSeconds: 100, what: 'the end of the import' },
  );
  const { body } = await json('/api/v3/reports');
  expect(body.total).toBe(1);
  reportId = body.reports[0].report_id;
  const truth = expectedFaxSummary(LOG);
  expect(body.reports[0].summary).toMatchObject({
    total_entries: LOG.rows,
    valid_entries: truth.validEntries,
    error_entries: truth.errorEntries,
  });
  const analytics = await json(`/api/v3/analytics/report/${reportId}`);
  expect(analytics.body.pages.total).toBe(truth.pages);
  const errors = await json(`/api/v3/errors/${reportId}`);
  expect(errors.body.by_code).toMatchObject({ invalid_mode: truth.errors.invalid_mode });
  const invalid = await json(`/api/v3/search/${reportId}?status=invalid&page=1&per_page=500`);
  expect(invalid.body).toMatchObject({ total: truth.errorEntries, per_page: 500 });
});

test('a small log sent in a request is answered with its report', async () => {
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(await faxLogCsvFile({ rows: 50, seed: 8 }))]), 'small.csv');
  const { status, body } = await json('/api/v3/reports', { method: 'POST', body: form });
  expect(status).toBe(200);
  expect(body).toMatchObject({ document_name: 'small.csv', summary: { total_entries: 50 } });
  const removed = await ask(`/api/v3/reports/${body.report_id}`, { method: 'DELETE' });
  expect(removed.status).toBe(204);
});

test('curl that follows redirects gets the whole file, compressed or not', {
  timeout: 120_000,
}, async () => {
  const curl = async (...options: string[]) => {
    const { stdout } = await promisify(execFile)(
      'curl',
      [
        '-sSfL',
        '-H',
        `Authorization: Bearer ${token}`,
        ...options,
        `${installation.apiUrl}/api/v3/export/${reportId}/csv`,
      ],
      { encoding: 'buffer', maxBuffer: 100_000_000 },
    );
    return stdout;
  };
  const plain = await curl();
  expect(plain.toString().split('\r\n')).toHaveLength(LOG.rows + 2);
  expect(plain.length).toBeGreaterThan(6_291_456);
  const packed = await curl('-H', 'Accept-Encoding: gzip');
  expect(packed.length).toBeLessThan(4_500_000);
  expect(gunzipSync(packed).equals(plain)).toBe(true);
  expect(await installation.onlyKeyUnder(exportsPrefix('default', reportId))).toMatch(/\.csv$/);
  await eventually(
    async () => receiver.received.length,
    (count) => count >= 2,
    { timeoutSeconds: 60, what: 'both exports told of' },
  );
});

test('what is removed takes its exports along', async () => {
  const { headers } = await ask(`/api/v3/export/${reportId}/csv`, {
    redirect: 'manual',
    headers: { 'accept-encoding': 'identity' },
  });
  const address = headers.get('location') as string;
  expect((await fetch(address, { headers: { range: 'bytes=0-9' } })).status).toBe(206);
  expect((await ask(`/api/v3/reports/${reportId}`, { method: 'DELETE' })).status).toBe(204);
  expect((await ask(`/api/v3/export/${reportId}/csv`)).status).toBe(404);
  await eventually(
    async () => (await fetch(address)).status,
    (status) => status === 404,
    { what: 'the end of its exports' },
  );
});
