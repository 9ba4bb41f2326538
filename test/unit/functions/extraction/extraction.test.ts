import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createUpload } from '../../../../functions/extraction/announce-upload.ts';
import { extract } from '../../../../functions/extraction/extract.ts';
import { getInvoice } from '../../../../functions/extraction/get-invoice.ts';
import { processDocument } from '../../../../functions/extraction/process.ts';
import { getStats } from '../../../../functions/extraction/stats.ts';
import { inboxObjects } from '../../../../shared/blobs/document-bucket.ts';
import type { AnyRoute } from '../../../../shared/contract/route.ts';
import { uploadKey } from '../../../../shared/domain/document/object-keys.ts';
import { checkOf } from '../../../../shared/domain/extraction/checks/catalogue.ts';
import { withChecks } from '../../../../shared/domain/extraction/checks/review.ts';
import type { Task } from '../../../../shared/domain/task/task.ts';
import { type Answer, type Api, type Call, eventOf, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { sampleBytes } from '../../../support/broken-files.ts';
import { capturedEvent } from '../../../support/lambda-events.ts';
import { brokenPromises } from '../../../support/openapi-check.ts';
import { admissionOf, noonPlus, someReading } from '../../../support/task-examples.ts';
import { type TaskStage, taskStage } from '../../../support/task-stage.ts';

let backend: Backend;
let api: Api;
let stage: TaskStage;
let file: { name: string; bytes: Uint8Array };

beforeAll(async () => {
  backend = await startBackend();
  api = await startApi(backend, { now: () => noonPlus(0) });
  file = {
    name: 'C:\\scans\\facture 142.pdf',
    bytes: await sampleBytes('facture-2026-0142-atelier-lumiere.pdf'),
  };
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});
beforeEach(() => {
  stage = taskStage(backend);
});

const ALL = { limit: 10, offset: 0 };

async function call(route: AnyRoute, request: Call): Promise<Answer> {
  const caller = { tenant: stage.tenant, subject: 'anne', role: 'operator' } as const;
  const answer = await api.call(route, { caller, ...request });
  expect(brokenPromises(route, answer)).toEqual([]);
  return answer;
}

/** The task that a request made, as soon as it is there. */
async function arrived(): Promise<Task> {
  for (;;) {
    const [task] = await stage.tasks.listActive(stage.tenant, {}, ALL);
    if (task) return task;
  }
}

/** Sends the file, and does with its task what the pipeline would while the request waits. */
async function whileWaiting(route: AnyRoute, pipeline: (task: Task) => Promise<unknown>): Promise<Answer> {
  const answer = call(route, { file, remainingMs: 20_000 });
  await pipeline(await arrived());
  return answer;
}

async function started(task: Task): Promise<Task> {
  await stage.changes.admit(task, admissionOf(task, 'content'), noonPlus(1));
  return (await stage.changes.start(stage.tenant, task.taskId, 1, noonPlus(1))) as Task;
}
const completes = async (task: Task) =>
  stage.changes.complete(await started(task), someReading(), noonPlus(2));

describe('POST /extract', () => {
  test('waits for the reader and answers with what was read', async () => {
    const { status, json } = await whileWaiting(extract, completes);
    expect(status).toBe(200);
    expect(json.data).toMatchObject({
      filename: 'facture 142.pdf',
      document_type: 'invoice',
      fields: [{ label: 'numero_facture', value: 'F-2026-17', normalized: 'F-2026-17', page: 1 }],
      lines: [{ description: 'Papier', total: 10 }],
      overall_confidence: 0.9,
      needs_review: false,
      provider: 'text-layer',
      duplicate_of: null,
    });
  });

  test.each([
    [undefined, 'fr', 'Introuvable sur le document : la date de facture.', 'Un vieux contrôle.'],
    ['en-GB, fr;q=0.5', 'en', 'Not found on the document: the invoice date.', 'Un vieux contrôle.'],
  ])('tells checks and reasons in the language of %s', async (accepted, language, sentence, old) => {
    const reading = someReading();
    const missing = checkOf('missing_required', {
      fields: ['date_facture'],
      parameters: { field: 'date_facture' },
    });
    const kept = { code: 'kept_before', level: 'info' as const, message: old };
    const extraction = withChecks(reading.extraction, [missing, kept]);
    const waiting = call(extract, {
      file,
      remainingMs: 20_000,
      headers: accepted === undefined ? {} : { 'accept-language': accepted },
    });
    const task = await started(await arrived());
    await stage.changes.complete(task, { ...reading, extraction }, noonPlus(2));
    const { json, headers } = await waiting;
    expect(headers['content-language']).toBe(language);
    expect(json.data.checks).toEqual([
      { ...missing, message: sentence },
      { ...kept, fields: [] },
    ]);
    expect(json.data.review_reasons).toContainEqual({
      code: 'missing_required',
      field: 'date_facture',
      message: sentence,
    });
    const ended = await stage.tasks.get(stage.tenant, task.taskId);
    expect(ended?.reviewReasons).toContainEqual({ code: 'missing_required', field: 'date_facture' });
  });

  test('answers 202 with the task while there is no time to wait longer', async () => {
    const { status, json } = await call(extract, { file });
    expect(status).toBe(202);
    const task = await arrived();
    expect(json.data).toEqual({
      task_id: task.taskId,
      document_name: 'facture 142.pdf',
      status: 'queued',
      progress: 0,
    });
    const key = uploadKey(stage.tenant, task.taskId, task.documentName);
    const chunks = await inboxObjects().open({ key });
    expect(Buffer.compare(await buffer(chunks!), file.bytes)).toBe(0);
    expect(task.priority).toBe('high');
  });

  test.each([
    ['encrypted_document', 422],
    ['unreadable_file', 400],
    ['reading_gave_up', 500],
  ] as const)('answers %s when reading ends so', async (code, status) => {
    const answer = await whileWaiting(extract, async (task) =>
      stage.changes.fail(await started(task), { code, details: { pages: 3 } }, noonPlus(2)),
    );
    expect(answer.status).toBe(status);
    expect(answer.json.error).toMatchObject({ code, details: { pages: 3, task_id: expect.any(String) } });
  });

  test('answers 409 when somebody cancels the task meanwhile', async () => {
    const answer = await whileWaiting(extract, (task) =>
      stage.changes.act(stage.tenant, task.taskId, 'cancel', noonPlus(1)),
    );
    expect([answer.status, answer.json.error.code]).toEqual([409, 'conflict']);
  });

  test('shares the result of a copy that was read before', async () => {
    const original = await stage.completed('content');
    const answer = await whileWaiting(extract, (task) =>
      stage.changes.admit(task, admissionOf(task, 'content'), noonPlus(10)),
    );
    expect(answer.json.data).toMatchObject({
      duplicate_of: original.taskId,
      document_id: original.documentId,
      filename: 'facture 142.pdf',
    });
  });

  test.each([
    ['empty_file', 400, new Uint8Array()],
    ['unsupported_format', 415, Buffer.from('MZ\x90\0 a program')],
    ['unsupported_format', 415, Buffer.from('PK\x03\x04 an archive')],
    ['unsupported_format', 415, Buffer.from('Fax ID;Mode;Pages\n1;SF;2\n')],
    ['file_too_large', 413, Buffer.alloc(4_500_001, '%PDF-1.7 ')],
  ] as const)('refuses at once with %s (%i) and makes no task', async (code, status, bytes) => {
    const answer = await call(extract, { file: { name: 'facture.pdf', bytes } });
    expect([answer.status, answer.json.error.code]).toEqual([status, code]);
    expect((await stage.tasks.totalCounts(stage.tenant)).created).toBe(0);
  });

  test('answers a captured event of the gateway', async () => {
    const event = capturedEvent<Awaited<ReturnType<typeof eventOf>>>('http-post-extract');
    const caller = { tenant: stage.tenant, subject: 'anne', role: 'operator' } as const;
    const { authorization } = (await eventOf(extract, { caller }, noonPlus(0))).headers;
    const room = api.rooms.find(({ id }) => id === 'extract-now') as (typeof api.rooms)[number];
    const { status } = await api.invoke(room, { ...event, headers: { ...event.headers, authorization } });
    expect(status).toBe(202);
    expect(await arrived()).toMatchObject({ documentName: 'facture 2026.pdf' });
  });

  test('gives an address for a file that is announced', async () => {
    const { status, json } = await call(extract, {
      body: { filename: '../été.pdf', size_bytes: 50_000_000 },
    });
    expect(status).toBe(202);
    const { upload, task_id, document_name } = json.data;
    expect(document_name).toBe('été.pdf');
    const key = uploadKey(stage.tenant, task_id, 'été.pdf');
    expect(decodeURIComponent(new URL(upload.url).pathname)).toBe(`/${backend.bucket}/${key}`);
    expect(upload).toMatchObject({ method: 'PUT', headers: { 'content-length': '50000000' } });
  });
});

describe('POST /process', () => {
  test('answers with the stored document, its fields by label', async () => {
    const { status, json } = await whileWaiting(processDocument, completes);
    expect(status).toBe(200);
    expect(json.data.fields.numero_facture).toMatchObject({ value: 'F-2026-17' });
    const record = await call(getInvoice, { params: { invoice_id: json.data.document_id } });
    expect(record.json.fields).toEqual(json.data.fields);
  });

  test('answers 202 with the task while there is no time to wait longer', async () => {
    const { status, json } = await call(processDocument, { file });
    expect([status, json.data.status]).toEqual([202, 'queued']);
  });

  test('answers the task’s own error', async () => {
    const answer = await whileWaiting(processDocument, async (task) =>
      stage.changes.fail(await started(task), { code: 'too_many_pages' }, noonPlus(2)),
    );
    expect([answer.status, answer.json.error.code]).toEqual([422, 'too_many_pages']);
  });

  test('answers 409 when somebody cancels the task meanwhile', async () => {
    const answer = await whileWaiting(processDocument, (task) =>
      stage.changes.act(stage.tenant, task.taskId, 'cancel', noonPlus(1)),
    );
    expect(answer.status).toBe(409);
  });
});

describe('POST /api/uploads', () => {
  test('makes a task that waits for its upload, and fails if it does not come', async () => {
    const { status, json } = await call(createUpload, { body: { filename: 'scan.tif', priority: 'low' } });
    expect(status).toBe(201);
    const task = await arrived();
    expect(task).toMatchObject({ taskId: json.task_id, priority: 'low', originalKey: null });
    const waitsSeconds = (Date.parse(task.uploadExpiresAt as string) - Date.parse(task.createdAt)) / 1000;
    const validSeconds = Number(new URL(json.upload.url).searchParams.get('X-Amz-Expires'));
    expect(waitsSeconds).toBeGreaterThan(validSeconds);
  });

  test('refuses what is larger than any document may be', async () => {
    const answer = await call(createUpload, { body: { filename: 'x.pdf', size_bytes: 104_857_601 } });
    expect([answer.status, answer.json.error.code]).toEqual([413, 'file_too_large']);
    expect((await stage.tasks.totalCounts(stage.tenant)).created).toBe(0);
  });
});

test('GET /stats counts the tenant’s own documents', async () => {
  await stage.completed('one');
  await stage.failed('two');
  const { json } = await call(getStats, {});
  expect(json).toMatchObject({
    total_extractions: 1,
    average_confidence: 0.9,
    extractions_last_24h: 1,
    success_rate: 0.5,
  });
});
