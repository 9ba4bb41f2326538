/** What happened, as told to webhooks, live screens and exports. One shape from outbox to socket. */
import * as z from 'zod';
import { reviewReasonFacts } from '../extraction/review-reason-schema.ts';
import { PRIORITIES, TASK_STATES } from '../task/states.ts';
import { documentIds, type Task } from '../task/task.ts';

/** The dashboard's documented names, and `document_confirmed`: a person stands by a record, whose values may be others. */
export const EVENT_TYPES = [
  'new_task',
  'task_update',
  'task_completed',
  'task_failed',
  'document_confirmed',
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

export const taskEventData = z.object({
  task_id: z.string(),
  document_id: z.string().nullable(),
  /** Every record of a file that held several invoices, `document_id` first; absent for all others. */
  document_ids: z.array(z.string()).optional(),
  document_name: z.string(),
  status: z.enum(TASK_STATES),
  priority: z.enum(PRIORITIES),
  progress: z.number().min(0).max(100),
  duplicate_of: z.string().nullable(),
  needs_review: z.boolean().nullable(),
  /** Null until the document was read, and for tasks that ended before reasons were kept. */
  review_reasons: z.array(reviewReasonFacts).nullable(),
  confidence_score: z.number().nullable(),
  error: z.object({ code: z.string() }).nullable(),
  timestamp: z.string(),
});

export const domainEvent = z.object({
  /** The same for every repeat of this event, so that receivers can drop repeats. */
  id: z.string(),
  tenant: z.string(),
  type: z.enum(EVENT_TYPES),
  occurred_at: z.string(),
  data: taskEventData,
});
export type DomainEvent = z.infer<typeof domainEvent>;

/**
 * The event of a task's change. Its id follows from task, generation and type (and, for progress, the page), so
 * that making it twice makes the same event.
 */
export function taskEvent(type: EventType, task: Task, now: Date): DomainEvent {
  const moment = type === 'task_update' ? `-${task.state}-${task.pagesRead}` : '';
  return {
    id: `evt_${task.taskId}-${task.generation}-${type}${moment}`,
    tenant: task.tenant,
    type,
    occurred_at: now.toISOString(),
    data: {
      task_id: task.taskId,
      document_id: task.documentId,
      ...documentIds(task),
      document_name: task.documentName,
      status: task.state,
      priority: task.priority,
      progress: task.progress,
      duplicate_of: task.duplicateOf,
      needs_review: task.needsReview,
      review_reasons: task.reviewReasons ?? null,
      confidence_score: task.confidence,
      error: task.error ? { code: task.error.code } : null,
      timestamp: now.toISOString(),
    },
  };
}

/** The event of a document's `version`th confirmation, told of the task that read it. */
export function confirmedEvent(task: Task, documentId: string, version: number, now: Date): DomainEvent {
  const event = taskEvent('document_confirmed', task, now);
  return {
    ...event,
    id: `${event.id}-${documentId}-${version}`,
    data: { ...event.data, document_id: documentId },
  };
}
