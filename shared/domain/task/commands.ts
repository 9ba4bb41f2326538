/** What a change of state asks others to do, as put on queues. */
import * as z from 'zod';
import type { Priority } from './states.ts';

/** Read this task's document. Stale when the task has moved to another generation. */
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
  'follow-up',
  'webhook-delivery',
] as const;
export type CommandQueue = (typeof COMMAND_QUEUES)[number];

/** A priority is a queue of its own, so that a long night batch never stands before an urgent document. */
export function readQueue(priority: Priority): CommandQueue {
  return `read-${priority}`;
}
