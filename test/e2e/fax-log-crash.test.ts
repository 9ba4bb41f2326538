import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../../client/client.ts';
import { eventually } from '../support/eventually.ts';
import { expectedFaxSummary, faxLogCsvFile } from '../support/fax-log-generator.ts';
import { Installation } from '../support/installation.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

/** Enough rows for an import to be under way when it is looked at. */
const LOG = { rows: 120_000, seed: 31 };
/** Milliseconds after the import was seen to run at which the process is killed. */
const KILLS_MS = [0, 150, 400];

let receiver: WebhookReceiver;
let running: Installation;
let inbox: string;

beforeAll(async () => {
  receiver = await WebhookReceiver.start();
  running = await Installation.start();
  await running.liftRateLimit();
  inbox = join(running.dataDirectory, 'inbox', 'default');
  await mkdir(inbox, { recursive: true });
  const client = await running.client();
  const { body } = await client.call('webhooks.register', {
    body: { url: receiver.url, events: ['upload_complete', 'error'] },
  });
  receiver.trust(body.secret);
});
afterAll(async () => {
  await running.remove();
  await receiver.stop();
});

const ended = (client: Client, count: number) =>
  eventually(
    () => client.call('tasks.history', { query: { limit: 100 } }),
    ({ body }) => body.length >= count,
    { timeoutSeconds: 100, what: `${count} ended tasks` },
  ).then(({ body }) => body);
const told = (name: string) => receiver.received.filter(({ data }) => data.document_name === name);

test('an import that is killed again and again ends complete, and exactly once', {
  timeout: 200_000,
}, async () => {
  await writeFile(join(inbox, 'killed.csv'), await faxLogCsvFile(LOG));
  let kills = 0;
  for (const afterMs of KILLS_MS) {
    const client = await running.client();
    const [seen] = await eventually(
      async () => [...(await client.call('tasks.list')).body, ...(await client.call('tasks.history')).body],
      (tasks) => tasks.some(({ status }) => status !== 'queued'),
      { timeoutSeconds: 60, what: 'an import under way' },
    );
    if (seen?.status === 'completed') break;
    await new Promise((resolve) => setTimeout(resolve, afterMs));
    await running.kill();
    kills++;
    running = await Installation.start({ dataDirectory: running.dataDirectory });
  }
  expect(kills).toBeGreaterThan(0);
  const client = await running.client();
  const tasks = await ended(client, 1);
  expect(tasks).toMatchObject([{ status: 'completed', entries: LOG.rows, error: null }]);
  expect((await client.call('tasks.list')).body).toEqual([]);

  const reportId = tasks[0]?.report_id as string;
  const truth = expectedFaxSummary(LOG);
  const { body: reports } = await client.call('faxLogs.reports');
  expect(reports.reports.map(({ report_id }) => report_id)).toEqual([reportId]);
  const { body: figures } = await client.call('faxLogs.analytics', { params: { report_id: reportId } });
  expect(figures.summary).toMatchObject({
    total_entries: truth.totalEntries,
    valid_entries: truth.validEntries,
    error_entries: truth.errorEntries,
  });
  // Every row is there once: a search reads the packs themselves.
  const { body: found } = await client.call('faxLogs.search', { params: { report_id: reportId } });
  expect(found.total).toBe(LOG.rows);
  const { body: invalid } = await client.call('faxLogs.search', {
    params: { report_id: reportId },
    query: { status: 'invalid' },
  });
  expect(invalid.total).toBe(truth.errorEntries);

  await eventually(
    async () => told('killed.csv'),
    (events) => events.length > 0,
    { timeoutSeconds: 100, what: 'its webhook' },
  );
  expect(new Set(told('killed.csv').map(({ id }) => id)).size).toBe(1);
});

test('two drops of one file at the same moment are one report, and a poison file delays nobody', {
  timeout: 120_000,
}, async () => {
  const client = await running.client();
  const before = (await client.call('tasks.history', { query: { limit: 100 } })).body.length;
  const log = await faxLogCsvFile({ rows: 2_000, seed: 5 });
  const other = await faxLogCsvFile({ rows: 1_000, seed: 6 });
  // A table that is no log; a workbook that is none; a line that never ends.
  const poison = {
    'poison.csv': Buffer.from(`Nom;Ville;Mode\r\n${'Martin;Rennes;SF\r\n'.repeat(500)}`),
    'poison.xlsx': Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(4000, 7)]),
    'endless.csv': Buffer.concat([log.subarray(0, 5000), Buffer.alloc(3_000_000, 'x')]),
  };
  await Promise.all([
    writeFile(join(inbox, 'one.csv'), log),
    writeFile(join(inbox, 'same.csv'), log),
    ...Object.entries(poison).map(([name, bytes]) => writeFile(join(inbox, name), bytes)),
    writeFile(join(inbox, 'other.csv'), other),
  ]);
  const tasks = await ended(client, before + 6);
  const of = (name: string) => tasks.find(({ document_name }) => document_name === name);
  for (const name of ['one.csv', 'same.csv'])
    expect(of(name)).toMatchObject({ status: 'completed', entries: 2_000 });
  expect(of('one.csv')?.report_id).toBe(of('same.csv')?.report_id);
  expect([of('one.csv'), of('same.csv')].filter((task) => task?.duplicate_of !== null)).toHaveLength(1);
  expect(of('other.csv')).toMatchObject({ status: 'completed', entries: 1_000 });
  expect(of('poison.csv')).toMatchObject({ status: 'failed', error: { code: 'not_a_fax_log' } });
  expect(of('poison.xlsx')).toMatchObject({ status: 'failed' });
  // Only the line that never ends is lost.
  expect(of('endless.csv')).toMatchObject({ status: 'completed' });
  const { body } = await client.call('faxLogs.reports');
  expect(body.total).toBe(4);
});
