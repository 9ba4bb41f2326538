import * as z from 'zod';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { FREQUENT_REQUESTS_PER_MINUTE } from '../../shared/contract/rate-limits.ts';
import { defineRoute } from '../../shared/contract/route.ts';
import { text } from '../../shared/contract/text.ts';
import { isEnded, PRIORITIES, TASK_STATES } from '../../shared/domain/task/states.ts';
import { activeTask, endedTask, pagingQuery, presentActive, presentEnded } from './presentation.ts';

export const listTasks = defineRoute({
  id: 'tasks.list',
  method: 'GET',
  path: '/api/dashboard/tasks',
  summary: 'Liste des tâches actives',
  description:
    'Queued, processing and paused tasks, newest first. With `status` set to completed, failed or cancelled: those tasks, as far as an active task has fields for them.',
  access: EVERY_ROLE,
  query: z.object({
    provider: z
      .string()
      .min(1)
      .max(40)
      .optional()
      .describe('Who read it: text-layer, ppocr, tesseract, textract, xml'),
    status: z.enum(TASK_STATES).optional(),
    priority: z.enum(PRIORITIES).optional(),
    ...pagingQuery,
  }),
  responses: { 200: { description: 'Tasks', body: z.array(activeTask) } },
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['tasks'],
  example: { query: { priority: 'high', limit: '10' } },
}).handle(async ({ input: { query }, caller, services }) => {
  const { limit, offset, ...filter } = query;
  const tasks =
    filter.status && isEnded(filter.status)
      ? await services.tasks.listEnded(caller.tenant, filter, { limit, offset })
      : await services.tasks.listActive(caller.tenant, filter, { limit, offset });
  return { status: 200, body: tasks.map(presentActive) };
});

/** A day, or an instant with its offset; both ISO 8601, in years that stay four digits in every offset. */
const isoMoment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .refine((bound) => /^(19|2\d)\d\d/.test(bound) && !bound.startsWith('1900'), 'a year from 1901 to 2999');

/** The instant a bound stands for: a bare day means its start or its end. */
function instant(bound: string | undefined, timeOfDay: string): string | undefined {
  if (bound === undefined) return undefined;
  return new Date(bound.length === 10 ? `${bound}T${timeOfDay}Z` : bound).toISOString();
}

export const listTaskHistory = defineRoute({
  id: 'tasks.history',
  method: 'GET',
  path: '/api/dashboard/task-history',
  summary: 'Historique des tâches terminées',
  description: 'Completed, failed and cancelled tasks, latest end first.',
  access: EVERY_ROLE,
  query: z.object({
    start_date: isoMoment.optional().describe('Ended on or after, ISO 8601'),
    end_date: isoMoment.optional().describe('Ended on or before, ISO 8601'),
    provider: text(40).optional(),
    status: z.enum(['completed', 'failed', 'cancelled']).optional(),
    ...pagingQuery,
  }),
  responses: { 200: { description: 'Tasks', body: z.array(endedTask) } },
  requestsPerMinute: FREQUENT_REQUESTS_PER_MINUTE,
  uses: ['tasks'],
  example: { query: { start_date: '2026-01-01', limit: '10' } },
}).handle(async ({ input: { query }, caller, services }) => {
  const { limit, offset, provider, status } = query;
  const tasks = await services.tasks.listEnded(
    caller.tenant,
    {
      provider,
      status,
      from: instant(query.start_date, '00:00:00.000'),
      to: instant(query.end_date, '23:59:59.999'),
    },
    { limit, offset },
  );
  return { status: 200, body: tasks.map(presentEnded) };
});
