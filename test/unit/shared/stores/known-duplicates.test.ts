/** An invoice that comes a second time as another file: found without a scan, whatever order and overlap. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Extraction, Field } from '../../../../shared/domain/extraction/result.ts';
import type { Task } from '../../../../shared/domain/task/task.ts';
import type { CompletedReading } from '../../../../shared/domain/task/task-services.ts';
import { documentRecords } from '../../../../shared/stores/document-records.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { noonPlus, someReading } from '../../../support/task-examples.ts';
import { type TaskStage, taskStage } from '../../../support/task-stage.ts';

let backend: Backend;
let stage: TaskStage;

beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());
beforeEach(() => {
  stage = taskStage(backend);
});

const PICTURE = '9c3f5a7e10b2d4689c3f5a7e10b2d4689c3f';
/** The same sheet scanned: a few fine features differ. */
const RESCANNED = '9c3f5a7e10b2d4689c3f5a7e10b2d46b9d3e';

interface Invoice {
  number?: string | null;
  seller?: string;
  vat?: string;
  total?: number | null;
  date?: string | null;
  picture?: string | null;
  confidence?: number;
}

function reading(invoice: Invoice = {}): CompletedReading {
  const { number = 'F-2026-17', seller = 'Papeterie Vasselin SARL', vat, total = 120 } = invoice;
  const { date = '2026-03-03', picture = null, confidence = 0.95 } = invoice;
  const field = (normalized: string | number): Field => ({
    value: String(normalized),
    normalized,
    confidence,
    page: 1,
    bbox: { x: 0.1, y: 0.1, width: 0.2, height: 0.02 },
    source: 'ocr',
  });
  const fields: Extraction['fields'] = {
    ...(number !== null && { numero_facture: field(number) }),
    ...(total !== null && { montant_ttc: field(total) }),
    ...(vat && { tva_fournisseur: field(vat) }),
    nom_fournisseur: field(seller),
    ...(date !== null && { date_facture: field(date) }),
  };
  const base = someReading();
  return {
    ...base,
    picture,
    extraction: { ...base.extraction, fields, review_reasons: [], needs_review: false },
  };
}

async function complete(content: string, invoice?: Invoice): Promise<Task> {
  const task = await stage.processing(content);
  expect(await stage.changes.complete(task, reading(invoice), noonPlus(3))).toBe(true);
  return stage.stored(task);
}

/** What the record of a task says of documents known before: level and which. */
async function told(task: Task): Promise<[level: string, document: unknown][]> {
  const record = await documentRecords(backend.table).get(stage.tenant, task.documentId as string);
  return record!.extraction.checks
    .filter((check) => check.code === 'known_duplicate')
    .map((check) => [check.level, check.parameters?.document]);
}

describe('an invoice in another file with the same seller, number and total', () => {
  test('is told in the later record, which is then to be reviewed, and in no other', async () => {
    const first = await complete('sent by mail');
    const second = await complete('sent again');
    const third = await complete('and again');
    expect(await told(first)).toEqual([]);
    expect(await told(second)).toEqual([['error', first.documentId]]);
    expect(await told(third)).toEqual([['error', first.documentId]]);
    expect([first.needsReview, second.needsReview]).toEqual([false, true]);
  });

  test.each([
    ['spaces and hyphens in its number', { number: 'F 2026/17' }],
    ['letters that OCR takes for digits', { number: 'F-2O26-I7' }],
    ['its seller’s name in capitals', { seller: 'PAPETERIE VASSELIN SARL' }],
    ['another look', { picture: RESCANNED }],
  ])('is known in spite of %s', async (_, invoice) => {
    const first = await complete('one', { picture: 'f'.repeat(36) });
    expect(await told(await complete('two', invoice))).toEqual([['error', first.documentId]]);
  });

  test('is known by its VAT number alone, in whichever form', async () => {
    const first = await complete('one', { vat: 'FR 83 404 833 048', seller: 'Vasselin' });
    const second = await complete('two', { vat: 'FR83404833048', seller: 'V. Papeterie' });
    expect(await told(second)).toEqual([['error', first.documentId]]);
  });

  test.each([
    ['another number', { number: 'F-2026-18' }],
    ['another total', { total: 120.01 }],
    ['another seller', { seller: 'Encre bleue' }],
    ['no number', { number: null }],
    ['no total', { total: null }],
  ])('is another with %s', async (_, invoice) => {
    await complete('one');
    expect(await told(await complete('two', invoice))).toEqual([]);
  });

  test('is nobody’s business but the tenant’s', async () => {
    await complete('one');
    stage = taskStage(backend);
    expect(await told(await complete('two'))).toEqual([]);
  });

  test('that end at the same time are told of in all but one', async () => {
    const tasks = await Promise.all(['a', 'b', 'c', 'd'].map((content) => stage.processing(content)));
    await Promise.all(tasks.map((task) => stage.changes.complete(task, reading(), noonPlus(3))));
    const answers = await Promise.all(tasks.map(async (task) => told(await stage.stored(task))));
    const first = tasks[answers.findIndex((answer) => answer.length === 0)]!;
    expect(answers.filter((answer) => answer.length > 0)).toEqual(
      Array.from({ length: 3 }, () => [['error', first.documentId]]),
    );
  });

  test('is not held against the first when that is read again, nor by way of a copy of the copy', async () => {
    const first = await complete('one', { picture: PICTURE });
    const second = await complete('two', { picture: RESCANNED, seller: 'Vasselin' });
    const third = await complete('three', { picture: PICTURE, seller: 'Vasselin' });
    expect((await told(third))[0]).toBeDefined();
    for (const [before, picture, seller, isFirst] of [
      [first, PICTURE, undefined, true],
      [second, RESCANNED, 'Vasselin', false],
      [first, PICTURE, undefined, true],
    ] as const) {
      const options = { priority: 'normal' as const, taskId: crypto.randomUUID() };
      const again = await stage.changes.readAgain(
        stage.tenant,
        before.documentId as string,
        options,
        noonPlus(4),
      );
      const started = await stage.changes.start(stage.tenant, again.taskId, again.generation, noonPlus(4));
      await stage.changes.complete(
        started as Task,
        reading({ picture, ...(seller && { seller }) }),
        noonPlus(5),
      );
      expect((await told(before)).length === 0).toBe(isFirst);
    }
  });

  test('read again says the same as before, whichever of the two it was', async () => {
    const first = await complete('one');
    const second = await complete('two');
    for (const [before, expected] of [
      [first, []],
      [second, [['error', first.documentId]]],
    ] as const) {
      const options = { priority: 'normal' as const, taskId: crypto.randomUUID() };
      const again = await stage.changes.readAgain(
        stage.tenant,
        before.documentId as string,
        options,
        noonPlus(5),
      );
      const started = (await stage.changes.start(stage.tenant, again.taskId, 1, noonPlus(6))) as Task;
      await stage.changes.complete(started, reading(), noonPlus(7));
      expect(await told(before)).toEqual(expected);
    }
  });

  test('is not held against the first after that was read anew as something else', async () => {
    const first = await complete('one');
    const options = { priority: 'normal' as const, taskId: crypto.randomUUID() };
    const again = await stage.changes.readAgain(
      stage.tenant,
      first.documentId as string,
      options,
      noonPlus(5),
    );
    const started = (await stage.changes.start(stage.tenant, again.taskId, 1, noonPlus(6))) as Task;
    await stage.changes.complete(started, reading({ number: 'F-2026-99' }), noonPlus(7));
    const second = await complete('two');
    expect(await told(second)).toEqual([]);
    expect(await told(await complete('three'))).toEqual([['error', second.documentId]]);
  });
});

describe('an invoice that one file holds twice', () => {
  test('is told of in the second of them', async () => {
    const task = await stage.processing('seller’s copy and buyer’s');
    const { extraction, provider } = reading();
    const parts = [1, 2].map((page) => ({ extraction, provider, pages: { from: page, to: page } }));
    expect(await stage.changes.complete(task, { ...reading(), parts }, noonPlus(3))).toBe(true);
    const records = documentRecords(backend.table);
    const checks = async (id: string) => (await records.get(stage.tenant, id))!.extraction.checks;
    expect(await checks(task.documentId as string)).toEqual([]);
    expect(await checks(`${task.documentId}_2`)).toMatchObject([
      { code: 'known_duplicate', parameters: { document: task.documentId } },
    ]);
  });
});

describe('the same picture in another file', () => {
  test.each([
    ['of which the number could not be read', { number: null }],
    ['of which the total could not be read', { total: null, number: null }],
    ['of which the number was read unsurely', { number: 'F-2026-71', confidence: 0.4 }],
  ])('%s is a warning', async (_, invoice) => {
    const first = await complete('one', { picture: PICTURE });
    const second = await complete('two', { picture: RESCANNED, seller: 'Papet Vass', ...invoice });
    expect(await told(second)).toEqual([['warning', first.documentId]]);
  });

  test('is a remark where neither number nor date nor total is there to compare', async () => {
    const first = await complete('one', { picture: PICTURE });
    const unread = { number: null, total: null, date: null, seller: 'Papet Vass' };
    const second = await complete('two', { picture: RESCANNED, ...unread });
    expect(await told(second)).toEqual([['info', first.documentId]]);
    expect(second.needsReview).toBe(true); // for what it lacks
  });

  test('is found too when it was the first whose total could not be read', async () => {
    const first = await complete('one', { picture: PICTURE, total: null, number: null });
    expect(await told(await complete('two', { picture: RESCANNED }))).toEqual([
      ['warning', first.documentId],
    ]);
  });

  test.each([
    ['another number', { number: 'F-2026-18' }],
    ['another date', { number: null, date: '2026-04-03' }],
    ['another total', { number: null, total: 130 }],
  ])('is next month’s invoice with %s', async (_, invoice) => {
    await complete('one', { picture: PICTURE });
    expect(await told(await complete('two', { picture: PICTURE, ...invoice }))).toEqual([]);
  });

  test('is not what another form is', async () => {
    await complete('one', { picture: PICTURE, number: null });
    const other = '0'.repeat(18) + PICTURE.slice(18);
    expect(await told(await complete('two', { picture: other, number: null, seller: 'Vass' }))).toEqual([]);
  });
});
