import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { SUBMITTERS } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import type { DocumentRecord } from '../../shared/domain/document/document-records.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import {
  check,
  documentPart,
  documentType,
  field,
  line,
  presentRecord,
  reviewReason,
  vatPart,
} from './extraction-schema.ts';
import { announceUpload, READING_ERRORS, storeUpload, waitForEnd } from './submission.ts';
import { announcedUpload, pendingTask, presentPending, uploadTicket } from './upload-schema.ts';

/** A field in the documented list form, with our additions. */
const labelledField = z.object({ label: z.string(), ...field.shape }).meta({ id: 'LabelledField' });

const extractedDocument = z.object({
  task_id: z.string(),
  document_id: z.string(),
  filename: z.string(),
  extracted_at: z.string(),
  document_type: documentType,
  pages: z.number().int(),
  part: documentPart.optional(),
  fields: z.array(labelledField),
  lines: z.array(line).describe('`ligne_produit`'),
  vat_breakdown: z.array(vatPart),
  checks: z.array(check),
  overall_confidence: z.number().min(0).max(1),
  needs_review: z.boolean().describe('Whether there is any reason for it'),
  review_reasons: z.array(reviewReason),
  model_version: z.string(),
  provider: z.string(),
  duplicate_of: z.string().nullable().describe('The task that read the same content before'),
});

export const extract = defineRoute({
  id: 'extraction.extract',
  method: 'POST',
  path: '/extract',
  summary: "Extraire les données d'une facture",
  description:
    'With a file of up to 4.5 MB (multipart): waits and answers with what was read, or with 202 and the task if reading takes longer than about 25 seconds. For larger files send JSON `{filename, size_bytes}`: the answer is 202 with a presigned address to PUT the file to.',
  access: SUBMITTERS,
  body: announcedUpload,
  file: { description: 'PDF, PNG, JPEG, TIFF, WebP or XML', required: false },
  responses: {
    200: {
      description: 'What was read',
      body: z.object({ success: z.literal(true), data: extractedDocument, message: z.string() }),
    },
    202: {
      description: 'Still being read, or to be uploaded',
      body: z.object({
        success: z.literal(true),
        data: pendingTask.extend({ upload: uploadTicket.optional() }),
        message: z.string(),
      }),
    },
  },
  errors: READING_ERRORS,
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['tasks', 'taskChanges', 'documents', 'uploads'],
  audit: { resource: 'task_id', eventType: 'upload' },
  example: { file: true },
}).handle(async ({ input, caller, services, now, language, remainingMs }) => {
  if (!input.file) {
    const announced = input.body as NonNullable<typeof input.body>;
    const { task, upload } = await announceUpload(services, caller, announced, now());
    return {
      status: 202,
      body: { success: true, data: { ...presentPending(task), upload }, message: "En attente de l'envoi" },
    };
  }
  const created = await storeUpload(services, caller, input.file, 'high', now());
  const task = await waitForEnd(services, created, remainingMs);
  const record = await recordOf(services, task);
  if (!record) {
    return { status: 202, body: { success: true, data: presentPending(task), message: 'Lecture en cours' } };
  }
  return {
    status: 200,
    headers: { 'content-language': language },
    body: {
      success: true,
      data: {
        ...presentRecord(record, language),
        task_id: task.taskId,
        filename: task.documentName,
        extracted_at: record.extractedAt,
        fields: Object.entries(record.extraction.fields).map(([label, value]) => ({ label, ...value })),
        duplicate_of: task.duplicateOf,
      },
      message: language === 'fr' ? 'Extraction réussie' : 'Extraction succeeded',
    },
  };
});

/**
 * The record of a task that completed; undefined while it has not ended.
 * @throws AppError with the task's own code when it failed, `conflict` when it was cancelled meanwhile.
 */
export async function recordOf(
  services: { documents: { get(tenant: string, documentId: string): Promise<DocumentRecord | undefined> } },
  task: Task,
): Promise<DocumentRecord | undefined> {
  if (task.state === 'failed') {
    throw new AppError(task.error?.code ?? 'internal_error', {
      task_id: task.taskId,
      ...task.error?.details,
    });
  }
  if (task.state === 'cancelled')
    throw new AppError('conflict', { task_id: task.taskId, status: task.state });
  if (task.state !== 'completed' || !task.documentId) return undefined;
  return services.documents.get(task.tenant, task.documentId);
}
