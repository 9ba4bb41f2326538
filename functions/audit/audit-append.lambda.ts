import { setting } from '../../shared/environment.ts';
import { logger } from '../../shared/logging.ts';
import { queueHandler } from '../../shared/queue/queue-handler.ts';
import { auditAppends } from '../../shared/stores/audit-appends.ts';
import { table } from '../../shared/stores/table.ts';
import { auditAppend } from './append.ts';

export const handler = queueHandler(auditAppend, {
  auditAppends: () =>
    auditAppends(table(), { keptDays: Number(setting('AUDIT_RETENTION_DAYS')) }, logger({})),
});
