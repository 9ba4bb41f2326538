import { createHash } from 'node:crypto';
import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { intake } from '../../../../functions/intake/intake.ts';
import { inboxObjects } from '../../../../shared/blobs/document-bucket.ts';
import { AppError } from '../../../../shared/contract/app-error.ts';
import type { InboxObjects } from '../../../../shared/contract/services.ts';
import { displayName, uploadKey } from '../../../../shared/domain/document/object-keys.ts';
import type { Task } from '../../../../shared/domain/task/task.ts';
import type { TaskChanges } from '../../../../shared/domain/task/task-services.ts';
import { queueHandler } from '../../../../shared/queue/queue-handler.ts';
import { arrivals } from '../../../../shared/stores/arrivals.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { taskChanges } from '../../../../shared/stores/task-changes.ts';
import { taskQueries } from '../../../../shared/stores/task-queries.ts';
import { type Backend, createTable, startBackend } from '../../../support/backend.ts';
import { brokenFiles, sampleBytes } from '../../../support/broken-files.ts';
import { capturedEvent, lambdaContext, sqsEvent } from '../../../support/lambda-events.ts';
import { NOON, noonPlus, someTask } from '../../../support/task-examples.ts';

let backend: Backend;
let s3: S3Client;
let table: Table;
let invoice: Uint8Array;

beforeAll(async () => {
  backend = await startBackend();
  s3 = new S3Client({});
  invoice = await sampleBytes('facture-2026-0142-atelier-lumiere.pdf');
});
afterAll(async () => {
  s3.destroy();
  await backend.stop();
});
beforeEach(async () => {
  backend.forgetSent();
  table = await createTable();
});
afterEach(() => table.client.destroy());

const ALL = { limit: 100, offset: 0 };
const NOTHING_FAILED = { batchItemFailures: [] };

async function put(key: string, bytes: Uint8Array = invoice, metadata: Record<string, string> = {}) {
  const command = new PutObjectCommand({ Bucket: backend.bucket, Key: key, Body: bytes, Metadata: metadata });
  await s3.send(command);
}

async function keysBelow(prefix: string): Promise<string[]> {
  const { Contents = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: backend.bucket, Prefix: prefix }),
  );
  return Contents.map(({ Key = '' }) => Key);
}

/** Every task of a tenant, newest first. */
async function tasksOf(tenant = 'default'): Promise<Task[]> {
  const tasks = taskQueries(table);
  return [...(await tasks.listActive(tenant, {}, ALL)), ...(await tasks.listEnded(tenant, {}, ALL))];
}

interface Faults {
  inbox?: Partial<InboxObjects>;
  taskChanges?: Partial<TaskChanges>;
}
async function handle(event: SQSEvent, faults: Faults = {}): Promise<SQSBatchResponse> {
  const handler = queueHandler(
    intake,
    {
      inbox: () => ({ ...inboxObjects(), ...faults.inbox }),
      arrivals: () => arrivals(table),
      taskChanges: () => ({ ...taskChanges(table), ...faults.taskChanges }),
    },
    () => NOON,
  );
  return (await handler(event, lambdaContext())) as SQSBatchResponse;
}

let sequence = 0;
/** What S3 tells of an object that was put under a key. */
function created(key: string, object: Record<string, unknown> = {}) {
  sequence++;
  return {
    eventName: 'ObjectCreated:Put',
    s3: {
      bucket: { name: backend.bucket },
      object: {
        key: encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+'),
        eTag: `etag-${sequence}`,
        sequencer: String(sequence),
        ...object,
      },
    },
  };
}
const drop = (...records: object[]) => sqsEvent(records.map((record) => ({ Records: [record] })));

describe('a file dropped into the inbox', () => {
  test('becomes a task that waits for its reader, its original kept, the inbox empty', async () => {
    await put('inbox/default/facture 2026.pdf');
    expect(await handle(capturedEvent('s3-put-inbox'))).toEqual(NOTHING_FAILED);
    const [task, ...others] = await tasksOf();
    expect(others).toEqual([]);
    expect(task).toMatchObject({
      documentName: 'facture 2026.pdf',
      state: 'queued',
      priority: 'normal',
      format: 'pdf',
      sizeBytes: invoice.length,
      sha256: createHash('sha256').update(invoice).digest('hex'),
    });
    expect(await keysBelow('inbox/')).toEqual([]);
    expect(await keysBelow('originals/')).toEqual([task?.originalKey]);
    expect(backend.sent('read-normal')).toHaveLength(1);
  });

  test.each([
    ['s3-put-encoded-name', 'inbox/default/🧾 d’été n° 7 %2F a+b.pdf', '🧾 d’été n° 7 %2F a+b.pdf'],
    ['s3-put-without-tenant', 'inbox/facture.pdf', 'facture.pdf'],
    ['s3-put-multipart-inbox', 'inbox/default/scan annuel.pdf', 'scan annuel.pdf'],
  ])('is found under the name it was sent with (%s)', async (file, key, documentName) => {
    await put(key);
    expect(await handle(capturedEvent(file))).toEqual(NOTHING_FAILED);
    expect(await tasksOf()).toMatchObject([{ documentName, state: 'queued' }]);
    expect(await keysBelow('inbox/')).toEqual([]);
  });

  test('told of twice, one after the other, is one task', async () => {
    await put('inbox/default/facture 2026.pdf');
    await handle(capturedEvent('s3-put-inbox'));
    expect(await handle(capturedEvent('sqs-s3-put-delivered-twice'))).toEqual(NOTHING_FAILED);
    expect(await tasksOf()).toMatchObject([{ state: 'queued' }]);
    expect(backend.sent('read-normal')).toHaveLength(1);
  });

  test('told of twice at once is one task, if need be after another try', async () => {
    await put('inbox/default/facture 2026.pdf');
    await Promise.all([1, 2, 3].map(() => handle(capturedEvent('s3-put-inbox'))));
    expect(await handle(capturedEvent('s3-put-inbox'))).toEqual(NOTHING_FAILED);
    expect(await tasksOf()).toMatchObject([{ state: 'queued' }]);
    expect(backend.sent('read-normal')).toHaveLength(1);
    expect(await keysBelow('inbox/')).toEqual([]);
  });

  test('overwritten before it was read, told of out of order, is read once as it is now', async () => {
    await put('inbox/default/facture 2026.pdf');
    for (const record of capturedEvent<SQSEvent>('sqs-s3-puts-out-of-order').Records) {
      expect(await handle({ Records: [record] })).toEqual(NOTHING_FAILED);
    }
    expect(await tasksOf()).toMatchObject([{ state: 'queued' }]);
    expect(backend.sent('read-normal')).toHaveLength(1);
  });

  test('beside another in one message belongs each to its own tenant', async () => {
    await put('inbox/default/facture-a.pdf');
    await put('inbox/autre/facture-b.pdf');
    expect(await handle(capturedEvent('sqs-s3-two-puts-in-one-message'))).toEqual(NOTHING_FAILED);
    expect(await tasksOf('default')).toMatchObject([{ documentName: 'facture-a.pdf', duplicateOf: null }]);
    expect(await tasksOf('autre')).toMatchObject([{ documentName: 'facture-b.pdf', duplicateOf: null }]);
  });

  test('with the content of one before is that one’s duplicate', async () => {
    for (const name of ['un.pdf', 'deux.pdf']) {
      await put(`inbox/acme/${name}`);
      await handle(drop(created(`inbox/acme/${name}`)));
    }
    const tasks = await tasksOf('acme');
    expect(tasks.filter(({ duplicateOf }) => duplicateOf)).toHaveLength(1);
    expect(backend.sent('read-normal')).toHaveLength(1);
    expect(await keysBelow('originals/')).toHaveLength(2);
  });

  test('again under the same name is a document of its own', async () => {
    for (const content of ['%PDF-1.7 first', '%PDF-1.7 second']) {
      await put('inbox/acme/facture.pdf', Buffer.from(content));
      await handle(drop(created('inbox/acme/facture.pdf')));
    }
    expect(new Set((await tasksOf('acme')).map(({ sha256 }) => sha256)).size).toBe(2);
  });

  test('says its priority, and which drop it is, in its metadata', async () => {
    const metadata = { priority: 'high', 'drop-id': 'watcher-1' };
    await put('inbox/acme/facture.pdf', invoice, metadata);
    await handle(drop(created('inbox/acme/facture.pdf')));
    await put('inbox/acme/facture.pdf', invoice, metadata);
    await handle(drop(created('inbox/acme/facture.pdf')));
    expect(await tasksOf('acme')).toMatchObject([{ priority: 'high' }]);
    expect(backend.sent('read-high')).toHaveLength(1);
  });
});

describe('an event that is no document', () => {
  test.each([
    ['S3’s test event', () => capturedEvent<SQSEvent>('s3-test-event')],
    ['a removal', () => capturedEvent<SQSEvent>('s3-object-removed')],
    ['a folder that a console made', () => drop(created('inbox/acme/2026/'))],
    ['an object elsewhere in the bucket', () => drop(created('originals/acme/facture.pdf'))],
    ['an upload to an address of no task', () => drop(created('uploads/acme/nothing/facture.pdf'))],
  ])('is let pass: %s', async (_what, event) => {
    expect(await handle(event())).toEqual(NOTHING_FAILED);
    for (const tenant of ['default', 'acme']) expect(await tasksOf(tenant)).toEqual([]);
  });

  test('comes back alone when it is malformed, and harms no neighbour', async () => {
    await put('inbox/default/facture 2026.pdf');
    expect(await handle(capturedEvent('sqs-malformed-body'))).toEqual({
      batchItemFailures: [{ itemIdentifier: '0000000a-1111-4222-8333-444455556666' }],
    });
    expect(await tasksOf()).toHaveLength(1);
  });
});

describe('a file that cannot be taken in', () => {
  const refusalOf = async (key: string, bytes: Uint8Array) => {
    await put(key, bytes);
    expect(await handle(drop(created(key)))).toEqual(NOTHING_FAILED);
    const tasks = await tasksOf('acme');
    return tasks.find(({ documentName }) => documentName === displayName(key)) as Task;
  };

  test('because it is empty, or of no format we read, is a failed task with its original kept', async () => {
    const empty = await refusalOf('inbox/acme/vide.pdf', new Uint8Array());
    expect(empty).toMatchObject({ state: 'failed', error: { code: 'empty_file' }, sizeBytes: 0 });
    const zip = await refusalOf('inbox/acme/zip.pdf', Buffer.from('PK\x03\x04 and so on'));
    expect(zip).toMatchObject({ state: 'failed', error: { code: 'unsupported_format' } });
    expect((await keysBelow('originals/')).toSorted()).toEqual(
      [empty.originalKey, zip.originalKey].toSorted(),
    );
    expect(await keysBelow('inbox/')).toEqual([]);
  });

  test('because its folder cannot be a tenant’s is shown to nobody else as a document', async () => {
    await put('inbox/Acme/facture.pdf');
    expect(await handle(drop(created('inbox/Acme/facture.pdf')))).toEqual(NOTHING_FAILED);
    expect(await tasksOf('default')).toMatchObject([
      {
        state: 'failed',
        error: { code: 'invalid_tenant' },
        documentId: null,
        originalKey: expect.any(String),
      },
    ]);
    expect(backend.sent('read-normal')).toEqual([]);
  });

  test('because it is too large is read no further than its kind', async () => {
    await put('inbox/acme/large.pdf');
    const head = async () => ({ sizeBytes: 100 * 1024 * 1024 + 1, metadata: {} });
    let readBytes = 0;
    async function* endless() {
      for (;;) {
        readBytes += invoice.length;
        yield invoice;
      }
    }
    const open = async () => endless();
    expect(await handle(drop(created('inbox/acme/large.pdf')), { inbox: { head, open } })).toEqual(
      NOTHING_FAILED,
    );
    expect(readBytes).toBeLessThan(1024 * 1024);
    expect(await tasksOf('acme')).toMatchObject([
      {
        state: 'failed',
        error: { code: 'file_too_large', details: { limit_bytes: 104_857_600, size_bytes: 104_857_601 } },
      },
    ]);
    expect(await keysBelow('originals/')).toHaveLength(1);
  });

  test('because it was deleted before is recorded once', async () => {
    const event = drop(created('inbox/acme/facture.pdf'));
    for (let repeat = 0; repeat < 2; repeat++) expect(await handle(event)).toEqual(NOTHING_FAILED);
    expect(await tasksOf('acme')).toMatchObject([
      { state: 'failed', error: { code: 'object_not_found' }, originalKey: null },
    ]);
  });

  test.each(brokenFiles)(
    'gets its outcome at once or goes to a reader: $what',
    async ({ name, bytes, expected }) => {
      const task = await refusalOf(`inbox/acme/${name.replaceAll('/', '_')}`, await bytes());
      if (task.state === 'failed') expect(task.error?.code).toBe(expected);
      else expect(task).toMatchObject({ state: 'queued', error: null });
      expect(await keysBelow('originals/')).toEqual([task.originalKey]);
      expect(await keysBelow('inbox/')).toEqual([]);
    },
  );
});

describe('a fax log', () => {
  const LOG = Buffer.from(`Fax ID;Mode;Date;Numéro appelé;Pages\r\n${'1;SF;x;0123456789;2\r\n'.repeat(9)}`);

  test('becomes a task for the import, told by its content', async () => {
    await put('inbox/acme/journal.txt', LOG, { priority: 'low' });
    expect(await handle(drop(created('inbox/acme/journal.txt')))).toEqual(NOTHING_FAILED);
    const [task] = await tasksOf('acme');
    expect(task).toMatchObject({ state: 'queued', format: 'csv', sizeBytes: LOG.length });
    expect(task?.sha256).toBe(createHash('sha256').update(LOG).digest('hex'));
    expect(backend.sent('import').map(({ body }) => body.task_id)).toEqual([task?.taskId]);
    expect(backend.sent('read-low')).toEqual([]);
  });

  test('may be larger than a document, up to 512 MB; beyond, its failure is told of', async () => {
    const sized = (sizeBytes: number) => ({ head: async () => ({ sizeBytes, metadata: {} }) });
    await put('inbox/acme/large.csv', LOG);
    const event = created('inbox/acme/large.csv');
    expect(await handle(drop(event), { inbox: sized(512 * 1024 * 1024) })).toEqual(NOTHING_FAILED);
    expect(await tasksOf('acme')).toMatchObject([{ state: 'queued' }]);
    await put('inbox/brest/larger.csv', LOG);
    const larger = created('inbox/brest/larger.csv');
    expect(await handle(drop(larger), { inbox: sized(512 * 1024 * 1024 + 1) })).toEqual(NOTHING_FAILED);
    expect(await tasksOf('brest')).toMatchObject([
      {
        state: 'failed',
        format: 'csv',
        error: { code: 'file_too_large', details: { limit_bytes: 536_870_912 } },
      },
    ]);
    expect(backend.events().map(({ type }) => type)).toContain('error');
    expect(backend.sent('audit')).toMatchObject([
      { body: { tenant: 'brest', entry: { status: 'failure', details: { error: 'file_too_large' } } } },
    ]);
  });
});

describe('a fault of ours', () => {
  test.each(['admit', 'keepOriginal', 'open', 'head', 'remove'] as const)(
    'in %s leaves the file in the inbox, and the next try takes it in, once',
    async (step) => {
      await put('inbox/acme/facture.pdf');
      const event = drop(created('inbox/acme/facture.pdf'));
      const fail = () => Promise.reject(new Error('out of order'));
      const faults: Faults =
        step === 'admit' ? { taskChanges: { admit: fail } } : { inbox: { [step]: fail } };
      expect(await handle(event, faults)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-0' }] });
      expect(await keysBelow('inbox/')).toHaveLength(1);
      expect(await handle(event)).toEqual(NOTHING_FAILED);
      expect(await tasksOf('acme')).toMatchObject([{ state: 'queued' }]);
      expect(backend.sent('read-normal')).toHaveLength(1);
      expect(await keysBelow('inbox/')).toEqual([]);
    },
  );
});

test('a store that is too busy for now fails no task; the file is taken in later', async () => {
  await put('inbox/acme/facture.pdf');
  const event = drop(created('inbox/acme/facture.pdf'));
  const admit = () => Promise.reject(new AppError('unavailable'));
  expect((await handle(event, { taskChanges: { admit } })).batchItemFailures).toHaveLength(1);
  expect(await tasksOf('acme')).toEqual([]);
  expect(await handle(event)).toEqual(NOTHING_FAILED);
  expect(await tasksOf('acme')).toMatchObject([{ state: 'queued' }]);
});

describe('an announced upload', () => {
  async function announced() {
    const task = { ...someTask('acme', { priority: 'low' }), uploadExpiresAt: noonPlus(60).toISOString() };
    await taskChanges(table).createAwaitingUpload(task);
    return { task, key: uploadKey('acme', task.taskId, task.documentName) };
  }

  test('is admitted as the task that waits for it', async () => {
    const { task, key } = await announced();
    await put(key);
    await handle(drop(created(key)));
    expect(await tasksOf('acme')).toMatchObject([{ taskId: task.taskId, state: 'queued', format: 'pdf' }]);
    expect(backend.sent('read-low')).toHaveLength(1);
    expect(await keysBelow('uploads/')).toEqual([]);
  });

  test('sent twice to one address is the first content; the second is kept but not read', async () => {
    const { task, key } = await announced();
    await put(key);
    await handle(drop(created(key)));
    const [first] = await tasksOf('acme');
    await put(key, Buffer.from('%PDF-1.7 another'));
    await handle(drop(created(key)));
    expect(await tasksOf('acme')).toEqual([first]);
    expect(await keysBelow(`originals/acme/${task.taskId}/`)).toHaveLength(2);
    expect(backend.sent('read-low')).toHaveLength(1);
    expect(await keysBelow('uploads/')).toEqual([]);
  });

  test('that comes after its time is read all the same', async () => {
    const { task, key } = await announced();
    await taskChanges(table).expireUpload('acme', task.taskId, noonPlus(61));
    await put(key);
    expect(await handle(drop(created(key)))).toEqual(NOTHING_FAILED);
    expect(await tasksOf('acme')).toMatchObject([{ state: 'queued', error: null, generation: 2 }]);
    expect(backend.sent('read-low')).toHaveLength(1);
    expect(await keysBelow('uploads/')).toEqual([]);
  });

  test('of something unreadable fails the task that waits for it', async () => {
    const { task, key } = await announced();
    await put(key, Buffer.from('MZ an executable'));
    await handle(drop(created(key)));
    expect(await tasksOf('acme')).toMatchObject([
      { taskId: task.taskId, state: 'failed', error: { code: 'unsupported_format' }, uploadExpiresAt: null },
    ]);
  });
});
