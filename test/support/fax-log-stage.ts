/** Fax logs of a tenant on their way: imported, removed and checked again by the product's own consumers and stores. */
import { createHash } from 'node:crypto';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { SQSBatchResponse } from 'aws-lambda';
import { importer } from '../../functions/fax-logs/import.ts';
import { reportRemoval } from '../../functions/fax-logs/report-removal.ts';
import { validate } from '../../functions/fax-logs/validate.ts';
import { followUp } from '../../functions/reading/follow-up.ts';
import { originalRemovals, originals } from '../../shared/blobs/document-bucket.ts';
import { faxExportFiles } from '../../shared/blobs/fax-export-files.ts';
import type { ServiceName, Services } from '../../shared/contract/services.ts';
import { tableFiles } from '../../shared/documents/table-files/table-files.ts';
import type { FaxRecord } from '../../shared/domain/fax-log/fax-record.ts';
import { type FaxReport, reportIdOf } from '../../shared/domain/fax-log/fax-report.ts';
import type { CommandQueue } from '../../shared/domain/task/commands.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { transientEvents } from '../../shared/events/event-topic.ts';
import { faxRecords } from '../../shared/fax-logs/fax-records.ts';
import { queueHandler } from '../../shared/queue/queue-handler.ts';
import type { Factories } from '../../shared/services.ts';
import { contentCopies } from '../../shared/stores/content-copies.ts';
import { faxImports } from '../../shared/stores/fax-imports.ts';
import { faxEditions } from '../../shared/stores/fax-packs.ts';
import { faxReportChanges } from '../../shared/stores/fax-report-changes.ts';
import { faxReports } from '../../shared/stores/fax-reports.ts';
import { faxValidationSteps } from '../../shared/stores/fax-validation-steps.ts';
import { faxValidations } from '../../shared/stores/fax-validations.ts';
import { outbox } from '../../shared/stores/outbox.ts';
import { queryAll, type Table } from '../../shared/stores/table.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { taskQueries } from '../../shared/stores/task-queries.ts';
import { tenantSettingsStore } from '../../shared/stores/tenant-settings.ts';
import type { Backend } from './backend.ts';
import { grantedTable } from './granted-table.ts';
import { lambdaContext, sqsEvent } from './lambda-events.ts';
import { NOON, noonPlus, someTask, someTenant } from './task-examples.ts';

/** What is other than usual while a consumer runs. */
export interface Circumstances {
  /** Instead of the backend's. */
  table?: Table;
  receiveCount?: number;
  remainingMs?: () => number;
  now?: () => Date;
  /** In place of what a service does. */
  change?: { [K in ServiceName]?: (service: Services[K]) => Services[K] };
}

/** What is known of a file beside its bytes. */
export interface LogOptions {
  format?: string;
  documentName?: string;
  submittedBy?: string;
}

export type StagedQueue = 'import' | 'report-removal' | 'validation' | 'follow-up';

export interface FaxLogStage {
  tenant: string;
  /** A task whose log lies in the bucket, admitted. */
  admitted(bytes: Uint8Array, options?: LogOptions): Promise<Task>;
  stored(task: Pick<Task, 'taskId'>): Promise<Task>;
  /** Runs the import of a task, in that generation. */
  run(task: Pick<Task, 'taskId' | 'generation'>, circumstances?: Circumstances): Promise<SQSBatchResponse>;
  /** Admits and imports, and gives the report. */
  imported(bytes: Uint8Array, options?: LogOptions): Promise<FaxReport>;
  reportOf(task: Pick<Task, 'documentId'>): Promise<FaxReport | undefined>;
  records(report: FaxReport): Promise<FaxRecord[]>;
  remove(report: Pick<FaxReport, 'reportId'>, circumstances?: Circumstances): Promise<void>;
  validations(circumstances?: Circumstances): ReturnType<typeof faxValidations>;
  /** Hands one message to a queue's consumer. */
  hand(queue: StagedQueue, body: unknown, circumstances?: Circumstances): Promise<SQSBatchResponse>;
  /** Lets a queue's consumer work through what was sent to it so far and was not handed over before. */
  work(queue: StagedQueue, circumstances?: Circumstances): Promise<SQSBatchResponse[]>;
  /** Sends what died before it was sent. */
  sweep(): Promise<void>;
  /** Names of the editions of which anything is stored. */
  editionsLeft(reportId: string): Promise<string[]>;
}

/** A stage with a tenant of its own; forgets what others sent. */
export function faxLogStage(backend: Backend): FaxLogStage {
  backend.forgetSent();
  const tenant = someTenant();
  const s3 = new S3Client({});
  const handed = new Map<CommandQueue, number>();

  function factories({ table = backend.table, change = {} }: Circumstances) {
    const of = <K extends ServiceName>(name: K, make: (table: Table) => Services[K]) => {
      const changed: ((service: Services[K]) => Services[K]) | undefined = change[name];
      return () => {
        const service = make(grantedTable(table, name));
        return changed ? changed(service) : service;
      };
    };
    return {
      taskChanges: of('taskChanges', taskChanges),
      faxImports: of('faxImports', faxImports),
      faxEditions: of('faxEditions', faxEditions),
      faxReports: of('faxReports', faxReports),
      faxRecords: of('faxRecords', faxRecords),
      originals: of('originals', originals),
      tableFiles: of('tableFiles', tableFiles),
      tenantSettings: of('tenantSettings', tenantSettingsStore),
      transientEvents: of('transientEvents', transientEvents),
      faxExportRemoval: of('faxExportRemoval', faxExportFiles),
      contentCopies: of('contentCopies', contentCopies),
      originalRemovals: of('originalRemovals', originalRemovals),
      faxValidationSteps: of('faxValidationSteps', faxValidationSteps),
    } satisfies Partial<Factories<ServiceName>>;
  }

  async function hand(
    queue: StagedQueue,
    body: unknown,
    circumstances: Circumstances = {},
  ): Promise<SQSBatchResponse> {
    const { receiveCount = 1, remainingMs = () => 300_000, now = () => noonPlus(2) } = circumstances;
    const services = factories(circumstances);
    const handler =
      queue === 'import'
        ? queueHandler(importer, services, now)
        : queue === 'validation'
          ? queueHandler(validate, services, now)
          : queue === 'follow-up'
            ? queueHandler(followUp, services, now)
            : queueHandler(reportRemoval, services, now);
    const context = { ...lambdaContext(), getRemainingTimeInMillis: remainingMs };
    return (await handler(sqsEvent([body], receiveCount), context)) as SQSBatchResponse;
  }

  const stored = async ({ taskId }: Pick<Task, 'taskId'>) =>
    (await taskQueries(backend.table).get(tenant, taskId)) as Task;
  const reports = faxReports(backend.table);

  const stage: FaxLogStage = {
    tenant,
    stored,
    hand,

    async admitted(bytes, { format = 'csv', documentName = 'journal.csv', submittedBy } = {}) {
      const task = { ...someTask(tenant, { documentName }), ...(submittedBy && { submittedBy }) };
      const originalKey = `originals/${tenant}/${task.taskId}/etag/journal`;
      await s3.send(new PutObjectCommand({ Bucket: backend.bucket, Key: originalKey, Body: bytes }));
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const admission = { sha256, format, sizeBytes: bytes.length, originalKey };
      return taskChanges(grantedTable(backend.table, 'taskChanges')).admit(task, admission, NOON);
    },

    run: ({ taskId, generation }, circumstances) =>
      hand('import', { tenant, task_id: taskId, generation }, circumstances),

    async imported(bytes, options) {
      const task = await stage.admitted(bytes, options);
      await stage.run(task);
      const report = await stage.reportOf(task);
      if (!report) throw new Error(`not imported: ${JSON.stringify((await stored(task)).error)}`);
      return report;
    },

    reportOf: ({ documentId }) => reports.get(tenant, reportIdOf(documentId as string)),

    async records(report) {
      const records: FaxRecord[] = [];
      for await (const pack of faxRecords(backend.table).read(report)) records.push(...pack);
      return records;
    },

    async remove({ reportId }, { table = backend.table } = {}) {
      const changes = faxReportChanges(grantedTable(table, 'faxReportChanges'));
      await changes.remove(tenant, reportId, 'claire', noonPlus(10));
    },

    validations: ({ table = backend.table } = {}) => faxValidations(grantedTable(table, 'faxValidations')),

    async work(queue, circumstances) {
      const outcomes: SQSBatchResponse[] = [];
      for (;;) {
        const sent = backend.sent(queue);
        const next = sent[handed.get(queue) ?? 0];
        if (!next) return outcomes;
        handed.set(queue, (handed.get(queue) ?? 0) + 1);
        if (next.body.tenant === tenant) outcomes.push(await hand(queue, next.body, circumstances));
      }
    },

    async sweep() {
      await outbox(backend.table).sweep(noonPlus(3600));
    },

    async editionsLeft(reportId) {
      const partitions = [`TENANT#${tenant}#REPORT#${reportId}`];
      for (let shard = 0; shard < 64; shard++)
        partitions.push(`TENANT#${tenant}#REPORT#${reportId}#${shard}`);
      const items = await Promise.all(
        partitions.map((pk) =>
          queryAll<{ sk: string }>(backend.table, {
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': pk },
          }),
        ),
      );
      const names = items.flat().flatMap(({ sk }) => (sk === 'REPORT' ? [] : [sk.split('#')[1] as string]));
      return [...new Set(names)].sort();
    },
  };
  return stage;
}
