/** What a change of state asks others to do, as put on queues. */
import * as z from 'zod';
import { isRecordFile } from '../document/format.ts';
import type { Priority } from './states.ts';

/** Read this task's document, or import its log. Stale when the task has moved to another generation. */
export const readCommand = z.object({
  tenant: z.string(),
  task_id: z.string(),
  generation: z.number().int(),
});
export type ReadCommand = z.infer<typeof readCommand>;

export const followUpCommand = z.discriminatedUnion('kind', [
  /** End the tasks that waited for this content. */
  z.object({ kind: z.literal('settle_duplicates'), tenant: z.string(), sha256: z.string() }),
  /** Fail the task if its upload has not come. */
  z.object({ kind: z.literal('expire_upload'), tenant: z.string(), task_id: z.string() }),
  /** Fail the task if its reading has not moved since: its readers died without a word. */
  z.object({
    kind: z.literal('give_up_reading'),
    tenant: z.string(),
    task_id: z.string(),
    generation: z.number().int(),
    version: z.number().int(),
  }),
]);
export type FollowUpCommand = z.infer<typeof followUpCommand>;

/** Remove what nobody finds any more; never what another import of the same file has laid down since. */
export const reportRemovalCommand = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('edition'),
    tenant: z.string(),
    report_id: z.string(),
    /** The edition that the report had. */
    edition: z.string(),
    /** The content whose originals go too; null where the report goes on with another edition. */
    sha256: z.string().nullable(),
    /** When somebody removed the report (UTC, ISO 8601); absent where it goes on. */
    removed_at: z.string().optional(),
  }),
  /** What a try of a task laid down that made no report: its worker may have died without a word. */
  z.object({
    kind: z.literal('try'),
    tenant: z.string(),
    report_id: z.string(),
    task_id: z.string(),
    generation: z.number().int(),
  }),
]);
export type ReportRemovalCommand = z.infer<typeof reportRemovalCommand>;

export const validationCommand = z.discriminatedUnion('kind', [
  /** Find out which reports the run is about, and have each looked at. */
  z.object({ kind: z.literal('plan'), tenant: z.string(), validation_id: z.string() }),
  /** Run the rules over one report's rows. */
  z.object({
    kind: z.literal('check'),
    tenant: z.string(),
    validation_id: z.string(),
    report_id: z.string(),
  }),
]);
export type ValidationCommand = z.infer<typeof validationCommand>;

/** Try to deliver an event to a webhook. Stale when another number of tries has been made since. */
export const deliverCommand = z.object({
  tenant: z.string(),
  webhook_id: z.string(),
  event_id: z.string(),
  tries: z.number().int(),
});
export type DeliverCommand = z.infer<typeof deliverCommand>;

/** The queues commands go to. */
export const COMMAND_QUEUES = [
  'read-high',
  'read-normal',
  'read-low',
  'import',
  'report-removal',
  'validation',
  'follow-up',
  'webhook-delivery',
  'audit',
] as const;
export type CommandQueue = (typeof COMMAND_QUEUES)[number];

/** A priority is a queue of its own, so that a long night batch never stands before an urgent document. */
export function readQueue(priority: Priority): CommandQueue {
  return `read-${priority}`;
}

/** Where a task's content is worked on: documents by their priority; logs, which take seconds, in one queue. */
export function workQueue(task: { priority: Priority; format: string | null }): CommandQueue {
  return task.format !== null && isRecordFile(task.format) ? 'import' : readQueue(task.priority);
}
