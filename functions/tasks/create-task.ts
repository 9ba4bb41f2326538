import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { SUBMITTERS } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { PRIORITIES } from '../../shared/domain/task/states.ts';
import { storeUpload } from '../extraction/submission.ts';
import { activeTask, presentActive } from './presentation.ts';

export const createTask = defineRoute({
  id: 'tasks.create',
  method: 'POST',
  path: '/api/dashboard/tasks',
  summary: 'Créer une tâche',
  description:
    'With a file (multipart): stores and reads it. With `document_id` (JSON): reads a document that is already kept once more, as a new task.',
  access: SUBMITTERS,
  body: z.object({
    document_id: text(64),
    priority: z.enum(PRIORITIES).default('normal'),
  }),
  file: { description: 'PDF, PNG, JPEG, TIFF, WebP or XML', required: false },
  responses: { 201: { description: 'The task', body: activeTask } },
  errors: ['not_found', 'empty_file', 'unsupported_format', 'file_too_large'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['taskChanges', 'uploads'],
  audit: { resource: 'task_id', eventType: 'upload' },
  example: { file: true },
}).handle(async ({ input, caller, services, now }) => {
  if (input.file) {
    const task = await storeUpload(services, caller, input.file, 'normal', now());
    return { status: 201, body: presentActive(task) };
  }
  const { document_id, priority } = input.body as NonNullable<typeof input.body>;
  const task = await services.taskChanges.readAgain(
    caller.tenant,
    document_id,
    { priority, taskId: randomUUID() },
    now(),
  );
  return { status: 201, body: presentActive(task) };
});
