/** Announcing a file and where to put it. */
import * as z from 'zod';
import { text } from '../../shared/contract/text.ts';
import { PRIORITIES, TASK_STATES } from '../../shared/domain/task/states.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { MAXIMUM_DOCUMENT_BYTES } from './submission.ts';

/** @param maximumBytes is told only; `announceUpload` keeps to it. */
export function announcedFile(maximumBytes: number) {
  return z.object({
    filename: text(1000),
    size_bytes: z
      .number()
      .int()
      .positive()
      .optional()
      .describe(`When given, exactly so many bytes are accepted; at most ${maximumBytes}`),
    priority: z.enum(PRIORITIES).default('normal'),
  });
}

export const announcedUpload = announcedFile(MAXIMUM_DOCUMENT_BYTES);

export const uploadTicket = z
  .object({
    url: z.string(),
    method: z.literal('PUT'),
    headers: z.record(z.string(), z.string()).describe('To send along'),
    expires_at: z.string(),
  })
  .meta({ id: 'UploadTicket' });

export const pendingTask = z.object({
  task_id: z.string(),
  document_name: z.string(),
  status: z.enum(TASK_STATES),
  progress: z.number().int(),
});

export function presentPending(task: Task): z.input<typeof pendingTask> {
  return {
    task_id: task.taskId,
    document_name: task.documentName,
    status: task.state,
    progress: task.progress,
  };
}
