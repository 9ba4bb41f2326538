import * as z from 'zod';
import { SUBMITTERS } from '../../shared/contract/caller.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { FIELD_LABELS } from '../../shared/domain/extraction/result.ts';
import { recordOf } from './extract.ts';
import { check, documentType, field, line } from './extraction-schema.ts';
import { storeUpload, waitForEnd } from './submission.ts';
import { pendingTask, presentPending } from './upload-schema.ts';

const processedDocument = z.object({
  task_id: z.string(),
  document_id: z.string(),
  filename: z.string(),
  document_type: documentType,
  pages: z.number().int(),
  fields: z.partialRecord(z.enum(FIELD_LABELS), field),
  lines: z.array(line),
  checks: z.array(check),
  overall_confidence: z.number().min(0).max(1),
  needs_review: z.boolean(),
  stored_at: z.string(),
});

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
      body: z.object({ success: z.literal(true), data: processedDocument, timestamp: z.string() }),
    },
    202: {
      description: 'Still being read',
      body: z.object({ success: z.literal(true), data: pendingTask, timestamp: z.string() }),
    },
  },
  errors: [
    'unreadable_file',
    'empty_file',
    'unsupported_format',
    'file_too_large',
    'encrypted_document',
    'too_many_pages',
    'image_too_large',
  ],
  uses: ['tasks', 'taskChanges', 'documents', 'uploads'],
  example: { file: true },
}).handle(async ({ input, caller, services, now, remainingMs }) => {
  const created = await storeUpload(services, caller, input.file, 'high', now());
  const task = await waitForEnd(services, created, remainingMs);
  const record = await recordOf(services, task);
  const timestamp = now().toISOString();
  if (!record) return { status: 202, body: { success: true, data: presentPending(task), timestamp } };
  const { document_type, fields, lines, checks, overall_confidence, needs_review } = record.extraction;
  return {
    status: 200,
    body: {
      success: true,
      data: {
        task_id: task.taskId,
        document_id: record.documentId,
        filename: task.documentName,
        document_type,
        pages: record.pages,
        fields,
        lines,
        checks,
        overall_confidence,
        needs_review,
        stored_at: record.extractedAt,
      },
      timestamp,
    },
  };
});
