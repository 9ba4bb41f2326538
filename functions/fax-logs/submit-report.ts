import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { SUBMITTERS } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { isRecordFile, type RecordFormat, sniff } from '../../shared/domain/document/format.ts';
import { reportIdOf } from '../../shared/domain/fax-log/fax-report.ts';
import { MAXIMUM_LOG_BYTES } from '../../shared/domain/fax-log/limits.ts';
import type { Task } from '../../shared/domain/task/task.ts';
import { announceUpload, storeUpload, waitForEnd } from '../extraction/submission.ts';
import { announcedFile, pendingTask, presentPending, uploadTicket } from '../extraction/upload-schema.ts';
import { presentReport, report } from './report-schema.ts';

const announcedLog = announcedFile(MAXIMUM_LOG_BYTES);

/** Throws AppError `empty_file`, `unsupported_format` {detected}. */
function logFormat(bytes: Uint8Array): RecordFormat {
  const format = sniff(bytes);
  if (!isRecordFile(format)) throw new AppError('unsupported_format', { detected: format });
  return format;
}

/**
 * What a task that completed made; undefined while it has not ended.
 * @throws AppError with the task's own code when it failed, `conflict` when it was cancelled meanwhile.
 */
function reportIdMadeBy(task: Task): string | undefined {
  const { state, error, taskId, documentId } = task;
  if (state === 'failed')
    throw new AppError(error?.code ?? 'internal_error', { task_id: taskId, ...error?.details });
  if (state === 'cancelled') throw new AppError('conflict', { task_id: taskId, status: state });
  return state === 'completed' && documentId ? reportIdOf(documentId) : undefined;
}

export const submitReport = defineRoute({
  id: 'faxLogs.submit',
  method: 'POST',
  path: '/api/v3/reports',
  summary: 'Importer un journal de fax',
  description:
    'JSON announces a file: the answer is 201 with a task and an address to PUT the file to within the hour. A file of up to 4.5 MB can be sent at once (multipart): the answer is its report, or 202 with the task if the import takes longer than about 25 seconds. The same file twice is one report.',
  access: SUBMITTERS,
  body: announcedLog,
  file: { description: 'CSV or XLSX, as fax servers write them', required: false },
  responses: {
    200: {
      description: 'The report',
      body: report.extend({
        duplicate_of: z.string().nullable().describe('The task that imported the same content before'),
      }),
    },
    201: { description: 'Where to send the file', body: pendingTask.extend({ upload: uploadTicket }) },
    202: { description: 'Still being imported', body: pendingTask },
  },
  errors: [
    'empty_file',
    'unsupported_format',
    'file_too_large',
    'not_a_fax_log',
    'unreadable_file',
    'encrypted_document',
    'object_not_found',
    'reading_gave_up',
    'conflict',
  ],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['tasks', 'taskChanges', 'uploads', 'faxReports'],
  // The import tells of itself when it ends, whoever sent the file and however.
  audit: { resource: 'task_id' },
  example: { body: { filename: 'journal-2024-01.csv', size_bytes: 11_000_000 } },
}).handle(async ({ input, caller, services, now, remainingMs }) => {
  if (!input.file) {
    const announced = input.body as NonNullable<typeof input.body>;
    const { task, upload } = await announceUpload(services, caller, announced, now(), MAXIMUM_LOG_BYTES);
    return { status: 201, body: { ...presentPending(task), upload } };
  }
  const created = await storeUpload(services, caller, input.file, 'high', now(), logFormat);
  const task = await waitForEnd(services, created, remainingMs);
  const reportId = reportIdMadeBy(task);
  const made = reportId && (await services.faxReports.get(caller.tenant, reportId));
  if (!made) return { status: 202, body: presentPending(task) };
  return { status: 200, body: { ...presentReport(made), duplicate_of: task.duplicateOf } };
});
