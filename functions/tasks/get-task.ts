import * as z from 'zod';
import { AppError } from '../../shared/contract/app-error.ts';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { anyTask, presentAny } from './presentation.ts';

export const getTask = defineRoute({
  id: 'tasks.get',
  method: 'GET',
  path: '/api/dashboard/tasks/{task_id}',
  summary: 'Une tâche',
  description:
    'Ask again until `status` is completed, failed or cancelled; then read `/api/invoices/{document_id}`.',
  access: EVERY_ROLE,
  params: z.object({ task_id: text(64) }),
  responses: { 200: { description: 'The task', body: anyTask } },
  errors: ['not_found'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['tasks'],
  example: {},
}).handle(async ({ input, caller, services }) => {
  const task = await services.tasks.get(caller.tenant, input.params.task_id);
  if (!task) throw new AppError('not_found');
  return { status: 200, body: presentAny(task) };
});
