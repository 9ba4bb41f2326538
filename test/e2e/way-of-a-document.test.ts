import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import WebSocket from 'ws';
import type { Client } from '../../client/client.ts';
import { sampleBytes } from '../support/broken-files.ts';
import { eventually } from '../support/eventually.ts';
import { Installation } from '../support/installation.ts';
import { WebhookReceiver } from '../support/webhook-receiver.ts';

const DIGITAL = 'facture-2026-0142-atelier-lumiere.pdf';

async function codeOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: { code: string } }).error.code;
}

/** A PDF with the same words and other bytes: a comment after its end. */
async function variantOf(sample: string, seed: string): Promise<Buffer> {
  return Buffer.concat([await sampleBytes(sample), Buffer.from(`\n% ${seed}\n`)]);
}

describe('a document on its way through a running installation', () => {
  let installation: Installation;
  let client: Client;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    installation = await Installation.start();
    client = await installation.client();
    receiver = await WebhookReceiver.start();
    const { body } = await client.call('webhooks.register', {
      body: { url: receiver.url, events: ['new_task', 'task_completed', 'task_failed'] },
    });
    receiver.trust(body.secret);
  });

  afterAll(async () => {
    await receiver.stop();
    await installation.remove();
  });

  async function endedTask(name: string, of: Client = client) {
    const { body } = await eventually(
      () => of.call('tasks.history', { query: { limit: 100 } }),
      (answer) => answer.body.some((task) => task.document_name === name),
      { what: `the end of ${name}` },
    );
    return body.find((task) => task.document_name === name)!;
  }

  async function s3(): Promise<S3Client> {
    const credentials = await installation.credentials();
    return new S3Client({
      endpoint: installation.s3Url,
      region: 'eu-west-3',
      credentials,
      forcePathStyle: true,
    });
  }

  async function dropIntoFolder(tenant: string, name: string, bytes: Uint8Array): Promise<void> {
    const inbox = join(installation.dataDirectory, 'inbox', tenant);
    await mkdir(inbox, { recursive: true });
    await writeFile(join(inbox, `${name}.part`), bytes);
    await rename(join(inbox, `${name}.part`), join(inbox, name));
  }

  test('dropped into the folder, it becomes a record that the API shows and a webhook hears of', async () => {
    await dropIntoFolder('default', 'déposée.pdf', await variantOf(DIGITAL, 'folder'));
    const task = await endedTask('déposée.pdf');
    expect(task).toMatchObject({ status: 'completed', ocr_provider: 'text-layer', pages_processed: 1 });
    const { body: invoice } = await client.call('extraction.getInvoice', {
      params: { invoice_id: task.document_id! },
    });
    expect(invoice.fields.numero_facture).toMatchObject({ source: 'text-layer', page: 1 });
    expect(invoice.fields.montant_ttc?.normalized).toEqual(expect.any(Number));
    await eventually(
      async () => receiver.received,
      (events) => events.some(({ type, data }) => type === 'task_completed' && data.task_id === task.task_id),
      { what: 'the webhook' },
    );
    expect(receiver.refused).toBe(0);
  });

  test('put to the bucket with an S3 client, it becomes a task of its folder’s tenant and of no other', async () => {
    const { bucketName } = await installation.describe();
    await (await s3()).send(
      new PutObjectCommand({
        Bucket: bucketName,
        Key: 'inbox/acme/par le client S3 é+%2F.pdf',
        Body: await variantOf(DIGITAL, 's3'),
      }),
    );
    const acme = await installation.client('viewer', 'acme');
    const task = await endedTask('par le client S3 é+%2F.pdf', acme);
    expect(task.status).toBe('completed');
    await expect(client.call('tasks.get', { params: { task_id: task.task_id } })).rejects.toMatchObject({
      status: 404,
      code: 'not_found',
    });
    await expect(
      client.call('extraction.getInvoice', { params: { invoice_id: task.document_id! } }),
    ).rejects.toMatchObject({ status: 404 });
  });

  test('posted to /extract, it is answered with its fields; a second copy with the first’s, marked as such', async () => {
    const bytes = await variantOf(DIGITAL, 'extract');
    const first = await client.call('extraction.extract', { file: { filename: 'a.pdf', bytes } });
    if (first.status !== 200) throw new Error(`answered ${first.status}`);
    expect(first.body.data.duplicate_of).toBeNull();
    expect(first.body.data.fields.map(({ label }) => label)).toContain('montant_ttc');
    const second = await client.call('extraction.extract', { file: { filename: 'b.pdf', bytes } });
    if (second.status !== 200) throw new Error(`answered ${second.status}`);
    expect(second.body.data).toMatchObject({
      duplicate_of: first.body.data.task_id,
      document_id: first.body.data.document_id,
      filename: 'b.pdf',
      fields: first.body.data.fields,
    });
  });

  test('two copies at the same moment are read once', async () => {
    const bytes = await variantOf('scan-20260319-plomberie-kerouedan.pdf', 'twins');
    const [one, two] = await Promise.all(
      ['eins.pdf', 'zwei.pdf'].map((filename) =>
        client.call('extraction.process', { file: { filename, bytes } }),
      ),
    );
    const tasks = await Promise.all([one!, two!].map(({ body }) => endedTaskById(body.data.task_id)));
    expect(tasks.map(({ status }) => status)).toEqual(['completed', 'completed']);
    expect(tasks.filter(({ duplicate_of }) => duplicate_of !== null)).toHaveLength(1);
    expect(new Set(tasks.map(({ document_id }) => document_id)).size).toBe(1);
  });

  async function endedTaskById(taskId: string) {
    const { body } = await eventually(
      () => client.call('tasks.get', { params: { task_id: taskId } }),
      (answer) => ['completed', 'failed', 'cancelled'].includes(answer.body.status),
    );
    return body;
  }

  test('put to a presigned address, it is read as the task that was announced', async () => {
    const bytes = await variantOf(DIGITAL, 'presigned');
    const { body } = await client.call('extraction.createUpload', {
      body: { filename: 'grosse facture.pdf', size_bytes: bytes.length },
    });
    expect(body.status).toBe('queued');
    const { method, url, headers } = body.upload;
    const { 'content-length': _length, ...rest } = headers;
    const put = await fetch(url, { method, body: new Uint8Array(bytes), headers: rest });
    expect(put.status).toBe(200);
    expect(await endedTaskById(body.task_id)).toMatchObject({
      status: 'completed',
      document_name: 'grosse facture.pdf',
    });
  });

  test('announced to /extract as too large to post, it is answered 202 with a presigned address', async () => {
    const answer = await client.call('extraction.extract', {
      body: { filename: 'grand.pdf', size_bytes: 20_000_000 },
    });
    expect(answer.status).toBe(202);
  });

  test('a failed one can be retried, an ended one not paused, an awaited one paused, resumed and cancelled', async () => {
    const { body } = await client.call('extraction.createUpload', { body: { filename: 'jamais.pdf' } });
    const act = (action: 'pause' | 'resume' | 'cancel' | 'retry') =>
      client.call('tasks.act', { params: { task_id: body.task_id }, body: { action } });
    expect((await act('pause')).body.new_status).toBe('paused');
    expect((await act('resume')).body.new_status).toBe('queued');
    expect((await act('cancel')).body.new_status).toBe('cancelled');
    await expect(act('pause')).rejects.toMatchObject({ status: 409, code: 'invalid_transition' });
  });

  test('the administrator signs in with the password shown once, and it is nowhere on disk', async () => {
    const [, password] = installation.output.match(/admin \/ (\S+)/) ?? [];
    expect(password).toBeDefined();
    const { body } = await client.call('identity.createToken', {
      body: { username: 'admin', password: password! },
    });
    expect(body.access_token.split('.')).toHaveLength(3);
    await expect(
      client.call('identity.createToken', { body: { username: 'admin', password: 'wrong' } }),
    ).rejects.toMatchObject({ status: 401, code: 'invalid_credentials' });
  });

  test('the live channel tells of it from new to completed', async () => {
    const events: { event: string; data: { document_name: string } }[] = [];
    const socket = new WebSocket(`${installation.apiUrl.replace('http', 'ws')}/ws/dashboard`, [
      'bordereau',
      await installation.token('viewer'),
    ]);
    socket.on('message', (message) => events.push(JSON.parse(String(message))));
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    await client.call('tasks.create', {
      file: { filename: 'live.pdf', bytes: await variantOf(DIGITAL, 'live') },
    });
    await eventually(
      async () => events.filter(({ data }) => data.document_name === 'live.pdf').map(({ event }) => event),
      (seen) => seen.includes('new_task') && seen.includes('task_completed'),
      { what: 'live events' },
    );
    socket.close();
  });

  test('a live connection without a valid token is refused', async () => {
    const socket = new WebSocket(`${installation.apiUrl.replace('http', 'ws')}/ws/dashboard`, [
      'bordereau',
      'nonsense',
    ]);
    const failure = await new Promise<Error>((resolve) => socket.once('error', resolve));
    expect(failure.message).toContain('401');
  });

  test('its original is kept, byte for byte', async () => {
    const bytes = await variantOf(DIGITAL, 'kept');
    const { body } = await client.call('tasks.create', { file: { filename: 'kept.pdf', bytes } });
    await endedTaskById(body.task_id);
    const { bucketName } = await installation.describe();
    const key = await installation.onlyKeyUnder(`originals/default/${body.task_id}/`);
    const head = await (await s3()).send(new HeadObjectCommand({ Bucket: bucketName, Key: key }));
    expect(head.ContentLength).toBe(bytes.length);
  });

  test('an unknown path, method and malformed body are answered in the one error shape', async () => {
    const unknown = await fetch(`${installation.apiUrl}/nowhere`);
    expect([unknown.status, await codeOf(unknown)]).toEqual([404, 'not_found']);
    const malformed = await fetch(`${installation.apiUrl}/token`, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect([malformed.status, await codeOf(malformed)]).toEqual([400, 'invalid_request']);
  });

  test('the statistics agree with the tasks', async () => {
    await eventually(
      () => client.call('tasks.list'),
      ({ body }) => body.length === 0 || body.every(({ status }) => status === 'queued'),
    );
    const [{ body: statistics }, { body: history }, { body: active }] = await Promise.all([
      client.call('tasks.statistics'),
      client.call('tasks.history', { query: { limit: 100 } }),
      client.call('tasks.list', { query: { limit: 100 } }),
    ]);
    const count = (status: string) => history.filter((task) => task.status === status).length;
    expect(statistics).toMatchObject({
      total_tasks: history.length + active.length,
      active_tasks: active.length,
      completed_tasks: count('completed'),
      failed_tasks: count('failed'),
    });
  });
});
