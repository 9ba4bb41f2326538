/**
 * What the audit log says of a restore. Without it, a log that was put back would go on as if nothing had been. There is
 * no entry for a backup: taking one only reads, and must not need the right to write.
 */
import { randomUUID } from 'node:crypto';
import { type AuditCommand, OPERATOR } from '../domain/audit/audit-entry.ts';

/** The backup that was put back. */
export interface RestoredBackup {
  /** UTC, ISO 8601. */
  createdAt: string;
  /** Of its content, as `database backup` printed it: tells which file it was. */
  sha256: string;
}

/** For the log of a tenant whose data were put back. A restore that was interrupted and repeated is told each time. */
export function restoredEntry(
  tenant: string,
  { createdAt, sha256 }: RestoredBackup,
  now: Date,
): AuditCommand {
  return {
    tenant,
    entry_id: `restore-${randomUUID()}`,
    entry: {
      timestamp: now.toISOString(),
      event_type: 'api_call',
      user_id: OPERATOR,
      resource_id: null,
      action: 'database_restore',
      status: 'success',
      details: { backup_created_at: createdAt, backup_sha256: sha256 },
    },
  };
}
