import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SQSBatchResponse } from 'aws-lambda';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { read } from '../../../../functions/reading/read.ts';
import { originals, pageCache } from '../../../../shared/blobs/document-bucket.ts';
import { readXmlFile } from '../../../../shared/documents/xml/xml-document.ts';
import { pagesPrefix } from '../../../../shared/domain/document/object-keys.ts';
import type { Task } from '../../../../shared/domain/task/task.ts';
import { transientEvents } from '../../../../shared/events/event-topic.ts';
import { queueHandler } from '../../../../shared/queue/queue-handler.ts';
import { documentRecords } from '../../../../shared/stores/document-records.ts';
import { outbox } from '../../../../shared/stores/outbox.ts';
import { supplierMemories } from '../../../../shared/stores/supplier-memories.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { someEInvoice } from '../../../support/einvoice-model.ts';
import { ciiOf } from '../../../support/einvoice-writers.ts';
import { lambdaContext, sqsEvent } from '../../../support/lambda-events.ts';
import {
  type ScriptedReading,
  scriptedDocument,
  scriptedReading,
} from '../../../support/scripted-reading.ts';
import { admissionOf, NOON, noonPlus, someTask } from '../../../support/task-examples.ts';
import { type TaskStage, taskStage } from '../../../support/task-stage.ts';

const PAGES = ['Facture N° F-2026-17', 'Date 03/03/2026', 'Total TTC 120,00 EUR'];
const DONE = { batchItemFailures: [] };
const COMES_BACK = { batchItemFailures: [{ itemIdentifier: 'message-0' }] };

let backend: Backend;
let s3: S3Client;
let stage: TaskStage;
beforeAll(async () => {
  backend = await startBackend();
  s3 = new S3Client({});
});
afterAll(async () => {
  s3.destroy();
  await backend.stop();
});
beforeEach(() => {
  stage = taskStage(backend);
  // Progress is written by the clock; tests move it.
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A task whose original lies in the bucket. */
async function queued(bytes = scriptedDocument(PAGES)): Promise<Task> {
  const task = someTask(stage.tenant);
  const admission = admissionOf(task, Buffer.from(bytes).toString());
  const put = new PutObjectCommand({ Bucket: backend.bucket, Key: admission.originalKey, Body: bytes });
  await s3.send(put);
  return stage.changes.admit(task, admission, NOON);
}

interface Circumstances {
  generation?: number;
  receiveCount?: number;
  /** Asked for before each page. */
  remainingMs?: () => number;
}
async function handle(task: Task, reading: ScriptedReading, circumstances: Circumstances = {}) {
  const { generation = task.generation, receiveCount = 1, remainingMs = () => 300_000 } = circumstances;
  const handler = queueHandler(
    read,
    {
      taskChanges: () => stage.changes,
      originals,
      pageCache,
      reading: () => reading,
      supplierMemories: () => supplierMemories(backend.table),
      transientEvents,
    },
    () => noonPlus(2),
  );
  const command = { tenant: task.tenant, task_id: task.taskId, generation };
  const context = { ...lambdaContext(), getRemainingTimeInMillis: remainingMs };
  return (await handler(sqsEvent([command], receiveCount), context)) as SQSBatchResponse;
}

async function cachedPages(task: Task, version = 'scripted-1'): Promise<number> {
  const Prefix = pagesPrefix(task.tenant, task.documentId as string, version);
  const { KeyCount = 0 } = await s3.send(new ListObjectsV2Command({ Bucket: backend.bucket, Prefix }));
  return KeyCount;
}

describe('a document', () => {
  test('is read page by page, its record written and its end announced', async () => {
    const task = await queued();
    const reading = scriptedReading();
    expect(await handle(task, reading)).toEqual(DONE);
    expect(reading.pagesRead).toEqual([1, 2, 3]);
    expect(await stage.stored(task)).toMatchObject({
      state: 'completed',
      progress: 100,
      pagesRead: 3,
      pagesTotal: 3,
      provider: 'text-layer',
    });
    const record = await documentRecords(backend.table).get(stage.tenant, task.documentId as string);
    expect(record).toMatchObject({ pages: 3, provider: 'text-layer', originalKey: task.originalKey });
    expect(record?.extraction.fields.numero_facture?.value).toBe('F-2026-17');
    expect(stage.eventTypes()).toEqual(['new_task', 'task_completed']);
    expect(reading.openDocuments).toBe(0);
  });

  test('that carries an e-invoice is recorded by its data', async () => {
    const xml = readXmlFile(Buffer.from(ciiOf({ ...someEInvoice(), number: 'F-XML-1' })), 'factur-x.xml');
    const task = await queued(scriptedDocument(['Facture N° F-XML-1'], { xml: [xml] }));
    expect(await handle(task, scriptedReading())).toEqual(DONE);
    const record = await documentRecords(backend.table).get(stage.tenant, task.documentId as string);
    expect(record?.extraction.fields).toMatchObject({
      numero_facture: { value: 'F-XML-1', source: 'xml' },
      montant_ttc: { normalized: 120, source: 'xml', confidence: 1 },
    });
  });

  test('that holds two invoices is recorded as two, each announced', async () => {
    const task = await queued(
      scriptedDocument([
        'Facture N° F-2026-17 du 03/03/2026 Total TTC 120,00 EUR',
        'Facture N° F-2026-18 du 04/03/2026 Total TTC 75,00 EUR',
      ]),
    );
    expect(await handle(task, scriptedReading())).toEqual(DONE);
    const second = `${task.documentId}_2`;
    const records = await Promise.all(
      [task.documentId as string, second].map((id) => documentRecords(backend.table).get(stage.tenant, id)),
    );
    expect(records.map((record) => [record?.part, record?.extraction.fields.numero_facture?.value])).toEqual([
      [{ number: 1, of: 2, fromPage: 1, toPage: 1 }, 'F-2026-17'],
      [{ number: 2, of: 2, fromPage: 2, toPage: 2 }, 'F-2026-18'],
    ]);
    const end = backend.taskEvents().find(({ type }) => type === 'task_completed');
    expect(end?.data.document_ids).toEqual([task.documentId, second]);
  });

  test('told of again after its end is not read again', async () => {
    const task = await queued();
    await handle(task, scriptedReading());
    const again = scriptedReading();
    expect(await handle(task, again)).toEqual(DONE);
    expect(again.pagesRead).toEqual([]);
    expect(stage.eventTypes()).toHaveLength(2);
  });

  test('told of twice at once ends once', async () => {
    const task = await queued();
    await Promise.all([handle(task, scriptedReading()), handle(task, scriptedReading())]);
    expect(await stage.tasks.totalCounts(stage.tenant)).toMatchObject({ completed: 1, failed: 0 });
    expect(stage.eventTypes().filter((type) => type === 'task_completed')).toHaveLength(1);
  });

  test('of an older generation is left alone', async () => {
    const task = await queued();
    await stage.changes.act(stage.tenant, task.taskId, 'pause', noonPlus(1));
    await stage.changes.act(stage.tenant, task.taskId, 'resume', noonPlus(1));
    const reading = scriptedReading();
    expect(await handle(task, reading, { generation: 1 })).toEqual(DONE);
    expect(reading.pagesRead).toEqual([]);
  });

  test('says what is odd about its file', async () => {
    const task = await queued(scriptedDocument(PAGES, { warnings: ['pdf_javascript'] }));
    await handle(task, scriptedReading());
    const record = await documentRecords(backend.table).get(stage.tenant, task.documentId as string);
    expect(record?.extraction.checks.map(({ code }) => code)).toContain('pdf_javascript');
  });
});

describe('pages that were read before', () => {
  test('are not read again, and count as read', async () => {
    const task = await queued();
    const dying = scriptedReading((number) => {
      if (number === 3) throw new Error('the machine goes down');
    });
    expect(await handle(task, dying)).toEqual(COMES_BACK);
    expect(await cachedPages(task)).toBe(2);
    const second = scriptedReading();
    expect(await handle(task, second, { receiveCount: 2 })).toEqual(DONE);
    expect(second.pagesRead).toEqual([3]);
    const record = await documentRecords(backend.table).get(stage.tenant, task.documentId as string);
    expect(record?.extraction.fields.numero_facture?.value).toBe('F-2026-17');
  });

  test('by another version of the reader are read again', async () => {
    const task = await queued();
    await handle(
      task,
      scriptedReading(() => {}, 'older'),
    );
    const again = await stage.changes.readAgain(
      stage.tenant,
      task.documentId as string,
      { priority: 'high', taskId: someTask(stage.tenant).taskId },
      noonPlus(60),
    );
    const reading = scriptedReading(() => {}, 'newer');
    await handle(again, reading);
    expect(reading.pagesRead).toEqual([1, 2, 3]);
  });
});

describe('progress', () => {
  test('is recorded and shown live, without waking those who wait for ends only', async () => {
    const task = await queued();
    const seen: (string | number | null)[][] = [];
    await handle(
      task,
      scriptedReading(async (number) => {
        vi.advanceTimersByTime(501);
        const { pagesRead, pagesTotal, progress } = await stage.stored(task);
        if (number > 1) seen.push([pagesRead, pagesTotal, progress]);
      }),
    );
    expect(seen).toEqual([
      [1, 3, 33],
      [2, 3, 66],
    ]);
    const updates = backend.taskEvents().filter(({ type }) => type === 'task_update');
    expect(updates.map(({ durability, data }) => [durability, data.progress])).toEqual([
      ['transient', 33],
      ['transient', 66],
    ]);
  });

  test('of fast pages costs no write a page', async () => {
    const task = await queued(scriptedDocument(Array.from({ length: 40 }, () => 'Page')));
    await handle(task, scriptedReading());
    expect(await stage.stored(task)).toMatchObject({ state: 'completed', version: 3 });
  });
});

describe('reading stops', () => {
  test.each(['pause', 'cancel'] as const)(
    'at the next page after %s, with its pages kept',
    async (action) => {
      const task = await queued();
      const reading = scriptedReading(async (number) => {
        vi.advanceTimersByTime(501);
        if (number === 2) await stage.changes.act(stage.tenant, task.taskId, action, noonPlus(3));
      });
      expect(await handle(task, reading)).toEqual(DONE);
      expect(reading.pagesRead).toEqual([1, 2]);
      expect(reading.openDocuments).toBe(0);
      expect((await stage.stored(task)).state).toBe(action === 'pause' ? 'paused' : 'cancelled');
      expect(await cachedPages(task)).toBe(2);

      const restart = action === 'pause' ? 'resume' : 'retry';
      const restarted = await stage.changes.act(stage.tenant, task.taskId, restart, noonPlus(60));
      const second = scriptedReading();
      await handle(restarted, second);
      expect(second.pagesRead).toEqual([3]);
      expect((await stage.stored(task)).state).toBe('completed');
    },
  );

  test('without a record when it was cancelled during the last page', async () => {
    const task = await queued();
    const reading = scriptedReading(async (number) => {
      if (number === 3) await stage.changes.act(stage.tenant, task.taskId, 'cancel', noonPlus(3));
    });
    expect(await handle(task, reading)).toEqual(DONE);
    expect((await stage.stored(task)).state).toBe('cancelled');
    expect(await documentRecords(backend.table).get(stage.tenant, task.documentId as string)).toBeUndefined();
  });

  test('when time is short, and goes on in another invocation', async () => {
    const task = await queued();
    let pagesBegun = 0;
    const reading = scriptedReading(() => {
      pagesBegun++;
    });
    const remainingMs = () => (pagesBegun < 2 ? 120_000 : 59_999);
    expect(await handle(task, reading, { remainingMs })).toEqual(DONE);
    expect(reading.pagesRead).toEqual([1, 2]);
    expect((await stage.stored(task)).state).toBe('processing');
    const command = { body: { tenant: stage.tenant, task_id: task.taskId, generation: 1 }, delaySeconds: 0 };
    expect(stage.readCommands()).toEqual([command, command]);
    const second = scriptedReading();
    expect(await handle(task, second)).toEqual(DONE);
    expect(second.pagesRead).toEqual([3]);
    expect((await stage.stored(task)).state).toBe('completed');
  });
});

describe('a fault of the document', () => {
  test.each(['encrypted_document', 'unreadable_file', 'too_many_pages', 'image_too_large'] as const)(
    'ends the task as %s at the first try',
    async (code) => {
      const task = await queued(scriptedDocument([], { refused: code }));
      const reading = scriptedReading();
      expect(await handle(task, reading)).toEqual(DONE);
      expect(await stage.stored(task)).toMatchObject({ state: 'failed', error: { code } });
      expect(stage.eventTypes()).toEqual(['new_task', 'task_failed']);
    },
  );

  test('whose original is gone is object_not_found', async () => {
    const task = await stage.admitted('never put into the bucket');
    expect(await handle(task, scriptedReading())).toEqual(DONE);
    expect(await stage.stored(task)).toMatchObject({ state: 'failed', error: { code: 'object_not_found' } });
  });
});

describe('a fault of ours', () => {
  const failing = () =>
    scriptedReading(() => {
      throw new Error('out of memory');
    });

  test('brings the message back while tries are left, the task still being read', async () => {
    const task = await queued();
    const reading = failing();
    expect(await handle(task, reading, { receiveCount: 3 })).toEqual(COMES_BACK);
    expect((await stage.stored(task)).state).toBe('processing');
    expect(reading.openDocuments).toBe(0);
  });

  test('at the last try ends the task as reading_gave_up, and still comes back for its alarm', async () => {
    const task = await queued();
    expect(await handle(task, failing(), { receiveCount: 4 })).toEqual(COMES_BACK);
    expect(await stage.stored(task)).toMatchObject({ state: 'failed', error: { code: 'reading_gave_up' } });
  });

  test('that killed a reader without a word ends the task later, unless it moved', async () => {
    const task = await queued();
    await stage.changes.start(stage.tenant, task.taskId, 1, noonPlus(1));
    const started = await stage.stored(task);
    await handle(task, failing(), { receiveCount: 2 });
    await outbox(backend.table).sweep(noonPlus(3600));
    const commands = backend.sent('follow-up').map(({ body }) => body);
    expect(commands.filter(({ tenant }) => tenant === stage.tenant)).toEqual([
      {
        kind: 'give_up_reading',
        tenant: stage.tenant,
        task_id: task.taskId,
        generation: 1,
        version: started.version,
      },
    ]);
  });
});
