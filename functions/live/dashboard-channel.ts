import * as z from 'zod';
import { EVERY_ROLE } from '../../shared/contract/caller.ts';
import { defineChannel } from '../../shared/contract/channel.ts';
import { reportEventData, taskEventData } from '../../shared/domain/event/domain-event.ts';

/** What dashboards see live: every change of the tenant's tasks, page progress, and what happens to fax reports. */
export const dashboardChannel = defineChannel({
  id: 'dashboard',
  path: '/ws/dashboard',
  summary: 'Tableau de bord en direct',
  access: EVERY_ROLE,
  events: {
    new_task: taskEventData,
    task_update: taskEventData,
    task_completed: taskEventData,
    task_failed: taskEventData,
    document_confirmed: taskEventData,
    upload_complete: reportEventData,
    validation_complete: reportEventData,
    export_complete: reportEventData,
    error: reportEventData,
    system_status: z.object({ status: z.enum(['healthy', 'degraded']), timestamp: z.string() }),
  },
  failureCosts: 'Dashboards stop moving and show the last state until reloaded.',
});
