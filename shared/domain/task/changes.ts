/** How each change makes one form of a task into the next. Pure; `shared/stores` writes the result conditionally. */
import { AppError } from '../../contract/app-error.ts';
import { documentIdOf } from '../document/document-records.ts';
import type { ReviewReasonFacts } from '../extraction/result.ts';
import type { ImportProgress } from '../fax-log/fax-imports.ts';
import { requeues, stateAfter, type TaskAction } from './states.ts';
import { estimateCompletion, estimateEnd, type Task, type TaskError } from './task.ts';
import type { Admission, CompletedReading } from './task-services.ts';

/** Throws AppError `invalid_transition` {action, status}. */
export function acted(task: Task, action: TaskAction, now: Date): Task {
  const state = stateAfter(action, task.state);
  // A file that was never admitted (no upload, no readable format) would only be refused again.
  const refused = action === 'retry' && !task.sha256;
  if (!state || refused) {
    throw new AppError('invalid_transition', {
      action,
      status: task.state,
      ...(refused && { reason: 'never_admitted' }),
    });
  }
  if (action === 'cancel') return { ...task, state, endedAt: now.toISOString(), estimatedCompletion: null };
  if (!requeues(action)) return { ...task, state, estimatedCompletion: null };
  return requeued({ ...task, state });
}

/** Waiting for a reader anew; what was read is kept aside and will not be read again. */
export function requeued(task: Task): Task {
  return {
    ...task,
    state: 'queued',
    generation: task.generation + 1,
    startedAt: null,
    endedAt: null,
    processingMs: null,
    estimatedCompletion: null,
    error: null,
    confidence: null,
    needsReview: null,
    reviewReasons: null,
    parts: undefined,
    entries: null,
    reportId: null,
    duplicateOf: null,
  };
}

/** Content has arrived and is read for itself. */
export function admitted(task: Task, admission: Admission): Task {
  return {
    ...task,
    sha256: admission.sha256,
    format: admission.format,
    sizeBytes: admission.sizeBytes,
    originalKey: admission.originalKey,
    documentId: documentIdOf(task.tenant, admission.sha256),
    uploadExpiresAt: null,
    duplicateOf: null,
  };
}

/** Content has arrived that another task is reading or has read. */
export function admittedAsDuplicate(task: Task, admission: Admission, original: Task, now: Date): Task {
  const waiting: Task = { ...admitted(task, admission), duplicateOf: original.taskId };
  if (original.state !== 'completed') return waiting;
  return {
    ...waiting,
    state: 'completed',
    provider: original.provider,
    progress: 100,
    pagesTotal: original.pagesTotal,
    pagesRead: original.pagesRead,
    startedAt: now.toISOString(),
    endedAt: now.toISOString(),
    processingMs: 0,
    confidence: original.confidence,
    needsReview: original.needsReview,
    reviewReasons: original.reviewReasons ?? null,
    entries: original.entries ?? null,
    reportId: original.reportId ?? null,
    ...(original.parts !== undefined && { parts: original.parts }),
  };
}

export function started(task: Task, now: Date): Task {
  return { ...task, state: 'processing', startedAt: now.toISOString() };
}

export function progressed(
  task: Task,
  pagesRead: number,
  pagesTotal: number,
  provider: string,
  now: Date,
): Task {
  const next = { ...task, pagesRead, pagesTotal, provider };
  return {
    ...next,
    // 100 is for the record being written, not for the last page being read.
    progress: Math.min(99, Math.floor((100 * pagesRead) / pagesTotal)),
    estimatedCompletion: estimateCompletion(next, now),
  };
}

/** A log's share is that of its bytes; it has no pages. */
export function importing(task: Task, { bytesRead, sizeBytes, entries }: ImportProgress, now: Date): Task {
  return {
    ...task,
    entries,
    progress: Math.min(99, Math.floor((100 * bytesRead) / Math.max(1, sizeBytes))),
    estimatedCompletion: estimateEnd(task.startedAt, bytesRead, sizeBytes, now),
  };
}

function elapsedMs(task: Task, now: Date): number {
  return Math.max(0, now.getTime() - Date.parse(task.startedAt ?? now.toISOString()));
}

export function completed(task: Task, result: CompletedReading, now: Date): Task {
  const { parts = [] } = result;
  return {
    ...task,
    state: 'completed',
    provider: result.provider,
    progress: 100,
    pagesTotal: result.pages,
    pagesRead: result.pages,
    endedAt: now.toISOString(),
    estimatedCompletion: null,
    processingMs: elapsedMs(task, now),
    confidence: result.extraction.overall_confidence,
    needsReview: result.extraction.needs_review,
    reviewReasons: result.extraction.review_reasons.map(({ message: _message, ...facts }) => facts),
    ...(parts.length > 1 && { parts: parts.length, ...weighedTogether(parts) }),
  };
}

/** A log has become a report. Nothing of it was read from pixels: there is no confidence and nothing to review. */
export function imported(task: Task, reportId: string, entries: number, now: Date): Task {
  return {
    ...task,
    state: 'completed',
    progress: 100,
    entries,
    reportId,
    endedAt: now.toISOString(),
    estimatedCompletion: null,
    processingMs: elapsedMs(task, now),
  };
}

/** Reasons of one task that are kept; a file of hundreds of invoices may have as many of each. */
const MAX_REASONS = 20;

/** A task is as sure as the least sure of its invoices, and each reason for review counts once. */
function weighedTogether(
  parts: NonNullable<CompletedReading['parts']>,
): Pick<Task, 'confidence' | 'needsReview' | 'reviewReasons'> {
  const reasons = new Map<string, ReviewReasonFacts>();
  for (const { extraction } of parts) {
    for (const { message: _message, ...facts } of extraction.review_reasons) {
      const { code, field, check } = facts;
      const known = reasons.get(`${code} ${field} ${check}`);
      if (!known) reasons.set(`${code} ${field} ${check}`, facts);
    }
  }
  return {
    confidence: Math.min(...parts.map(({ extraction }) => extraction.overall_confidence)),
    needsReview: parts.some(({ extraction }) => extraction.needs_review),
    reviewReasons: [...reasons.values()].slice(0, MAX_REASONS),
  };
}

export function failed(task: Task, error: TaskError, now: Date): Task {
  return {
    ...task,
    state: 'failed',
    error,
    startedAt: task.startedAt ?? now.toISOString(),
    endedAt: now.toISOString(),
    estimatedCompletion: null,
    processingMs: elapsedMs(task, now),
    uploadExpiresAt: null,
  };
}
