/** Tasks in the dashboard's documented shapes. */
import * as z from 'zod';
import { reviewReasonFacts } from '../../shared/domain/extraction/review-reason-schema.ts';
import { PRIORITIES, TASK_STATES } from '../../shared/domain/task/states.ts';
import { documentIds, type Task } from '../../shared/domain/task/task.ts';

const taskFailure = z
  .object({ code: z.string(), details: z.record(z.string(), z.unknown()).optional() })
  .nullable()
  .describe('Why the task failed; null unless it did');

const logEntries = z.number().int().nullable().describe('Rows of a fax log seen so far; null for documents');
const reportId = z.string().nullable().describe('What a fax log became; null for documents');

const documentIdList = z
  .array(z.string())
  .optional()
  .describe('Every record of a file that held several invoices; absent for all others');

export const activeTask = z
  .object({
    task_id: z.string(),
    document_id: z.string().nullable().describe('Null until the content has arrived'),
    document_ids: documentIdList,
    document_name: z.string(),
    status: z.enum(TASK_STATES),
    priority: z.enum(PRIORITIES),
    ocr_provider: z.string().nullable(),
    progress: z.number().int().min(0).max(100),
    pages_processed: z.number().int(),
    pages_total: z.number().int().nullable().describe('Null for a fax log: it has no pages'),
    entries: logEntries,
    report_id: reportId,
    created_at: z.string(),
    started_at: z.string().nullable(),
    estimated_completion: z.string().nullable(),
    duplicate_of: z.string().nullable().describe('Task that reads the same content for this one'),
  })
  .meta({ id: 'ActiveTask' });

export const endedTask = z
  .object({
    task_id: z.string(),
    document_id: z.string().nullable(),
    document_ids: documentIdList,
    document_name: z.string(),
    status: z.enum(TASK_STATES),
    priority: z.enum(PRIORITIES),
    ocr_provider: z.string().nullable(),
    created_at: z.string(),
    completed_at: z.string().nullable(),
    processing_time: z.number().describe('Seconds from start to end'),
    pages_processed: z.number().int(),
    entries: logEntries,
    report_id: reportId,
    confidence_score: z.number().nullable(),
    needs_review: z.boolean().nullable(),
    review_reasons: z.array(reviewReasonFacts).nullable().describe('Why; the record has them in words'),
    duplicate_of: z.string().nullable(),
    error: taskFailure,
  })
  .meta({ id: 'EndedTask' });

function presentImport({ entries = null, reportId = null }: Task) {
  return { entries, report_id: reportId };
}

export function presentActive(task: Task): z.input<typeof activeTask> {
  return {
    task_id: task.taskId,
    document_id: task.documentId,
    ...documentIds(task),
    document_name: task.documentName,
    status: task.state,
    priority: task.priority,
    ocr_provider: task.provider,
    progress: task.progress,
    pages_processed: task.pagesRead,
    pages_total: task.pagesTotal,
    ...presentImport(task),
    created_at: task.createdAt,
    started_at: task.startedAt,
    estimated_completion: task.estimatedCompletion,
    duplicate_of: task.duplicateOf,
  };
}

export function presentEnded(task: Task): z.input<typeof endedTask> {
  return {
    task_id: task.taskId,
    document_id: task.documentId,
    ...documentIds(task),
    document_name: task.documentName,
    status: task.state,
    priority: task.priority,
    ocr_provider: task.provider,
    created_at: task.createdAt,
    completed_at: task.endedAt,
    processing_time: (task.processingMs ?? 0) / 1000,
    pages_processed: task.pagesRead,
    ...presentImport(task),
    confidence_score: task.confidence,
    needs_review: task.needsReview,
    review_reasons: task.reviewReasons ?? null,
    duplicate_of: task.duplicateOf,
    error: task.error,
  };
}

/** A task whole: active or ended. */
export const anyTask = activeTask
  .extend({
    completed_at: endedTask.shape.completed_at,
    processing_time: endedTask.shape.processing_time,
    confidence_score: endedTask.shape.confidence_score,
    needs_review: endedTask.shape.needs_review,
    review_reasons: endedTask.shape.review_reasons,
    error: endedTask.shape.error,
  })
  .meta({ id: 'Task' });

export function presentAny(task: Task): z.input<typeof anyTask> {
  return { ...presentEnded(task), ...presentActive(task) };
}

/** Documented paging; the offset is bounded because everything before it is read. */
export const pagingQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(50).describe('Most results, 1–100'),
  offset: z.coerce.number().int().min(0).max(10_000).default(0).describe('Results to skip, up to 10,000'),
};
