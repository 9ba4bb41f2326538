import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { presentRecord } from '../../../../functions/extraction/extraction-schema.ts';
import { partIdsOf } from '../../../../shared/domain/document/document-records.ts';
import type { Task } from '../../../../shared/domain/task/task.ts';
import type { CompletedReading } from '../../../../shared/domain/task/task-services.ts';
import { documentRecords } from '../../../../shared/stores/document-records.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { noonPlus, someReading, someTask } from '../../../support/task-examples.ts';
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

/** A reading of a file of one-page invoices, each with a number of its own. */
function readingOf(parts: number, series = 'F'): CompletedReading {
  const { extraction, ...rest } = someReading();
  const all = Array.from({ length: parts }, (_, index) => {
    const number = `${series}-${index + 1}`;
    const field = { ...extraction.fields.numero_facture!, value: number, normalized: number };
    return {
      extraction: { ...extraction, fields: { ...extraction.fields, numero_facture: field } },
      provider: 'text-layer',
      pages: { from: index + 1, to: index + 1 },
    };
  });
  return { ...rest, extraction: all[0]!.extraction, pages: parts, ...(parts > 1 && { parts: all }) };
}

const find = (id: string) => documentRecords(grantedTable(backend.table, 'documents')).get(stage.tenant, id);

async function numbersOf(task: Task, most: number): Promise<unknown[]> {
  const records = await Promise.all(partIdsOf(task.documentId as string, most).map(find));
  return records.map((record) => record?.extraction.fields.numero_facture?.normalized);
}

async function storedItems(task: Task): Promise<number> {
  const { Count } = await backend.table.client.send(
    new QueryCommand({
      TableName: backend.table.name,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `TENANT#${stage.tenant}#DOCUMENT#${task.documentId}` },
      ConsistentRead: true,
    }),
  );
  return Count ?? 0;
}

async function readAgain(task: Task, reading: CompletedReading, seconds: number): Promise<Task> {
  const again = await stage.changes.readAgain(
    stage.tenant,
    task.documentId as string,
    { priority: 'high', taskId: someTask(stage.tenant).taskId },
    noonPlus(seconds),
  );
  const started = (await stage.changes.start(stage.tenant, again.taskId, 1, noonPlus(seconds + 1))) as Task;
  expect(await stage.changes.complete(started, reading, noonPlus(seconds + 2))).toBe(true);
  return stage.stored(again);
}

describe('a file of several invoices', () => {
  test('gives each its record, found by an id of its own and telling of the others', async () => {
    const task = await stage.processing();
    expect(await stage.changes.complete(task, readingOf(3), noonPlus(3))).toBe(true);
    expect(await numbersOf(task, 4)).toEqual(['F-1', 'F-2', 'F-3', undefined]);
    const second = await find(`${task.documentId}_2`);
    expect(second).toMatchObject({
      documentId: `${task.documentId}_2`,
      pages: 1,
      part: { number: 2, of: 3, fromPage: 2, toPage: 2 },
      originalKey: task.originalKey,
    });
    expect(presentRecord(second!, 'fr').part).toEqual({
      number: 2,
      of: 3,
      from_page: 2,
      to_page: 2,
      document_ids: partIdsOf(task.documentId as string, 3),
    });
  });

  test('announces every id with its end', async () => {
    const task = await stage.processing();
    await stage.changes.complete(task, readingOf(2), noonPlus(3));
    const [end] = backend.taskEvents().filter(({ type }) => type === 'task_completed');
    expect(end?.data).toMatchObject({
      document_id: task.documentId,
      document_ids: [task.documentId, `${task.documentId}_2`],
    });
  });

  test('is as sure as its least sure invoice, and reviewed if any is', async () => {
    const task = await stage.processing();
    const reading = readingOf(2);
    const [first, second] = reading.parts!;
    const unsure = { ...second!.extraction, overall_confidence: 0.4, needs_review: true };
    await stage.changes.complete(
      task,
      { ...reading, parts: [first!, { ...second!, extraction: unsure }] },
      noonPlus(3),
    );
    expect(await stage.stored(task)).toMatchObject({ confidence: 0.4, needsReview: true, parts: 2 });
  });

  test('of more invoices than a transaction holds is kept whole', async () => {
    const task = await stage.processing();
    expect(await stage.changes.complete(task, readingOf(130), noonPlus(3))).toBe(true);
    expect((await numbersOf(task, 130)).at(-1)).toBe('F-130');
    expect(await storedItems(task)).toBe(130);
  });

  test('ended twice is recorded once', async () => {
    const task = await stage.processing();
    const ends = await Promise.all([1, 2].map(() => stage.changes.complete(task, readingOf(3), noonPlus(3))));
    expect(ends.toSorted()).toEqual([false, true]);
    expect(await storedItems(task)).toBe(3);
  });
});

describe('read again', () => {
  test('with fewer invoices: those that are no more are gone', async () => {
    const task = await stage.processing();
    await stage.changes.complete(task, readingOf(4), noonPlus(3));
    await readAgain(task, readingOf(2, 'G'), 60);
    expect(await numbersOf(task, 4)).toEqual(['G-1', 'G-2', undefined, undefined]);
    expect(await storedItems(task)).toBe(2);
  });

  test('as one invoice: a record like any other, without parts', async () => {
    const task = await stage.processing();
    await stage.changes.complete(task, readingOf(3), noonPlus(3));
    const again = await readAgain(task, readingOf(1, 'G'), 60);
    expect(await numbersOf(task, 3)).toEqual(['G-1', undefined, undefined]);
    expect(await find(task.documentId as string)).not.toHaveProperty('part');
    expect(again).not.toHaveProperty('parts');
    expect(await storedItems(task)).toBe(1);
  });

  test('with more invoices: all are found, and the former ones are gone', async () => {
    const task = await stage.processing();
    await stage.changes.complete(task, readingOf(2), noonPlus(3));
    await readAgain(task, readingOf(3, 'G'), 60);
    expect(await numbersOf(task, 3)).toEqual(['G-1', 'G-2', 'G-3']);
    expect(await storedItems(task)).toBe(3);
  });

  test('is not found before it ended: what was laid down for a cancelled task is nobody’s', async () => {
    const task = await stage.processing();
    await stage.changes.act(stage.tenant, task.taskId, 'cancel', noonPlus(2));
    expect(await stage.changes.complete(task, readingOf(3), noonPlus(3))).toBe(false);
    expect(await numbersOf(task, 3)).toEqual([undefined, undefined, undefined]);
  });
});

describe('one invoice', () => {
  test('is stored and told as ever', async () => {
    const task = await stage.completed();
    expect(await find(task.documentId as string)).not.toHaveProperty('part');
    const [end] = backend.taskEvents().filter(({ type }) => type === 'task_completed');
    expect(end?.data).not.toHaveProperty('document_ids');
    expect(await find(`${task.documentId}_2`)).toBeUndefined();
  });
});
