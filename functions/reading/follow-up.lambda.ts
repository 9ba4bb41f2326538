import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { table } from '../../shared/stores/table.ts';
import { taskChanges } from '../../shared/stores/task-changes.ts';
import { followUp } from './follow-up.ts';

export const handler = queueHandler(followUp, { taskChanges: () => taskChanges(table()) });
