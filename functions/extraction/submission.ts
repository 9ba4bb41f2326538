/** Letting a document in through the API: it takes the same way as a dropped one, so that there is only one way. */
import { randomUUID } from 'node:crypto';
import { AppError, type ErrorCode } from '../../shared/contract/app-error.ts';
import type { Caller } from '../../shared/contract/caller.ts';
import type { UploadedFile } from '../../shared/contract/route.ts';
import type { Services, UploadTicket } from '../../shared/contract/services.ts';
import { contentType, type Format, sniffDocument } from '../../shared/domain/document/format.ts';
import { displayName, uploadKey } from '../../shared/domain/document/object-keys.ts';
import { isEnded, type Priority } from '../../shared/domain/task/states.ts';
import { newTask, type Task } from '../../shared/domain/task/task.ts';

/** How a document that was sent in a request can turn out. */
export const READING_ERRORS = [
  'unreadable_file',
  'empty_file',
  'unsupported_format',
  'file_too_large',
  'encrypted_document',
  'too_many_pages',
  'image_too_large',
  'object_not_found',
  'reading_gave_up',
  'model_not_loaded',
  'conflict',
] as const satisfies readonly ErrorCode[];

/** Largest document taken in any way; above it intake records `file_too_large`. */
export const MAXIMUM_DOCUMENT_BYTES = 100 * 1024 * 1024;
/**
 * Largest file in a request: API Gateway hands Lambda 6 MB at most, and base64 takes a third.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MAXIMUM_DIRECT_BYTES = 4_500_000;

const UPLOAD_LIFETIME_SECONDS = 3600;
/** The task outlives its presigned address: an upload begun in time may end late. */
const UPLOAD_GRACE_SECONDS = 900;

function awaitingTask(caller: Caller, name: string, priority: Priority, now: Date): Task {
  const expiresAt = new Date(now.getTime() + (UPLOAD_LIFETIME_SECONDS + UPLOAD_GRACE_SECONDS) * 1000);
  return {
    ...newTask(
      { tenant: caller.tenant, taskId: randomUUID(), documentName: displayName(name), priority },
      now,
    ),
    submittedBy: caller.subject,
    uploadExpiresAt: expiresAt.toISOString(),
  };
}

/**
 * Stores a file sent in a request and makes its task.
 * @param formatOf tells what the file is; refuses what this request does not take.
 * @throws AppError `empty_file`, `unsupported_format`, `file_too_large`.
 */
export async function storeUpload(
  services: Pick<Services, 'taskChanges' | 'uploads'>,
  caller: Caller,
  file: UploadedFile,
  priority: Priority,
  now: Date,
  formatOf: (bytes: Uint8Array) => Format = sniffDocument,
): Promise<Task> {
  if (file.bytes.length > MAXIMUM_DIRECT_BYTES) {
    throw new AppError('file_too_large', {
      size_bytes: file.bytes.length,
      limit_bytes: MAXIMUM_DIRECT_BYTES,
    });
  }
  const format = formatOf(file.bytes);
  const task = awaitingTask(caller, file.filename, priority, now);
  await services.taskChanges.createAwaitingUpload(task);
  await services.uploads.put(
    uploadKey(task.tenant, task.taskId, task.documentName),
    file.bytes,
    contentType(format),
  );
  return task;
}

/**
 * Makes a task for a file that the client will put to a presigned address.
 * @param limitBytes of the largest such file that would be read.
 * @throws AppError `file_too_large`.
 */
export async function announceUpload(
  services: Pick<Services, 'taskChanges' | 'uploads'>,
  caller: Caller,
  announced: { filename: string; size_bytes?: number | undefined; priority: Priority },
  now: Date,
  limitBytes = MAXIMUM_DOCUMENT_BYTES,
): Promise<{ task: Task; upload: UploadTicket }> {
  if ((announced.size_bytes ?? 0) > limitBytes) {
    throw new AppError('file_too_large', { size_bytes: announced.size_bytes, limit_bytes: limitBytes });
  }
  const task = awaitingTask(caller, announced.filename, announced.priority, now);
  await services.taskChanges.createAwaitingUpload(task);
  const upload = await services.uploads.presign(uploadKey(task.tenant, task.taskId, task.documentName), {
    sizeBytes: announced.size_bytes,
    expiresInSeconds: UPLOAD_LIFETIME_SECONDS,
  });
  return { task, upload };
}

/** Left for the answer itself once waiting ends. */
const ANSWER_MARGIN_MS = 3_000;
const MAXIMUM_WAIT_MS = 25_000;
const FIRST_POLL_MS = 25;
const SLOWEST_POLL_MS = 250;

/** Waits for a task to end, for as long as the request can; the task as last seen. */
export async function waitForEnd(
  services: Pick<Services, 'tasks'>,
  task: Task,
  remainingMs: () => number,
): Promise<Task> {
  const deadline = performance.now() + Math.min(MAXIMUM_WAIT_MS, remainingMs() - ANSWER_MARGIN_MS);
  let seen = task;
  let pauseMs = FIRST_POLL_MS;
  while (!isEnded(seen.state) && performance.now() + pauseMs < deadline) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    pauseMs = Math.min(SLOWEST_POLL_MS, pauseMs * 1.3);
    seen = (await services.tasks.get(task.tenant, task.taskId)) ?? seen;
  }
  return seen;
}
