import { inboxObjects } from '../../shared/blobs/document-bucket.ts';
import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { arrivals } from '../../shared/stores/arrivals.ts';
import { table } from '../../shared/stores/table.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { intake } from './intake.ts';

export const handler = queueHandler(intake, {
  inbox: inboxObjects,
  arrivals: () => arrivals(table()),
  taskChanges: () => taskChanges(table()),
});
