import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { getInvoice } from '../../../../functions/extraction/get-invoice.ts';
import { confirmDocument } from '../../../../functions/review/confirm-document.ts';
import { forgetSupplier, listSuppliers } from '../../../../functions/review/suppliers.ts';
import { pageCache } from '../../../../shared/blobs/document-bucket.ts';
import type { Caller } from '../../../../shared/contract/caller.ts';
import type { AnyRoute } from '../../../../shared/contract/route.ts';
import { pagesPrefix } from '../../../../shared/domain/document/object-keys.ts';
import { extract } from '../../../../shared/domain/extraction/extract.ts';
import { supplierKeys } from '../../../../shared/domain/extraction/memory/supplier-keys.ts';
import { readSheet } from '../../../../shared/domain/extraction/sheet.ts';
import type { Page } from '../../../../shared/domain/page/page.ts';
import type { Task } from '../../../../shared/domain/task/task.ts';
import { supplierMemories } from '../../../../shared/stores/supplier-memories.ts';
import { type Answer, type Api, type Call, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { brokenPromises } from '../../../support/openapi-check.ts';
import { noonPlus, someReading, someTenant } from '../../../support/task-examples.ts';
import { type TaskStage, taskStage } from '../../../support/task-stage.ts';
import { waterBill } from '../../../support/water-bill.ts';

const BILL = waterBill({ slip: 'Q-88120', meter: 'C-40117', day: '03/03/2026', total: '181,20' });
const CORRECTIONS = {
  numero_facture: 'Q-88120',
  nom_fournisseur: 'Eaux des 3 Rivières',
  montant_ttc: '181,20',
};

let backend: Backend;
let api: Api;
let stage: TaskStage;
beforeAll(async () => {
  backend = await startBackend();
  api = await startApi(backend, { now: () => noonPlus(10) });
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});
beforeEach(() => {
  stage = taskStage(backend);
});

async function call(route: AnyRoute, request: Call = {}, role: Caller['role'] = 'operator'): Promise<Answer> {
  const caller = { tenant: stage.tenant, subject: 'anne', role };
  const answer = await api.call(route, { caller, ...request });
  expect(brokenPromises(route, answer)).toEqual([]);
  return answer;
}

/** A task that read that page, which lies where reading keeps pages. */
async function read(page: Page): Promise<Task> {
  const content = createHash('sha256').update(JSON.stringify(page)).digest('hex');
  const task = await stage.processing(content);
  const reading = { ...someReading(), pages: 1, extraction: extract([page]) };
  const prefix = pagesPrefix(task.tenant, task.documentId as string, reading.readerVersion);
  await pageCache().put(`${prefix}1.json`, JSON.stringify(page));
  expect(await stage.changes.complete(task, reading, noonPlus(3))).toBe(true);
  return stage.stored(task);
}

function confirm({ documentId }: Task, fields: object = CORRECTIONS): Promise<Answer> {
  return call(confirmDocument, { params: { invoice_id: documentId as string }, body: { fields } });
}

describe('confirming a record', () => {
  test('keeps what the person says, and leaves nothing to review', async () => {
    const task = await read(BILL);
    const answer = await confirm(task);
    expect(answer.json).toMatchObject({
      needs_review: false,
      review_reasons: [],
      confirmed_by: 'anne',
      confirmed_at: noonPlus(10).toISOString(),
      fields: {
        numero_facture: { value: 'Q-88120', confidence: 1 },
        nom_fournisseur: { value: 'Eaux des 3 Rivières', confidence: 1, source: 'person' },
        montant_ttc: { value: '181.20 EUR', normalized: 181.2, confidence: 1 },
      },
    });
    const stored = await call(getInvoice, { params: { invoice_id: task.documentId as string } });
    expect(stored.json).toEqual(answer.json);
    expect((await stage.stored(task)).needsReview).toBe(false);
  });

  test('tells webhooks and screens, once for each confirmation', async () => {
    const task = await read(BILL);
    await confirm(task);
    await confirm(task);
    const told = backend.taskEvents().filter(({ type }) => type === 'document_confirmed');
    expect(told.map(({ data }) => data.document_id)).toEqual([task.documentId, task.documentId]);
    expect(new Set(told.map(({ id }) => id)).size).toBe(2);
    expect(told[0]?.data).toMatchObject({ task_id: task.taskId, needs_review: false });
  });

  test('strikes a field out with null', async () => {
    const task = await read(BILL);
    const answer = await confirm(task, { montant_ttc: null });
    expect(answer.json.fields).not.toHaveProperty('montant_ttc');
    expect(answer.json.checks).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'missing_required' })]),
    );
  });

  test('refuses a value that is none of its kind by name, and keeps nothing', async () => {
    const task = await read(BILL);
    const before = await call(getInvoice, { params: { invoice_id: task.documentId as string } });
    const answer = await confirm(task, { montant_ttc: 'beaucoup', date_facture: '31/02/2026', iban: 'x' });
    expect(answer.status).toBe(400);
    expect(answer.json.error.details.fields.sort()).toEqual(['date_facture', 'iban', 'montant_ttc']);
    const after = await call(getInvoice, { params: { invoice_id: task.documentId as string } });
    expect(after.json).toEqual(before.json);
  });

  test('outlives a new reading of the same content', async () => {
    const task = await read(BILL);
    await confirm(task);
    const again = await stage.changes.readAgain(
      stage.tenant,
      task.documentId as string,
      { priority: 'normal', taskId: crypto.randomUUID() },
      noonPlus(20),
    );
    const started = (await stage.changes.start(
      stage.tenant,
      again.taskId,
      again.generation,
      noonPlus(21),
    )) as Task;
    const doubtful = someReading();
    doubtful.extraction.needs_review = true;
    doubtful.extraction.review_reasons = [{ code: 'missing_required', field: 'numero_facture', message: '' }];
    await stage.changes.complete(started, doubtful, noonPlus(22));
    expect(await stage.stored(started)).toMatchObject({ needsReview: false, reviewReasons: [] });
    const { json } = await call(getInvoice, { params: { invoice_id: task.documentId as string } });
    expect(json.fields.nom_fournisseur.value).toBe('Eaux des 3 Rivières');
    expect(json.needs_review).toBe(false);
  });

  test('is done by both of two people at once, one after the other', async () => {
    const task = await read(BILL);
    const answers = await Promise.all([confirm(task), confirm(task, { numero_facture: 'Q-1' })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const [supplier] = (await call(listSuppliers)).json;
    expect(supplier.confirmed_documents).toBe(1);
  });

  test('answers 404 for a document that is nobody’s or another tenant’s', async () => {
    const task = await read(BILL);
    const stranger = { tenant: someTenant(), subject: 'eve', role: 'operator' } as const;
    const params = { invoice_id: task.documentId as string };
    expect((await call(confirmDocument, { params, body: {}, caller: stranger })).status).toBe(404);
    expect((await call(confirmDocument, { params: { invoice_id: 'doc_none' }, body: {} })).status).toBe(404);
  });
});

describe('what was learned of a supplier', () => {
  const memories = () => supplierMemories(backend.table);
  const next = waterBill({ slip: 'Q-90377', meter: 'C-40117', day: '02/06/2026', total: '176,55' });

  test('is found again by its next document', async () => {
    await confirm(await read(BILL));
    const found = await memories().find(stage.tenant, supplierKeys(readSheet([next])));
    expect(extract([next], { memories: found }).fields).toMatchObject({
      numero_facture: { value: 'Q-90377' },
      nom_fournisseur: { value: 'Eaux des 3 Rivières', source: 'memory' },
    });
  });

  test('is one tenant’s alone', async () => {
    await confirm(await read(BILL));
    expect(await memories().find(someTenant(), supplierKeys(readSheet([next])))).toEqual([]);
  });

  test('is listed, and forgotten when asked', async () => {
    await confirm(await read(BILL));
    const [supplier] = (await call(listSuppliers)).json;
    expect(supplier).toMatchObject({ name: 'Eaux des 3 Rivières', confirmed_documents: 1 });
    const params = { supplier_id: supplier.supplier_id };
    expect((await call(forgetSupplier, { params }, 'admin')).status).toBe(204);
    expect((await call(listSuppliers)).json).toEqual([]);
    expect((await call(forgetSupplier, { params }, 'admin')).status).toBe(404);
    expect(await memories().find(stage.tenant, supplierKeys(readSheet([next])))).toEqual([]);
  });
});
