import * as z from 'zod';
import { SUBMITTERS } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { TASK_ACTIONS, TASK_STATES, type TaskAction } from '../../shared/domain/task/states.ts';

const DONE: Record<TaskAction, string> = {
  pause: 'Tâche mise en pause avec succès',
  resume: 'Tâche reprise avec succès',
  cancel: 'Tâche annulée avec succès',
  retry: 'Tâche relancée avec succès',
};

export const actOnTask = defineRoute({
  id: 'tasks.act',
  method: 'POST',
  path: '/api/dashboard/tasks/{task_id}/action',
  summary: 'Action sur une tâche',
  description:
    'pause: from queued or processing, at the next page. resume: from paused. cancel: from queued, processing or paused. retry: from failed or cancelled; pages already read are not read again, a fax log is imported from its start.',
  access: SUBMITTERS,
  params: z.object({ task_id: text(64) }),
  body: z.object({ action: z.enum(TASK_ACTIONS) }),
  responses: {
    200: {
      description: 'Done',
      body: z.object({
        success: z.literal(true),
        message: z.string(),
        task_id: z.string(),
        new_status: z.enum(TASK_STATES),
      }),
    },
  },
  errors: ['not_found', 'invalid_transition'],
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['taskChanges'],
  example: { body: { action: 'pause' } },
}).handle(async ({ input, caller, services, now }) => {
  const { action } = input.body;
  const task = await services.taskChanges.act(caller.tenant, input.params.task_id, action, now());
  return {
    status: 200,
    body: { success: true, message: DONE[action], task_id: task.taskId, new_status: task.state },
  };
});
