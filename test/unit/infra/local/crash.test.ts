import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, expect, test } from 'vitest';
import { readAssembly } from '../../../../infra/local/assembly.ts';
import type { LocalRuntime } from '../../../../infra/local/runtime.ts';
import { resolveAssembly } from '../../../../infra/local/template.ts';
import { connect, createScratch, fixtureAssembly, startFixture } from './fixtures/start.ts';

const scratch = createScratch();
const until = { timeout: 20_000, interval: 20 };
const children = new Set<ChildProcess>();

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
});
afterAll(() => scratch.remove());

/** The fixture in a process of its own, and clients for it. */
async function run(data: string) {
  const assembly = await fixtureAssembly();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures/run.ts'), assembly, data], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const [line] = await once(child.stdout, 'data');
  const facts = JSON.parse(String(line));
  const model = resolveAssembly(readAssembly(assembly), {
    sqsUrl: facts.addresses.sqs,
    apiUrl: facts.apiUrl,
  });
  const client = connect({ ...facts, model, region: 'eu-west-3' } as LocalRuntime);
  const kill = async () => {
    client.close();
    child.kill('SIGKILL');
    await once(child, 'exit');
    children.delete(child);
  };
  return { client, kill };
}

test('messages that were being worked on when the process was killed come back at once and end once', async () => {
  const data = join(scratch.path, 'in-flight');
  const first = await run(data);
  const subjects = Array.from({ length: 10 }, (_, index) => `job ${index}`);
  for (const subject of subjects) {
    const MessageBody = JSON.stringify({ subject, gate: 'killed thrice' });
    await first.client.sqs.send(
      new SendMessageCommand({ QueueUrl: first.client.queueUrl('Jobs'), MessageBody }),
    );
  }
  // The queue's visibility timeout is two minutes: only a repair brings them back before this test gives up.
  await expect.poll(() => first.client.facts('job 0'), until).toHaveLength(1);
  await first.kill();
  for (let round = 0; round < 2; round++) {
    const again = await run(data);
    await expect
      .poll(async () => (await again.client.facts('job 0')).length, until)
      .toBeGreaterThan(round + 1);
    await again.kill();
  }
  const last = await run(data);
  const open = { pk: { S: 'killed thrice' } };
  await last.client.database.send(new PutItemCommand({ TableName: last.client.table, Item: open }));
  for (const subject of subjects)
    await expect.poll(() => last.client.facts(`${subject} done`), until).toHaveLength(1);
  await last.kill();
});

test('an object whose upload was answered is there after a kill, and its notification is not lost', async () => {
  const data = join(scratch.path, 'objects');
  const first = await run(data);
  const names = Array.from({ length: 20 }, (_, index) => `inbox/t/${index}`);
  const answered: string[] = [];
  const puts = names.map(async (Key) => {
    await first.client.s3.send(new PutObjectCommand({ Bucket: first.client.bucket, Key, Body: Key }));
    answered.push(Key);
  });
  await Promise.any(puts);
  await first.kill();
  await Promise.allSettled(puts);
  const second = await run(data);
  expect(answered.length).toBeGreaterThan(0);
  for (const key of answered) {
    await expect
      .poll(async () => (await second.client.facts(`object ${key}`)).length, until)
      .toBeGreaterThan(0);
  }
  await second.kill();
});

test('the database engine ends with the process that started it', async () => {
  const data = join(scratch.path, 'engine');
  const first = await run(data);
  const pid = Number(readFileSync(join(data, 'dynamodb/engine.pid'), 'utf8'));
  expect(existsSync(`/proc/${pid}`)).toBe(true);
  await first.kill();
  await expect.poll(() => existsSync(`/proc/${pid}`), until).toBe(false);
});

test('two instances never share a data folder', async () => {
  const runtime = await startFixture(join(scratch.path, 'shared'));
  await expect(startFixture(join(scratch.path, 'shared'))).rejects.toMatchObject({
    name: 'LocalSetupError',
    message: expect.stringContaining('already running'),
  });
  await runtime.stop();
  const next = await startFixture(join(scratch.path, 'shared'));
  await next.stop();
});

test('what stands in the way of a start is told in one line', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const data = join(scratch.path, 'busy');
  const reason = async (options: object) =>
    startFixture(data, options).then(
      () => '',
      (error: Error) => error.message,
    );
  expect(await reason({ port })).toBe(`Port ${port} is already in use (PORT).`);
  expect(await reason({ s3Port: port })).toBe(`Port ${port} is already in use (S3_PORT).`);
  server.close();
  writeFileSync(join(scratch.path, 'file'), '');
  expect(await reason({ dataDirectory: join(scratch.path, 'file/data') })).toMatch(
    /^The data folder .* cannot be written \(ENOTDIR\)\.$/,
  );
  mkdirSync(join(scratch.path, 'empty'));
  expect(await reason({ assembly: join(scratch.path, 'empty') })).toContain('no synthesized cloud assembly');
});
