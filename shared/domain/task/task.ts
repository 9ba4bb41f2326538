/** A task: one document's way from drop to record. Stored and passed inside; the public shapes are the routes'. */
import type { ErrorCode } from '../../contract/app-error.ts';
import { partIdsOf } from '../document/document-records.ts';
import type { ReviewReasonFacts } from '../extraction/result.ts';
import type { Priority, TaskState } from './states.ts';

export interface Task {
  tenant: string;
  taskId: string;
  /** Known once the content is: the same content of a tenant is the same document. */
  documentId: string | null;
  /** The name the sender gave, for people; never used as a path. */
  documentName: string;
  state: TaskState;
  priority: Priority;
  /** Who sent it through the API: user name or `key:<id>`; absent for a drop. */
  submittedBy?: string | undefined;
  /** Grows with each (re)queueing; a queue message for an older one is stale. */
  generation: number;
  /** Grows with every write; each write is conditional on the version it read. */
  version: number;
  /** How many tasks wait to share this one's result. */
  followers: number;
  /** Who read it; null until known. */
  provider: string | null;
  /** 0–100. */
  progress: number;
  pagesTotal: number | null;
  pagesRead: number;
  /** Rows of a log seen so far, headings aside; null or absent for documents. */
  entries?: number | null;
  /** What a log became; null or absent for documents, and before. */
  reportId?: string | null;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  estimatedCompletion: string | null;
  /** From start to end, in milliseconds. */
  processingMs: number | null;
  confidence: number | null;
  needsReview: boolean | null;
  /** Why; absent in tasks that ended before reasons were kept. */
  reviewReasons?: ReviewReasonFacts[] | null;
  /** How many invoices its file held, where it held several. */
  parts?: number | undefined;
  error: TaskError | null;
  /** The task whose document had the same content and whose result this one shares. */
  duplicateOf: string | null;
  /** Where the original is kept; null until it arrived. */
  originalKey: string | null;
  sha256: string | null;
  format: string | null;
  sizeBytes: number | null;
  /** While the upload is awaited: when it will be given up. */
  uploadExpiresAt: string | null;
}

export interface TaskError {
  code: ErrorCode;
  details?: Record<string, unknown> | undefined;
}

/** A task as created, before its content is known. */
export function newTask(
  base: Pick<Task, 'tenant' | 'taskId' | 'documentName' | 'priority'>,
  now: Date,
): Task {
  return {
    ...base,
    documentId: null,
    state: 'queued',
    generation: 1,
    version: 0,
    followers: 0,
    provider: null,
    progress: 0,
    pagesTotal: null,
    pagesRead: 0,
    createdAt: now.toISOString(),
    startedAt: null,
    endedAt: null,
    estimatedCompletion: null,
    processingMs: null,
    confidence: null,
    needsReview: null,
    reviewReasons: null,
    error: null,
    duplicateOf: null,
    originalKey: null,
    sha256: null,
    format: null,
    sizeBytes: null,
    uploadExpiresAt: null,
  };
}

/** The ids of a task's records as every message tells them: only where a file held several invoices. */
export function documentIds({ documentId, parts = 1 }: Pick<Task, 'documentId' | 'parts'>): {
  document_ids?: string[];
} {
  return documentId !== null && parts > 1 ? { document_ids: partIdsOf(documentId, parts) } : {};
}

/**
 * When reading should end, from the pace so far.
 * @returns ISO time, or null before the first page.
 */
export function estimateCompletion(
  task: Pick<Task, 'startedAt' | 'pagesRead' | 'pagesTotal'>,
  now: Date,
): string | null {
  return estimateEnd(task.startedAt, task.pagesRead, task.pagesTotal, now);
}

/**
 * When work should end that came so far since its start, at the same pace.
 * @returns ISO time, or null before anything is done.
 */
export function estimateEnd(
  startedAt: string | null,
  done: number,
  total: number | null,
  now: Date,
): string | null {
  if (!startedAt || !total || done === 0) return null;
  const elapsedMs = now.getTime() - Date.parse(startedAt);
  const remainingMs = (elapsedMs / done) * (total - done);
  return new Date(now.getTime() + remainingMs).toISOString();
}
