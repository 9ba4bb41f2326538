import { scheduleHandler } from '../../shared/queue/queue-handler.ts';
import { outbox } from '../../shared/stores/outbox.ts';
import { table } from '../../shared/stores/table.ts';
import { sweep } from './sweep.ts';

export const handler = scheduleHandler(sweep, { outbox: () => outbox(table()) });
