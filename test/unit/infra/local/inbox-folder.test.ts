import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { GetObjectCommand, HeadObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalRuntime } from '../../../../infra/local/runtime.ts';
import { connect, createScratch, startFixture } from './fixtures/start.ts';

const scratch = createScratch();
const inbox = join(scratch.path, 'inbox');
let runtime: LocalRuntime;
let client: ReturnType<typeof connect>;
const lines: string[] = [];

beforeAll(async () => {
  mkdirSync(join(inbox, 'early'), { recursive: true });
  writeFileSync(join(inbox, 'early', 'waiting.pdf'), 'was here before the start');
  runtime = await startFixture(scratch.path, { log: (line) => lines.push(line) });
  client = connect(runtime);
});
afterAll(async () => {
  client.close();
  await runtime.stop();
  scratch.remove();
});

const until = { timeout: 10_000, interval: 20 };
const keys = async () => {
  const { Contents = [] } = await client.s3.send(new ListObjectsV2Command({ Bucket: client.bucket }));
  return Contents.map(({ Key }) => Key!);
};
const content = async (Key: string) =>
  (await client.s3.send(new GetObjectCommand({ Bucket: client.bucket, Key }))).Body!.transformToString();
const drop = (path: string, text: string) => {
  mkdirSync(join(inbox, path, '..'), { recursive: true });
  writeFileSync(join(inbox, path), text);
};

test('a file that was there before the start is taken in', async () => {
  await expect.poll(keys, until).toContain('inbox/early/waiting.pdf');
  await expect.poll(() => existsSync(join(inbox, 'early/uploaded/waiting.pdf')), until).toBe(true);
});

test('a dropped file becomes an object with a drop id, is notified once, and moves to uploaded', async () => {
  drop('acme/Facture été 📄 (1).pdf', 'hello');
  const key = 'inbox/acme/Facture été 📄 (1).pdf';
  await expect.poll(keys, until).toContain(key);
  expect(await content(key)).toBe('hello');
  const { Metadata } = await client.s3.send(new HeadObjectCommand({ Bucket: client.bucket, Key: key }));
  expect(Metadata?.['drop-id']).toMatch(/^[0-9a-f]{64}$/);
  await expect.poll(() => existsSync(join(inbox, 'acme/uploaded/Facture été 📄 (1).pdf')), until).toBe(true);
  expect(existsSync(join(inbox, 'acme/Facture été 📄 (1).pdf'))).toBe(false);
  const subject = 'object inbox/acme/Facture+%C3%A9t%C3%A9+%F0%9F%93%84+%281%29.pdf';
  await expect.poll(() => client.facts(subject), until).toHaveLength(1);
});

test('a second file of the same name replaces neither the object nor the moved file', async () => {
  drop('acme/twice.pdf', 'first');
  await expect.poll(() => existsSync(join(inbox, 'acme/uploaded/twice.pdf')), until).toBe(true);
  drop('acme/twice.pdf', 'second');
  await expect.poll(() => existsSync(join(inbox, 'acme/uploaded/twice (2).pdf')), until).toBe(true);
  expect(await content('inbox/acme/twice.pdf')).toBe('first');
  expect(await content('inbox/acme/twice (2).pdf')).toBe('second');
  expect(readFileSync(join(inbox, 'acme/uploaded/twice.pdf'), 'utf8')).toBe('first');
});

test('a file beside the tenants’ folders belongs to the tenant default, and folders inside a tenant’s stay', async () => {
  drop('loose.txt', 'loose');
  drop('acme/2026/march/deep.pdf', 'deep');
  await expect
    .poll(keys, until)
    .toEqual(expect.arrayContaining(['inbox/default/loose.txt', 'inbox/acme/2026/march/deep.pdf']));
  await expect.poll(() => existsSync(join(inbox, 'acme/uploaded/2026/march/deep.pdf')), until).toBe(true);
});

test('hidden and unfinished files wait until they have their final name', async () => {
  drop('acme/.hidden', 'x');
  drop('acme/slow.pdf.part', 'x');
  drop('acme/marker.pdf', 'x');
  await expect.poll(keys, until).toContain('inbox/acme/marker.pdf');
  expect((await keys()).some((key) => /hidden|part/.test(key))).toBe(false);
  renameSync(join(inbox, 'acme/slow.pdf.part'), join(inbox, 'acme/slow.pdf'));
  await expect.poll(keys, until).toContain('inbox/acme/slow.pdf');
});

test('a file is taken in whole, not while it is still being written', async () => {
  const file = await open(join(inbox, 'acme/growing.pdf'), 'w');
  for (let part = 0; part < 20; part++) {
    await file.write('x'.repeat(100_000));
    await new Promise((resolve) => setTimeout(resolve, 10)); // a writer at work, not the test waiting
  }
  await file.close();
  await expect.poll(keys, until).toContain('inbox/acme/growing.pdf');
  expect((await content('inbox/acme/growing.pdf')).length).toBe(2_000_000);
});

test('names that are not UTF-8, or hold line breaks, are taken in too', async () => {
  const folder = Buffer.from(join(inbox, 'acme/'));
  writeFileSync(Buffer.concat([folder, Buffer.from([0x66, 0xe9, 0x2e, 0x70, 0x64, 0x66])]), 'latin');
  writeFileSync(join(inbox, 'acme/two\nlines.pdf'), 'lines');
  await expect
    .poll(keys, until)
    .toEqual(expect.arrayContaining(['inbox/acme/f\uFFFD.pdf', 'inbox/acme/two\nlines.pdf']));
  await expect.poll(() => readdirSync(join(inbox, 'acme')), until).toEqual(['.hidden', '2026', 'uploaded']);
  expect(lines).toEqual([]);
});
