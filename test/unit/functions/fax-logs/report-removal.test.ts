import { ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { exportKey } from '../../../../shared/domain/fax-log/fax-exports.ts';
import { faxEditions } from '../../../../shared/stores/fax-packs.ts';
import { faxReports } from '../../../../shared/stores/fax-reports.ts';
import { outbox } from '../../../../shared/stores/outbox.ts';
import { taskChanges } from '../../../../shared/stores/task-changes.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { faxLogCsvFile } from '../../../support/fax-log-generator.ts';
import { type FaxLogStage, faxLogStage } from '../../../support/fax-log-stage.ts';
import { mortalTable } from '../../../support/mortal-table.ts';
import { noonPlus } from '../../../support/task-examples.ts';

let backend: Backend;
let s3: S3Client;
let stage: FaxLogStage;
let log: Buffer;
beforeAll(async () => {
  backend = await startBackend();
  s3 = new S3Client({});
  log = await faxLogCsvFile({ rows: 40, seed: 9 });
});
afterAll(async () => {
  s3.destroy();
  await backend.stop();
});
beforeEach(() => {
  backend.breakSending();
  stage = faxLogStage(backend);
});

const totals = () => faxReports(backend.table).totals(stage.tenant);
async function keysBelow(prefix: string): Promise<string[]> {
  const answer = await s3.send(new ListObjectsV2Command({ Bucket: backend.bucket, Prefix: prefix }));
  return (answer.Contents ?? []).map(({ Key = '' }) => Key);
}
const originalsLeft = () => keysBelow(`originals/${stage.tenant}/`);

describe('a report that is removed', () => {
  test('is found by nobody at once, and told of in the audit log', async () => {
    const report = await stage.imported(log);
    await stage.remove(report);
    expect(await faxReports(backend.table).get(stage.tenant, report.reportId)).toBeUndefined();
    expect(await totals()).toEqual({ reports: 0, entries: 0, validEntries: 0 });
    expect(backend.sent('audit').at(-1)?.body).toMatchObject({
      entry: {
        event_type: 'delete',
        action: 'report_delete',
        user_id: 'claire',
        resource_id: report.reportId,
        status: 'success',
        details: { file_size: log.length, total_entries: 40 },
      },
    });
  });

  test('takes its packs, its exports and every copy of its original with it', async () => {
    const report = await stage.imported(log);
    await stage.admitted(log);
    const Key = exportKey(report, 'v1.csv');
    await s3.send(new PutObjectCommand({ Bucket: backend.bucket, Key, Body: 'rows' }));
    expect(await originalsLeft()).toHaveLength(2);
    await stage.remove(report);
    await stage.work('report-removal');
    expect(await stage.editionsLeft(report.reportId)).toEqual([]);
    expect(await originalsLeft()).toEqual([]);
    expect(await keysBelow('exports/')).toEqual([]);
  });

  test('takes along what dead workers laid down beside it, within two days', async () => {
    const report = await stage.imported(log);
    await faxEditions(backend.table).begin(stage.tenant, report.reportId, 'dead', noonPlus(9));
    await stage.remove(report);
    await stage.work('report-removal');
    // It may as well be in the making.
    expect(await stage.editionsLeft(report.reportId)).toEqual(['dead']);
    const later = noonPlus(2 * 24 * 3600);
    await outbox(backend.table).sweep(later);
    await stage.work('report-removal', { now: () => later });
    expect(await stage.editionsLeft(report.reportId)).toEqual([]);
  });

  test('takes the copies of tasks along that had failed or were cancelled, and leaves those of later ones', async () => {
    const cancelled = await stage.admitted(log);
    const changes = taskChanges(backend.table);
    await changes.act(stage.tenant, cancelled.taskId, 'cancel', noonPlus(3));
    const report = await stage.imported(log);
    expect(await originalsLeft()).toHaveLength(2);
    await stage.remove(report);
    const later = await stage.admitted(log);
    await changes.act(stage.tenant, later.taskId, 'cancel', noonPlus(60));
    await stage.work('report-removal');
    expect(await originalsLeft()).toEqual([later.originalKey]);
    const retried = await changes.act(stage.tenant, cancelled.taskId, 'retry', noonPlus(70));
    await stage.run(retried);
    expect(await stage.stored(cancelled)).toMatchObject({
      state: 'failed',
      error: { code: 'object_not_found' },
    });
  });

  test('is not there for a second removal, nor under another tenant', async () => {
    const report = await stage.imported(log);
    const other = faxLogStage(backend);
    await expect(other.remove(report)).rejects.toMatchObject({ code: 'not_found' });
    await stage.remove(report);
    await expect(stage.remove(report)).rejects.toMatchObject({ code: 'not_found' });
    expect(await totals()).toMatchObject({ reports: 0 });
  });

  test('by two at once is removed, and counted, once', async () => {
    const report = await stage.imported(log);
    const outcomes = await Promise.allSettled([stage.remove(report), stage.remove(report)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await totals()).toEqual({ reports: 0, entries: 0, validEntries: 0 });
    expect(backend.sent('audit').filter(({ body }) => JSON.stringify(body).includes('delete'))).toHaveLength(
      1,
    );
  });

  test('can be imported anew from the same file', async () => {
    const former = await stage.imported(log);
    await stage.remove(former);
    const report = await stage.imported(log);
    expect(report.reportId).toBe(former.reportId);
    expect(report.taskId).not.toBe(former.taskId);
    expect(await totals()).toMatchObject({ reports: 1, entries: 40 });
    // What followed from the removal comes late, and again.
    await stage.work('report-removal');
    expect(await stage.editionsLeft(report.reportId)).toEqual([report.edition]);
    expect(await stage.records(report)).toHaveLength(40);
    expect(await originalsLeft()).toEqual([report.originalKey]);
  });

  test('harms no import of the same file that has begun meanwhile', async () => {
    const former = await stage.imported(log);
    await stage.remove(former);
    const task = await stage.admitted(log);
    await stage.run(task, {
      change: {
        faxImports: (imports) => ({
          ...imports,
          complete: async (...args) => {
            await stage.work('report-removal');
            return imports.complete(...args);
          },
        }),
      },
    });
    const report = (await stage.reportOf(task))!;
    expect(await stage.records(report)).toHaveLength(40);
    expect(await originalsLeft()).toEqual([task.originalKey]);
  });

  test('leaves the original of an import that ends while the removal is under way', async () => {
    const former = await stage.imported(log);
    await stage.remove(former);
    const task = await stage.admitted(log);
    await stage.work('report-removal', {
      change: {
        faxEditions: (editions) => ({
          ...editions,
          removeFormer: async (...args) => {
            await stage.run(task);
            return editions.removeFormer(...args);
          },
        }),
      },
    });
    const report = (await stage.reportOf(task))!;
    expect(report.taskId).toBe(task.taskId);
    expect(await stage.records(report)).toHaveLength(40);
    expect(await originalsLeft()).toEqual([task.originalKey]);
  });

  test('is no longer shared by a task that comes at the same moment', async () => {
    const report = await stage.imported(log);
    const [task] = await Promise.all([stage.admitted(log), stage.remove(report)]);
    await stage.work('import');
    await stage.work('report-removal');
    const ended = await stage.stored(task);
    const now = await stage.reportOf(task);
    // Either it shared the report before that went, or it made one of its own.
    if (ended.duplicateOf) expect(now).toBeUndefined();
    else expect(now).toMatchObject({ taskId: task.taskId });
    expect(await originalsLeft()).toEqual(now ? [task.originalKey] : []);
  });

  for (const effect of ['lost', 'kept'] as const) {
    test(`goes as a whole wherever the process ends (the last call's effect ${effect})`, async () => {
      for (let lastCall = 1; ; lastCall++) {
        stage = faxLogStage(backend);
        const report = await stage.imported(log);
        const mortal = mortalTable(backend.table, lastCall, effect);
        await stage.remove(report, { table: mortal.table }).catch(() => undefined);
        if (!mortal.isDead()) break;
        await stage.remove(report).catch(() => undefined);
        await stage.sweep();
        await stage.work('report-removal');
        expect(await totals()).toEqual({ reports: 0, entries: 0, validEntries: 0 });
        expect(await stage.editionsLeft(report.reportId)).toEqual([]);
        expect(await originalsLeft()).toEqual([]);
        const audits = backend.sent('audit').filter(({ body }) => String(body.entry_id).startsWith('delete'));
        expect(new Set(audits.map(({ body }) => body.entry_id)).size).toBe(1);
      }
    });
  }

  test('is cleared to the end by another try wherever clearing ended', async () => {
    // Sixteen shards are asked alike: every seventh call is enough.
    for (let lastCall = 1; ; lastCall += 7) {
      stage = faxLogStage(backend);
      const report = await stage.imported(log);
      await stage.admitted(log);
      await stage.remove(report);
      const command = backend.sent('report-removal')[0]?.body;
      const mortal = mortalTable(backend.table, lastCall, 'kept');
      await stage.hand('report-removal', command, { table: mortal.table });
      await stage.hand('report-removal', command);
      expect(await stage.editionsLeft(report.reportId)).toEqual([]);
      expect(await originalsLeft()).toEqual([]);
      if (!mortal.isDead()) break;
    }
  });
});
