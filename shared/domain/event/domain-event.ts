/** What happened, as told to webhooks, live screens and exports. One shape from outbox to socket. */
import * as z from 'zod';
import { reviewReasonFacts } from '../extraction/review-reason-schema.ts';
import { type FaxReport, faxSuccessRate } from '../fax-log/fax-report.ts';
import { PRIORITIES, TASK_STATES } from '../task/states.ts';
import { documentIds, type Task } from '../task/task.ts';

/** The dashboard's documented names, and `document_confirmed`: a person stands by a record, whose values may be others. */
export const TASK_EVENT_TYPES = [
  'new_task',
  'task_update',
  'task_completed',
  'task_failed',
  'document_confirmed',
] as const;
export type TaskEventType = (typeof TASK_EVENT_TYPES)[number];

/** What happens to fax reports, by their documented names; `error` is an import or a validation that failed. */
export const REPORT_EVENT_TYPES = [
  'upload_complete',
  'validation_complete',
  'export_complete',
  'error',
] as const;
export type ReportEventType = (typeof REPORT_EVENT_TYPES)[number];

export const EVENT_TYPES = [...TASK_EVENT_TYPES, ...REPORT_EVENT_TYPES] as const;
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
  /** What a fax log became; null for documents, and for logs that became none. */
  report_id: z.string().nullable().default(null),
  /** Rows of a log seen so far; null for documents. */
  entries: z.number().int().nullable().default(null),
  duplicate_of: z.string().nullable(),
  needs_review: z.boolean().nullable(),
  /** Null until the document was read, and for tasks that ended before reasons were kept. */
  review_reasons: z.array(reviewReasonFacts).nullable(),
  confidence_score: z.number().nullable(),
  error: z.object({ code: z.string() }).nullable(),
  timestamp: z.string(),
});

export const reportEventData = z.object({
  /** Null for a file that did not become a report. */
  report_id: z.string().nullable(),
  /** The import; null for what was done to the report later. */
  task_id: z.string().nullable(),
  document_name: z.string(),
  /** Figures are null where there is no report. */
  total_entries: z.number().int().nullable(),
  valid_entries: z.number().int().nullable(),
  error_entries: z.number().int().nullable(),
  /** Per cent, two decimals. */
  success_rate: z.number().nullable(),
  error: z.object({ code: z.string() }).nullable(),
  timestamp: z.string(),
});
export type ReportEventData = z.infer<typeof reportEventData>;

const eventFrame = {
  /** The same for every repeat of this event, so that receivers can drop repeats. */
  id: z.string(),
  tenant: z.string(),
  occurred_at: z.string(),
};
const taskDomainEvent = z.object({ ...eventFrame, type: z.enum(TASK_EVENT_TYPES), data: taskEventData });
export type TaskEvent = z.infer<typeof taskDomainEvent>;
const reportDomainEvent = z.object({
  ...eventFrame,
  type: z.enum(REPORT_EVENT_TYPES),
  data: reportEventData,
});
export type ReportEvent = z.infer<typeof reportDomainEvent>;

export const domainEvent = z.discriminatedUnion('type', [taskDomainEvent, reportDomainEvent]);
export type DomainEvent = z.infer<typeof domainEvent>;

/**
 * The event of a task's change. Its id follows from task, generation and type (and, for progress, the page or the row), so
 * that making it twice makes the same event.
 */
export function taskEvent(type: TaskEventType, task: Task, now: Date): TaskEvent {
  const moment = type === 'task_update' ? `-${task.state}-${task.entries ?? task.pagesRead}` : '';
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
      report_id: task.reportId ?? null,
      entries: task.entries ?? null,
      duplicate_of: task.duplicateOf,
      needs_review: task.needsReview,
      review_reasons: task.reviewReasons ?? null,
      confidence_score: task.confidence,
      error: task.error ? { code: task.error.code } : null,
      timestamp: now.toISOString(),
    },
  };
}

/**
 * The event of something that happened to a report, or of a file that did not become one.
 * @param occurrence tells this event from others of its type about the same report or task; the same for every repeat.
 */
export function reportEvent(
  type: ReportEventType,
  about: { tenant: string; occurrence: string; data: Omit<ReportEventData, 'timestamp'> },
  now: Date,
): ReportEvent {
  const { tenant, occurrence, data } = about;
  return {
    id: `evt_${data.report_id ?? data.task_id}-${type}-${occurrence}`,
    tenant,
    type,
    occurred_at: now.toISOString(),
    data: { ...data, timestamp: now.toISOString() },
  };
}

/** What events tell of a report's figures. */
export function reportFigures(
  report: Pick<FaxReport, 'reportId' | 'documentName' | 'summary'>,
): Omit<ReportEventData, 'timestamp' | 'task_id' | 'error'> {
  const { totalEntries, validEntries, errorEntries } = report.summary;
  return {
    report_id: report.reportId,
    document_name: report.documentName,
    total_entries: totalEntries,
    valid_entries: validEntries,
    error_entries: errorEntries,
    success_rate: faxSuccessRate(report.summary),
  };
}

/** The event of a document's `version`th confirmation, told of the task that read it. */
export function confirmedEvent(task: Task, documentId: string, version: number, now: Date): TaskEvent {
  const event = taskEvent('document_confirmed', task, now);
  return {
    ...event,
    id: `${event.id}-${documentId}-${version}`,
    data: { ...event.data, document_id: documentId },
  };
}
