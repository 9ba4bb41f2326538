import { httpHandler } from '../../shared/http/http-handler.ts';
import { signIn } from '../../shared/identity/sign-in.ts';
import { auditLog } from '../../shared/stores/audit-log.ts';
import { table } from '../../shared/stores/table.ts';
import { auditRoom } from './room.ts';

export const handler = httpHandler(
  auditRoom,
  { auditLog: () => auditLog(table()) },
  { authenticator: signIn },
);
