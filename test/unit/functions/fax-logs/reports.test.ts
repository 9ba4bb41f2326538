import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getReport, listReports, removeReport } from '../../../../functions/fax-logs/reports.ts';
import { submitReport } from '../../../../functions/fax-logs/submit-report.ts';
import { getValidation, startValidation } from '../../../../functions/fax-logs/validations.ts';
import { inboxObjects, uploads } from '../../../../shared/blobs/document-bucket.ts';
import type { Role } from '../../../../shared/contract/caller.ts';
import type { AnyRoute } from '../../../../shared/contract/route.ts';
import { uploadKey } from '../../../../shared/domain/document/object-keys.ts';
import { type Api, type Call, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { eventually } from '../../../support/eventually.ts';
import { type FaxLogStage, faxLogStage } from '../../../support/fax-log-stage.ts';
import { faxRow, keepFaxReport } from '../../../support/fax-reports.ts';
import { brokenPromises } from '../../../support/openapi-check.ts';
import { admissionOf, NOON, noonPlus, someTenant } from '../../../support/task-examples.ts';
import { type TaskStage, taskStage } from '../../../support/task-stage.ts';

let backend: Backend;
let api: Api;
let stage: TaskStage;

beforeAll(async () => {
  backend = await startBackend();
  api = await startApi(backend);
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});
beforeEach(() => {
  backend.forgetSent();
  stage = taskStage(backend);
});

async function call(route: AnyRoute, request: Call & { role?: Role } = {}) {
  const { role = 'admin', ...rest } = request;
  const answer = await api.call(route, { caller: { tenant: stage.tenant, subject: 'anne', role }, ...rest });
  expect(brokenPromises(route, answer)).toEqual([]);
  return answer;
}

const ROWS = [faxRow(), faxRow({ mode: '?' })];

describe('reports', () => {
  test('are listed, the latest import first, page by page, with what there is in all', async () => {
    const kept = [];
    for (let at = 0; at < 3; at++) {
      const importedAt = noonPlus(at);
      kept.unshift(await keepFaxReport(backend.table, stage.tenant, ROWS, { importedAt }));
    }
    const first = await call(listReports, { query: { limit: '2' }, role: 'viewer' });
    expect(first.json).toMatchObject({ total: 3, total_entries: 6, valid_entries: 3 });
    const second = await call(listReports, { query: { limit: '2', after: first.json.next } });
    expect(second.json.next).toBeNull();
    const listed = [...first.json.reports, ...second.json.reports];
    expect(listed.map(({ report_id }) => report_id)).toEqual(kept.map(({ reportId }) => reportId));
    expect(listed[0]).toEqual((await call(getReport, { params: { report_id: kept[0]!.reportId } })).json);
  });

  test('tell who they are and what is in them', async () => {
    const kept = await keepFaxReport(backend.table, stage.tenant, ROWS);
    const { json } = await call(getReport, { params: { report_id: kept.reportId }, role: 'viewer' });
    expect(json).toEqual({
      report_id: kept.reportId,
      document_name: 'journal.csv',
      task_id: kept.taskId,
      format: 'csv',
      size_bytes: 1000,
      sha256: kept.sha256,
      imported_at: NOON.toISOString(),
      validated_at: NOON.toISOString(),
      rules: { version: 1, number_policy: 'french' },
      summary: { total_entries: 2, valid_entries: 1, error_entries: 1, success_rate: 50 },
      pages: 4,
    });
  });

  test('none is an empty list', async () => {
    expect((await call(listReports)).json).toEqual({
      total: 0,
      total_entries: 0,
      valid_entries: 0,
      reports: [],
      next: null,
    });
  });

  test('are removed by administrators, once, and nobody finds them then', async () => {
    const { reportId } = await keepFaxReport(backend.table, stage.tenant, ROWS);
    const params = { report_id: reportId };
    for (const role of ['operator', 'viewer'] as const) {
      expect((await call(removeReport, { params, role })).status).toBe(403);
    }
    expect((await call(removeReport, { params })).status).toBe(204);
    expect((await call(removeReport, { params })).status).toBe(404);
    expect((await call(getReport, { params })).status).toBe(404);
    expect((await call(listReports)).json).toMatchObject({ total: 0, reports: [] });
    const told = backend.sent('audit').map(({ body }) => body.entry as Record<string, unknown>);
    expect(told.filter(({ event_type }) => event_type === 'delete')).toMatchObject([
      { user_id: 'anne', resource_id: reportId, status: 'success' },
    ]);
  });

  test('of others are not there', async () => {
    const { reportId } = await keepFaxReport(backend.table, someTenant(), ROWS);
    const params = { report_id: reportId };
    expect((await call(getReport, { params })).status).toBe(404);
    expect((await call(removeReport, { params })).status).toBe(404);
  });
});

describe('POST /api/v3/reports', () => {
  test('gives an address for a file that is larger than documents may be', async () => {
    const body = { filename: 'C:\\logs\\janvier.csv', size_bytes: 400_000_000 };
    const { status, json } = await call(submitReport, { body, role: 'operator' });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      document_name: 'janvier.csv',
      status: 'queued',
      upload: { method: 'PUT', headers: { 'content-length': '400000000' } },
    });
    const task = await stage.tasks.get(stage.tenant, json.task_id);
    expect(task).toMatchObject({ submittedBy: 'anne', priority: 'normal' });
  });

  test('refuses a file that is too large to be imported', async () => {
    const { status, json } = await call(submitReport, {
      body: { filename: 'x.csv', size_bytes: 512 * 1024 * 1024 + 1 },
    });
    expect([status, json.error.code]).toEqual([413, 'file_too_large']);
  });

  test('stores a small file, and answers its task when nobody imports it in time', async () => {
    const bytes = Buffer.from(
      'Fax ID;Mode;Numéro appelé;Nombre de page réel\r\n1;SF;0123456789;1\r\n2;RF;0123456789;2\r\n',
    );
    const { status, json } = await call(submitReport, { file: { name: 'janvier.csv', bytes } });
    expect(status).toBe(202);
    expect(json).toMatchObject({ document_name: 'janvier.csv', status: 'queued' });
    const key = uploadKey(stage.tenant, json.task_id, 'janvier.csv');
    expect(await inboxObjects().head({ key })).toMatchObject({ sizeBytes: bytes.length });
  });

  test.each([
    ['%PDF-1.7\n', 'unsupported_format', 415],
    ['', 'empty_file', 400],
    ['just words', 'unsupported_format', 415],
  ])('refuses %j as %s', async (text, code, expected) => {
    const { status, json } = await call(submitReport, { file: { name: 'a.csv', bytes: Buffer.from(text) } });
    expect([status, json.error.code]).toEqual([expected, code]);
    expect(await stage.tasks.listActive(stage.tenant, {}, { limit: 10, offset: 0 })).toEqual([]);
  });
});

describe('a log sent in a request', () => {
  const LOG = Buffer.from(
    'Fax ID;Mode;Numéro appelé;Nombre de page réel\r\n1;SF;0123456789;1\r\n2;XX;0123456789;2\r\n',
  );

  /** Sends the file, and does with its task what intake and importer would while the request waits. */
  async function whileImporting(logs: FaxLogStage, bytes: Buffer) {
    const caller = { tenant: logs.tenant, subject: 'anne', role: 'operator' } as const;
    const known = await tasksOf(logs.tenant);
    const answer = call(submitReport, { caller, file: { name: 'janvier.csv', bytes }, remainingMs: 20_000 });
    const [task] = await eventually(
      async () =>
        (await tasksOf(logs.tenant)).filter(({ taskId }) => !known.some((one) => one.taskId === taskId)),
      (tasks) => tasks.length > 0,
    );
    const admission = { ...admissionOf(task!, bytes.toString()), format: 'csv' };
    await uploads().put(admission.originalKey, bytes, 'text/csv');
    const admitted = await stage.changes.admit(task!, admission, noonPlus(1));
    if (admitted.duplicateOf === null) await logs.run(admitted);
    return answer;
  }
  const tasksOf = async (tenant: string) => stage.tasks.listActive(tenant, {}, { limit: 10, offset: 0 });

  test('is answered with its report once that can be read', async () => {
    const logs = faxLogStage(backend);
    const { status, json } = await whileImporting(logs, LOG);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      document_name: 'janvier.csv',
      duplicate_of: null,
      summary: { total_entries: 2, valid_entries: 1 },
    });
    const again = await whileImporting(logs, LOG);
    expect(again.json).toMatchObject({ report_id: json.report_id, duplicate_of: json.task_id });
  });

  test('is answered with what is wrong with it', async () => {
    const { status, json } = await whileImporting(
      faxLogStage(backend),
      Buffer.from('Nom;Prix;Quantité;Total\r\nPapier;1;2;2\r\nEncre;1;2;2\r\n'),
    );
    expect([status, json.error.code]).toEqual([422, 'not_a_fax_log']);
    expect(json.error.details.missing).toContain('Numéro appelé');
  });
});

describe('validations', () => {
  test('begin for one report or for all, and are found', async () => {
    const { reportId } = await keepFaxReport(backend.table, stage.tenant, ROWS);
    for (const body of [{ report_id: reportId }, {}]) {
      const { status, json } = await call(startValidation, { body });
      expect(status).toBe(202);
      expect(json).toMatchObject({ status: 'running', started_by: 'anne', reports_done: 0 });
      const params = { validation_id: json.validation_id };
      const found = await call(getValidation, { params, role: 'viewer' });
      expect(found.json).toMatchObject({ validation_id: json.validation_id, status: 'running' });
    }
  });

  test('of all are refused while one is under way, which is named', async () => {
    const begun = await call(startValidation, { body: {} });
    const { status, json } = await call(startValidation, { body: {} });
    expect(status).toBe(409);
    expect(json.error).toMatchObject({
      code: 'conflict',
      details: { validation_id: begun.json.validation_id },
    });
  });

  test('are refused for what is not there, and not found by others', async () => {
    const { reportId } = await keepFaxReport(backend.table, someTenant(), ROWS);
    expect((await call(startValidation, { body: { report_id: reportId } })).status).toBe(404);
    const { json } = await call(startValidation, { body: {} });
    const others = { tenant: someTenant(), subject: 'x', role: 'admin' } as const;
    const params = { validation_id: json.validation_id };
    expect((await call(getValidation, { params, caller: others })).status).toBe(404);
  });
});
