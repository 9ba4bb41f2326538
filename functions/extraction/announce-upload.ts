import { SUBMITTERS } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { announceUpload } from './submission.ts';
import { announcedUpload, pendingTask, presentPending, uploadTicket } from './upload-schema.ts';

export const createUpload = defineRoute({
  id: 'extraction.createUpload',
  method: 'POST',
  path: '/api/uploads',
  summary: 'Obtenir une adresse présignée pour envoyer un fichier',
  description:
    'PUT the file to `upload.url` within the hour. The task exists at once; it fails with `upload_expired` if nothing comes.',
  access: SUBMITTERS,
  body: announcedUpload,
  responses: {
    201: { description: 'Where to send the file', body: pendingTask.extend({ upload: uploadTicket }) },
  },
  errors: ['file_too_large'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['taskChanges', 'uploads'],
  audit: { resource: 'task_id', eventType: 'upload' },
  example: { body: { filename: 'facture.pdf', size_bytes: 20_480 } },
}).handle(async ({ input, caller, services, now }) => {
  const { task, upload } = await announceUpload(services, caller, input.body, now());
  return { status: 201, body: { ...presentPending(task), upload } };
});
