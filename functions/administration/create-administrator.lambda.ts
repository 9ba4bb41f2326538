import { operationHandler } from '../../shared/queue/queue-handler.ts';
import { table } from '../../shared/stores/table.ts';
import { users } from '../../shared/stores/users.ts';
import { createAdministrator } from './create-administrator.ts';

export const handler = operationHandler(createAdministrator, { users: () => users(table()) });
