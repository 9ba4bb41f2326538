/** Imports a task's log: streamed, checked row by row, and laid down in packs. May be stopped and repeated anywhere. */
import { AppError, type ErrorCode } from '../../shared/contract/app-error.ts';
import { type ConsumerContext, defineConsumer } from '../../shared/contract/consumer.ts';
import type { RecordFormat } from '../../shared/domain/document/format.ts';
import { taskEvent } from '../../shared/domain/event/domain-event.ts';
import { isFaxLog } from '../../shared/domain/fax-log/columns.ts';
import { type ImportProgress, importEdition } from '../../shared/domain/fax-log/fax-imports.ts';
import { type FaxRules, reportIdOf } from '../../shared/domain/fax-log/fax-report.ts';
import { numberRuleOf } from '../../shared/domain/fax-log/number-policies.ts';
import { RULES_VERSION } from '../../shared/domain/fax-log/row-rules.ts';
import { FaxStatisticsBuilder } from '../../shared/domain/fax-log/statistics.ts';
import { importing } from '../../shared/domain/task/changes.ts';
import { type ReadCommand, readCommand } from '../../shared/domain/task/commands.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { READING_TIMEOUT_SECONDS } from '../reading/reading-times.ts';
import { FILE_FAULTS, workOnTask } from '../reading/task-work.ts';
import { logRecords } from './log-records.ts';
import { removeUnused, settledWhereItFails } from './unused-edition.ts';

const USES = [
  'taskChanges',
  'faxImports',
  'faxEditions',
  'faxReports',
  'originals',
  'tableFiles',
  'tenantSettings',
  'transientEvents',
] as const;
type Context = ConsumerContext<ReadCommand, (typeof USES)[number]>;

/** Between two recorded steps of progress; a log of 90,000 rows is done before the first. */
const PROGRESS_INTERVAL_MS = 500;
/** With less left, an import will not end in this invocation, and it cannot go on in another. */
const END_MARGIN_MS = 10_000;

const LOG_FAULTS: ReadonlySet<ErrorCode> = new Set([...FILE_FAULTS, 'not_a_fax_log', 'file_too_large']);

/** Somebody paused or cancelled the task, or another worker ended it. */
class Stopped extends Error {
  override readonly name = 'Stopped';
}

/** Records how far the import is, now and then. */
function progressOf(task: Task, seen: ImportProgress, context: Context): () => Promise<void> {
  const { services, now, remainingMs } = context;
  let recordedAt = performance.now();
  return async () => {
    if (performance.now() - recordedAt < PROGRESS_INTERVAL_MS) return;
    recordedAt = performance.now();
    if (remainingMs() < END_MARGIN_MS) {
      const seconds = READING_TIMEOUT_SECONDS;
      throw new AppError('reading_gave_up', { seconds, entries: seen.entries });
    }
    if (!(await services.faxImports.progress(task, seen, now()))) throw new Stopped();
    await services.transientEvents.publish(taskEvent('task_update', importing(task, seen, now()), now()));
  };
}

/** @param begun told the name of what is laid down. */
async function importLog(task: Task, context: Context, begun: (edition: string) => void): Promise<void> {
  const { services, now, log } = context;
  const { fax_number_policy: policy } = await services.tenantSettings.get(task.tenant);
  const rules: FaxRules = { version: RULES_VERSION, policy };
  const records = logRecords(await numberRuleOf(policy));
  const seen: ImportProgress = { bytesRead: 0, sizeBytes: task.sizeBytes ?? 0, entries: 0 };
  const progress = progressOf(task, seen, context);
  const figures = new FaxStatisticsBuilder();
  const reportId = reportIdOf(task.documentId as string);
  const edition = importEdition(task, rules);
  begun(edition);
  const writer = await services.faxEditions.begin(task.tenant, reportId, edition, now());

  const take = async (read: ReturnType<typeof records.next>) => {
    if (read.length > 0) {
      for (const record of read) figures.add(record);
      await writer.add(read);
    }
    seen.entries += read.length;
  };
  const file = services.originals.open(task.originalKey as string, seen.sizeBytes);
  const told = (bytesRead: number) => {
    seen.bytesRead = bytesRead;
  };
  const rows = services.tableFiles.rows(file, task.format as RecordFormat, told, isFaxLog);
  const { packs, writeUnits } = await settledWhereItFails(writer, async () => {
    for await (const block of rows) {
      await take(records.next(block));
      await progress();
    }
    await take(records.rest());
    return writer.finish(figures.statistics());
  });
  const summary = figures.summary();
  const recorded = await services.faxImports.complete(task, { edition, packs, summary, rules }, now());
  log.info('imported', {
    tenant: task.tenant,
    task_id: task.taskId,
    entries: summary.totalEntries,
    write_units: writeUnits,
    recorded,
  });
  if (!recorded) throw new Stopped();
}

/** Removes what an import laid down that will never be a report: a later try has an edition of its own. */
async function removeOwn(task: Task, edition: string | undefined, { services, now }: Context): Promise<void> {
  if (edition === undefined) return;
  const reportId = reportIdOf(task.documentId as string);
  await removeUnused(services, { tenant: task.tenant, reportId, edition }, now());
}

export const importer = defineConsumer({
  id: 'import',
  queues: [{ id: 'import', fedBy: 'sends', maximumConcurrency: 5 }],
  message: readCommand,
  batchSize: 1,
  maximumReceives: 4,
  memoryMegabytes: 1769,
  timeoutSeconds: READING_TIMEOUT_SECONDS,
  uses: USES,
  failureCosts:
    'Fax logs are accepted but not imported. Their tasks fail with reading_gave_up and can be retried.',
  async handler(context) {
    let edition: string | undefined;
    await workOnTask(context, {
      faults: LOG_FAULTS,
      failure: 'not imported',
      async work(task) {
        try {
          await importLog(task, context, (name) => {
            edition = name;
          });
        } catch (caught) {
          if (!(caught instanceof Stopped)) throw caught;
          await removeOwn(task, edition, context);
          context.log.info('import stopped', { tenant: task.tenant, task_id: task.taskId });
        }
      },
      failed: (task) => removeOwn(task, edition, context),
    });
  },
});
