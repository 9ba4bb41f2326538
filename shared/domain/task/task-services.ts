/** What can be asked and changed of tasks. Implemented over DynamoDB in `shared/stores`. */
import type { Extraction } from '../extraction/result.ts';
import type { Priority, TaskAction, TaskState } from './states.ts';
import type { TaskCounts } from './statistics.ts';
import type { Task, TaskError } from './task.ts';

export interface TaskFilter {
  provider?: string | undefined;
  status?: TaskState | undefined;
  priority?: Priority | undefined;
  /** ISO times, inclusive, of creation (active) or end (history). */
  from?: string | undefined;
  to?: string | undefined;
}

export interface Paging {
  limit: number;
  offset: number;
}

export interface TaskQueries {
  get(tenant: string, taskId: string): Promise<Task | undefined>;
  /** Queued, processing and paused tasks, newest first. */
  listActive(tenant: string, filter: TaskFilter, paging: Paging): Promise<Task[]>;
  /** Completed, failed and cancelled tasks, latest end first. */
  listEnded(tenant: string, filter: TaskFilter, paging: Paging): Promise<Task[]>;
  /** Sums over the UTC days `from`…`to` (inclusive, `YYYY-MM-DD`). */
  counts(tenant: string, days: { from: string; to: string }): Promise<TaskCounts>;
  /** Sums since the beginning. */
  totalCounts(tenant: string): Promise<TaskCounts>;
  /** Tasks completed since a time at most two days back, to the hour. */
  completedSince(tenant: string, since: Date): Promise<number>;
}

/** What intake learned of a document's content. */
export interface Admission {
  sha256: string;
  format: string;
  sizeBytes: number;
  originalKey: string;
}

/**
 * Every change is one conditional transaction over the task, its counters and what is to be sent; what is to
 * be sent goes out right after it, and by the sweep if the process died in between.
 */
export interface TaskChanges {
  /** Creates a task that waits for its upload, to fail at `uploadExpiresAt`. Throws AppError `conflict` when the id is taken. */
  createAwaitingUpload(task: Task): Promise<void>;
  /**
   * Lets a document's content in: creates the task if need be, and either queues it for reading or, if the same
   * content was read before, ends it with that result (at once, or when the first one ends).
   * Admitting the same task again changes nothing.
   */
  admit(task: Task, admission: Admission, now: Date): Promise<Task>;
  /** Records a document that cannot be admitted as a failed task, once. */
  reject(
    task: Task,
    error: TaskError,
    kept: { originalKey: string | null; sizeBytes: number | null; format?: string | undefined },
    now: Date,
  ): Promise<Task>;
  /** A new reading of a document that is already kept. Throws AppError `not_found`. */
  readAgain(
    tenant: string,
    documentId: string,
    options: { priority: Priority; taskId: string },
    now: Date,
  ): Promise<Task>;
  /** Throws AppError `not_found` or `invalid_transition` {action, status}. */
  act(tenant: string, taskId: string, action: TaskAction, now: Date): Promise<Task>;
  /** queued → processing for that generation; the task as it is now, or undefined when there is nothing to do. */
  start(tenant: string, taskId: string, generation: number, now: Date): Promise<Task | undefined>;
  /** Records pages read; false when the task is no longer processing that generation (paused, cancelled …). */
  progress(task: Task, pagesRead: number, pagesTotal: number, provider: string, now: Date): Promise<boolean>;
  /** Record and task, counters and event in one transaction; false when the task is no longer ours to end. */
  complete(task: Task, result: CompletedReading, now: Date): Promise<boolean>;
  fail(task: Task, error: TaskError, now: Date): Promise<boolean>;
  /** Has reading go on in another invocation, as this one's time is up. */
  continueReading(task: Task, now: Date): Promise<void>;
  /** Fails the task at that time if no page was read until then. For readings that already died once. */
  giveUpLater(task: Task, at: Date, now: Date): Promise<void>;
  /** Does so if nothing was read since that version; if something was, asks again at `again`. */
  giveUp(
    reading: { tenant: string; taskId: string; generation: number; version: number },
    again: Date,
    now: Date,
  ): Promise<void>;
  /**
   * Ends the tasks that waited for this content with its result; has one of them read it when its reader failed or
   * was cancelled, the others then waiting for that one. Safe to repeat.
   * @returns how many no longer wait.
   */
  settleDuplicates(tenant: string, sha256: string, now: Date): Promise<number>;
  /** Fails the task if its upload never came; safe to repeat. */
  expireUpload(tenant: string, taskId: string, now: Date): Promise<void>;
}

/** One of several invoices that a file holds. */
export interface ReadPart {
  extraction: Extraction;
  provider: string;
  /** From 1, both inclusive. */
  pages: { from: number; to: number };
}

export interface CompletedReading {
  extraction: Extraction;
  pages: number;
  provider: string;
  readerVersion: string;
  /** Every invoice of the file in order, where it holds several; `extraction` is the first's. */
  parts?: readonly ReadPart[] | undefined;
  /** Hash of the first page's picture (shared/documents/picture-hash.ts); null for one that has none. */
  picture: string | null;
}
