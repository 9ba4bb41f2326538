import * as z from 'zod';
import { SUBMITTERS } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { recordOf } from './extract.ts';
import { presentRecord, storedDocument } from './extraction-schema.ts';
import { READING_ERRORS, storeUpload, waitForEnd } from './submission.ts';
import { pendingTask, presentPending } from './upload-schema.ts';

export const processDocument = defineRoute({
  id: 'extraction.process',
  method: 'POST',
  path: '/process',
  summary: 'Téléverser, lire, vérifier et stocker une facture',
  description:
    'As `/extract`, with the fields by label. Answers 202 with the task if reading takes longer than about 25 seconds.',
  access: SUBMITTERS,
  file: { description: 'PDF, PNG, JPEG, TIFF, WebP or XML, up to 4.5 MB', required: true },
  responses: {
    200: {
      description: 'The stored document',
      body: z.object({
        success: z.literal(true),
        data: storedDocument.extend({ task_id: z.string() }),
        timestamp: z.string(),
      }),
    },
    202: {
      description: 'Still being read',
      body: z.object({ success: z.literal(true), data: pendingTask, timestamp: z.string() }),
    },
  },
  errors: READING_ERRORS,
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['tasks', 'taskChanges', 'documents', 'uploads'],
  audit: { resource: 'task_id', eventType: 'upload' },
  example: { file: true },
}).handle(async ({ input, caller, services, now, language, remainingMs }) => {
  const created = await storeUpload(services, caller, input.file, 'high', now());
  const task = await waitForEnd(services, created, remainingMs);
  const record = await recordOf(services, task);
  const timestamp = now().toISOString();
  if (!record) return { status: 202, body: { success: true, data: presentPending(task), timestamp } };
  return {
    status: 200,
    headers: { 'content-language': language },
    body: {
      success: true,
      data: { ...presentRecord(record, language), task_id: task.taskId, filename: task.documentName },
      timestamp,
    },
  };
});
