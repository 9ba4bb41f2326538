import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { auditPartition, entrySk } from '../../shared/stores/audit-items.ts';
import { sampleBytes } from '../support/broken-files.ts';
import { bordereau } from '../support/command-line.ts';
import { eventually } from '../support/eventually.ts';
import { Installation } from '../support/installation.ts';

let first: Installation;
let second: Installation | undefined;
let folder: string;
let file: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bordereau-backups-'));
  file = join(folder, 'all.bordereau');
  first = await Installation.start();
});
afterAll(async () => {
  await first.remove();
  await second?.remove();
  await rm(folder, { recursive: true });
});

/** A command's JSON, and its exit status. */
async function json(installation: Installation, ...words: string[]) {
  const { status, stdout, stderr } = await bordereau([...words, '--json'], {
    DATA_DIR: installation.dataDirectory,
  });
  if (stdout === '') throw new Error(stderr);
  return { status, value: JSON.parse(stdout) };
}

async function line(installation: Installation, ...words: string[]) {
  const { status, stderr } = await bordereau(words, { DATA_DIR: installation.dataDirectory });
  return { status, stderr };
}

async function everything(installation: Installation) {
  const client = await installation.client();
  return {
    tasks: (await client.call('tasks.history', { query: { limit: 100 } })).body,
    keys: (await client.call('identity.listApiKeys')).body,
    webhooks: (await client.call('webhooks.list')).body,
    statistics: (await client.call('tasks.statistics')).body,
  };
}

test('what is done over the API is in the log, which is whole until somebody changes it', {
  timeout: 180_000,
}, async () => {
  const client = await first.client();
  const { body: key } = await client.call('identity.createApiKey', { body: { name: 'ERP' } });
  await client.call('webhooks.register', { body: { url: 'https://erp.example.com/hook' } });
  await client
    .call('identity.revokeApiKey', { params: { key_id: 'none' } })
    .catch(({ code }) => expect(code).toBe('not_found'));
  const { value: entries } = await eventually(
    () => json(first, 'audit', 'log', '--limit', '10'),
    ({ value }) => value.length === 3,
    { timeoutSeconds: 60, what: 'three entries' },
  );
  expect(entries).toMatchObject([
    { action: 'identity.revokeApiKey', resource_id: 'none', status: 'failure', user_id: 'test' },
    { action: 'webhooks.register', status: 'success' },
    { action: 'identity.createApiKey', resource_id: key.key_id, status: 'success' },
  ]);
  expect(await json(first, 'audit', 'verify')).toMatchObject({
    status: 0,
    value: { intact: true, checked: 3, head: expect.stringMatching(/^3:[0-9a-f]{64}$/) },
  });
});

test('everything is backed up, and restored into another installation as it was', {
  timeout: 240_000,
}, async () => {
  const inbox = join(first.dataDirectory, 'inbox', 'default');
  await mkdir(inbox, { recursive: true });
  await writeFile(join(inbox, 'facture.pdf'), await sampleBytes('facture-2026-0142-atelier-lumiere.pdf'));
  const client = await first.client();
  const { body: tasks } = await eventually(
    () => client.call('tasks.history'),
    ({ body }) => body.length === 1,
    { timeoutSeconds: 120, what: 'the document' },
  );
  const before = await everything(first);
  const { value: log } = await json(first, 'audit', 'verify');
  const { value: taken } = await json(first, 'database', 'backup', '--out', file);
  expect(taken).toMatchObject({ file, tenant: null, objects: 2 });

  second = await Installation.start();
  const damaged = join(folder, 'damaged.bordereau');
  await copyFile(file, damaged);
  await writeFile(damaged, (await readFile(file)).subarray(0, -100));
  expect(await line(second, 'database', 'restore', damaged, '--replace', '--yes')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('damaged'),
  });
  // A new installation has its administrator.
  expect(await line(second, 'database', 'restore', file)).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('--replace'),
  });
  expect(await line(second, 'database', 'restore', file, '--replace')).toMatchObject({
    status: 1,
    stderr: expect.stringContaining('--yes'),
  });
  const { value: restored } = await json(second, 'database', 'restore', file, '--replace', '--yes');
  expect(restored).toMatchObject({ items: taken.items, objects: 2 });

  expect(await everything(second)).toEqual(before);
  const anchor = ['--anchor', log.head];
  expect(await json(second, 'audit', 'verify', ...anchor)).toMatchObject({
    status: 0,
    value: { intact: true, anchor: { state: 'holds' } },
  });
  // The original was not taken for a new document, and can be read again.
  const there = await second.client();
  const [task] = tasks;
  await there.call('tasks.create', { body: { document_id: task?.document_id as string } });
  await eventually(
    () => there.call('tasks.history'),
    ({ body }) => body.length === 2 && body.every(({ status }) => status === 'completed'),
    { timeoutSeconds: 120, what: 'the document, read again' },
  );
});

test('a changed entry is found, and the command fails', { timeout: 120_000 }, async () => {
  const { dynamodbUrl, tableName, region } = await first.describe();
  const dynamodb = new DynamoDBClient({
    endpoint: dynamodbUrl,
    region,
    credentials: await first.credentials(),
  });
  await dynamodb.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key: { pk: { S: auditPartition('default') }, sk: { S: entrySk(2) } },
      UpdateExpression: 'SET user_id = :user',
      ExpressionAttributeValues: { ':user': { S: 'somebody-else' } },
    }),
  );
  dynamodb.destroy();
  expect(await json(first, 'audit', 'verify')).toMatchObject({
    status: 1,
    value: { intact: false, finding: { kind: 'changed', seq: 2 } },
  });
});

test('backups over an address are refused with the way to take them', { timeout: 30_000 }, async () => {
  const { status, stderr } = await line(first, 'database', 'backup', '--url', 'https://example.com');
  expect(status).toBe(1);
  expect(stderr).toContain('BORDEREAU_AWS=1');
});
