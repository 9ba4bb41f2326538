/** Reads a task's document page by page, pulls its fields and records them. May be stopped and repeated anywhere. */
import type { ErrorCode } from '../../shared/contract/app-error.ts';
import { type ConsumerContext, defineConsumer } from '../../shared/contract/consumer.ts';
import type { OpenedDocument } from '../../shared/contract/reading.ts';
import { pagesPrefix } from '../../shared/domain/document/object-keys.ts';
import { taskEvent } from '../../shared/domain/event/domain-event.ts';
import { documentKeys } from '../../shared/domain/extraction/memory/document-keys.ts';
import { recordsOf } from '../../shared/domain/extraction/records.ts';
import type { Page } from '../../shared/domain/page/page.ts';
import { providerOf } from '../../shared/domain/page/provider-of.ts';
import { progressed } from '../../shared/domain/task/changes.ts';
import { type ReadCommand, readCommand } from '../../shared/domain/task/commands.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { READING_TIMEOUT_SECONDS } from './reading-times.ts';
import { FILE_FAULTS, workOnTask } from './task-work.ts';

const USES = [
  'taskChanges',
  'originals',
  'pageCache',
  'reading',
  'supplierMemories',
  'transientEvents',
] as const;
type Context = ConsumerContext<ReadCommand, (typeof USES)[number]>;

/** A page may take this long; with less left, another invocation goes on. */
const PAGE_MARGIN_MS = 60_000;
/** Between two recorded steps of progress, so that a 500-page text PDF is not 500 transactions. */
const PROGRESS_INTERVAL_MS = 500;

const DOCUMENT_FAULTS: ReadonlySet<ErrorCode> = new Set([
  ...FILE_FAULTS,
  'too_many_pages',
  'image_too_large',
]);

/** Every page, or undefined when reading was paused, cancelled or handed on. */
async function readPages(
  task: Task,
  document: OpenedDocument,
  context: Context,
): Promise<Page[] | undefined> {
  const { services, now, remainingMs } = context;
  const prefix = pagesPrefix(task.tenant, task.documentId as string, services.reading.version);
  const cached = await services.pageCache.list(prefix);
  const pages: Page[] = [];
  let recordedAt = performance.now();
  for (let number = 1; number <= document.pageCount; number++) {
    if (remainingMs() < PAGE_MARGIN_MS) {
      await services.taskChanges.continueReading(task, now());
      return undefined;
    }
    const key = cached.get(number);
    const page = key
      ? (JSON.parse(await services.pageCache.get(key)) as Page)
      : await document.readPage(number);
    if (!key) await services.pageCache.put(`${prefix}${number}.json`, JSON.stringify(page));
    pages.push(page);

    const isLast = number === document.pageCount;
    if (isLast || performance.now() - recordedAt < PROGRESS_INTERVAL_MS) continue;
    recordedAt = performance.now();
    const provider = providerOf(pages);
    if (!(await services.taskChanges.progress(task, number, document.pageCount, provider, now())))
      return undefined;
    const seen = progressed(task, number, document.pageCount, provider, now());
    await services.transientEvents.publish(taskEvent('task_update', seen, now()));
  }
  return pages;
}

async function readDocument(task: Task, context: Context): Promise<void> {
  const { services, now, log } = context;
  const bytes = await services.originals.get(task.originalKey as string);
  const document = await services.reading.open(bytes);
  try {
    const pages = await readPages(task, document, context);
    if (!pages) {
      log.info('reading stopped', { tenant: task.tenant, task_id: task.taskId });
      return;
    }
    // First, since it looks at the file: pages kept from an earlier try tell nothing of its damage.
    const picture = await document.pictureHash();
    const read = { pages, xml: await document.readXml(), warnings: document.warnings };
    const memories = await services.supplierMemories.find(task.tenant, documentKeys(read));
    const records = recordsOf(read, { today: now().toISOString().slice(0, 10), memories });
    const result = {
      extraction: records[0].extraction,
      pages: document.pageCount,
      provider: providerOf(pages),
      readerVersion: services.reading.version,
      ...(records.length > 1 && {
        parts: records.map((record) => ({
          ...record,
          provider: providerOf(pages.slice(record.pages.from - 1, record.pages.to)),
        })),
      }),
      picture,
    };
    const recorded = await services.taskChanges.complete(task, result, now());
    log.info('read', { tenant: task.tenant, task_id: task.taskId, pages: pages.length, recorded });
  } finally {
    await document.close();
  }
}

export const read = defineConsumer({
  id: 'read',
  queues: [
    { id: 'read-high', fedBy: 'sends', maximumConcurrency: 20 },
    { id: 'read-normal', fedBy: 'sends', maximumConcurrency: 10 },
    { id: 'read-low', fedBy: 'sends', maximumConcurrency: 5 },
  ],
  message: readCommand,
  batchSize: 1,
  maximumReceives: 4,
  memoryMegabytes: 3008,
  timeoutSeconds: READING_TIMEOUT_SECONDS,
  uses: USES,
  readsDocuments: true,
  failureCosts:
    'Documents are accepted but not read. Their tasks fail with reading_gave_up and can be retried.',
  handler: (context) =>
    workOnTask(context, {
      faults: DOCUMENT_FAULTS,
      failure: 'unreadable',
      work: (task) => readDocument(task, context),
    }),
});
