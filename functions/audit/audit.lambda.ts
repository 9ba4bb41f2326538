import { httpHandler } from '../../shared/http/http-handler.ts';
import { productRuntime } from '../../shared/http/product-runtime.ts';
import { auditLog } from '../../shared/stores/audit-log.ts';
import { table } from '../../shared/stores/table.ts';
import { auditRoom } from './room.ts';

export const handler = httpHandler(auditRoom, { auditLog: () => auditLog(table()) }, productRuntime);
