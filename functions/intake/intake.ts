/** Takes what was dropped or uploaded, keeps the original, and makes it a task to read, a duplicate or a refusal. */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { type ConsumerContext, defineConsumer } from '../../shared/contract/consumer.ts';
import type { ObjectAddress } from '../../shared/contract/services.ts';
import { type Format, isRecordFile, SNIFFED_BYTES, sniff } from '../../shared/domain/document/format.ts';
import {
  type Arrival,
  dropTaskId,
  originalKey,
  parseArrival,
} from '../../shared/domain/document/object-keys.ts';
import { MAXIMUM_LOG_BYTES } from '../../shared/domain/fax-log/limits.ts';
import { PRIORITIES } from '../../shared/domain/task/states.ts';
import { newTask, type Task } from '../../shared/domain/task/task.ts';
import { MAXIMUM_DOCUMENT_BYTES } from '../extraction/submission.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html */
const objectCreated = z.object({
  eventName: z.string(),
  s3: z.object({
    bucket: z.object({ name: z.string() }),
    object: z.object({
      key: z.string(),
      eTag: z.string().default(''),
      versionId: z.string().optional(),
      sequencer: z.string().default(''),
    }),
  }),
});
type ObjectCreated = z.infer<typeof objectCreated>;

/** S3 sends a test event when notifications are set up. */
const notification = z.union([
  z.object({ Records: z.array(objectCreated) }),
  z.object({ Event: z.literal('s3:TestEvent') }),
]);

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CopyObject.html: 5 GB in one request. */
const MAXIMUM_COPY_BYTES = 5 * 1024 ** 3;

const USES = ['inbox', 'arrivals', 'taskChanges'] as const;
type Context = ConsumerContext<z.output<typeof notification>, (typeof USES)[number]>;

/** Event keys are form-encoded: `+` is a space, `%2B` a plus. */
function decodeKey(encoded: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    return encoded;
  }
}

function taskFor(arrival: Arrival, record: ObjectCreated, metadata: Record<string, string>, now: Date): Task {
  const { bucket, object } = record.s3;
  const distinction = metadata['drop-id'] ?? object.versionId ?? object.sequencer;
  const taskId = arrival.taskId ?? dropTaskId({ bucket: bucket.name, key: object.key, distinction });
  const priority = PRIORITIES.find((name) => name === metadata.priority) ?? 'normal';
  return newTask({ tenant: arrival.tenant, taskId, documentName: arrival.documentName, priority }, now);
}

function tooLarge(sizeBytes: number, limitBytes: number): AppError {
  return new AppError('file_too_large', { size_bytes: sizeBytes, limit_bytes: limitBytes });
}

/** A document is read whole, a log row by row. */
function limitOf(format: Format): number {
  return isRecordFile(format) ? MAXIMUM_LOG_BYTES : MAXIMUM_DOCUMENT_BYTES;
}

interface Content {
  format: Format;
  sha256: string;
  sizeBytes: number;
}

/**
 * What a content is, from its bytes as they come: memory does not grow with the file.
 * @param told its format as soon as that is known, also where it is then refused.
 * @throws AppError `empty_file`, `unsupported_format`, `file_too_large`.
 */
async function inspect(
  chunks: AsyncIterable<Uint8Array>,
  announcedBytes: number,
  told: (format: Format) => void,
): Promise<Content> {
  const hash = createHash('sha256');
  let start: Uint8Array[] = [];
  let sizeBytes = 0;
  let format: Format | undefined;
  const recognise = (): Format => {
    const known = sniff(Buffer.concat(start));
    start = [];
    told(known);
    if (announcedBytes > limitOf(known)) throw tooLarge(announcedBytes, limitOf(known));
    return known;
  };
  for await (const chunk of chunks) {
    hash.update(chunk);
    sizeBytes += chunk.length;
    if (format) continue;
    start.push(chunk);
    if (sizeBytes >= SNIFFED_BYTES) format = recognise();
  }
  format ??= recognise();
  return { format, sha256: hash.digest('hex'), sizeBytes };
}

async function takeIn(record: ObjectCreated, { services, now, log }: Context): Promise<void> {
  const key = decodeKey(record.s3.object.key);
  const arrival = parseArrival(key);
  if (!arrival || !record.eventName.includes('ObjectCreated')) {
    log.warn('event ignored', { event: record.eventName });
    return;
  }
  const { eTag: etag, versionId } = record.s3.object;
  const address: ObjectAddress = { key, versionId, etag };
  const found = await services.inbox.head(address);
  // An empty object whose key ends in a slash is a folder that a console made.
  if (key.endsWith('/') && !found?.sizeBytes) return;
  if (!found) {
    if (await services.arrivals.isKnown({ key, etag })) return;
    const task = taskFor(arrival, record, {}, now());
    await services.taskChanges.reject(
      task,
      { code: 'object_not_found' },
      { originalKey: null, sizeBytes: null },
      now(),
    );
    return;
  }
  const task = taskFor(arrival, record, found.metadata, now());
  if (found.sizeBytes > MAXIMUM_COPY_BYTES) {
    // Kept where it lies: S3 copies no more in one request, and it will not be read anyway.
    const refusal = tooLarge(found.sizeBytes, MAXIMUM_LOG_BYTES);
    await services.taskChanges.reject(
      task,
      { code: refusal.code, details: refusal.details },
      { originalKey: key, sizeBytes: found.sizeBytes },
      now(),
    );
    return;
  }
  const kept = originalKey(task.tenant, task.taskId, etag, task.documentName);
  let format: Format | undefined;
  const inspected = async (): Promise<Content> => {
    if (arrival.isMisplaced) throw new AppError('invalid_tenant', { key });
    const chunks = await services.inbox.open(address);
    // Gone between two looks; the original was copied, but from what cannot be told.
    if (!chunks) throw new AppError('object_not_found');
    return inspect(chunks, found.sizeBytes, (known) => {
      format = known;
    });
  };
  // Side by side: the copy is made within S3. What is refused is kept too.
  const [keeping, inspecting] = await Promise.allSettled([
    services.inbox.keepOriginal(address, kept),
    inspected(),
  ]);
  if (keeping.status === 'rejected') throw keeping.reason;
  try {
    if (inspecting.status === 'rejected') throw inspecting.reason;
    const admission = { ...inspecting.value, originalKey: kept };
    const admitted = await services.taskChanges.admit(task, admission, now());
    log.info('admitted', { tenant: task.tenant, task_id: task.taskId, duplicate_of: admitted.duplicateOf });
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'unavailable' || error.code === 'internal_error')
      throw error;
    const refusal = { code: error.code, details: error.details };
    await services.taskChanges.reject(
      task,
      refusal,
      { originalKey: kept, sizeBytes: found.sizeBytes, format },
      now(),
    );
    log.info('refused', { tenant: task.tenant, task_id: task.taskId, code: error.code });
  }
  await services.arrivals.remember({ key, etag }, now());
  await services.inbox.remove(address);
}

export const intake = defineConsumer({
  id: 'intake',
  queues: [{ id: 'intake', fedBy: 'bucket', maximumConcurrency: 10 }],
  message: notification,
  batchSize: 1,
  maximumReceives: 5,
  memoryMegabytes: 1024,
  timeoutSeconds: 60,
  uses: USES,
  failureCosts:
    'Documents dropped or uploaded are not picked up. They stay in the bucket and are read once this is redriven.',
  async handler(context) {
    if (!('Records' in context.message)) return;
    for (const record of context.message.Records) await takeIn(record, context);
  },
});
