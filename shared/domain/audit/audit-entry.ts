/** The audit log: who did what, when and how it ended. Entries are only ever appended. */
import * as z from 'zod';

/** The documented types, and signing in. */
export const AUDIT_EVENT_TYPES = ['upload', 'export', 'api_call', 'delete', 'validation', 'sign_in'] as const;
export type AuditEventType = (typeof AUDIT_EVENT_TYPES)[number];

/** `user_id` of whoever works with the rights of the AWS account, or on the machine itself: no user of ours. */
export const OPERATOR = 'operator';

/** `interrupted`: it was begun, and nobody lived to say how it ended. */
const AUDIT_STATUSES = ['success', 'failure', 'interrupted'] as const;

export const auditEntry = z.object({
  /** UTC, ISO 8601. */
  timestamp: z.string(),
  event_type: z.enum(AUDIT_EVENT_TYPES),
  /** User name, `key:<id>` or `operator`; `system` where nobody asked, say for a dropped file. Never a secret. */
  user_id: z.string(),
  /** What it was done to: a report, a task, a webhook; null where there is no one thing. */
  resource_id: z.string().nullable(),
  /** `file_import`, `csv_export`, or the operation's id, say `webhooks.remove`. */
  action: z.string(),
  status: z.enum(AUDIT_STATUSES),
  /** Figures, ids and codes; never text of documents. */
  details: z.record(z.string(), z.unknown()),
});
export type AuditEntry = z.infer<typeof auditEntry>;

/** What is sent to be appended. */
export const auditCommand = z.object({
  tenant: z.string(),
  /** The same for every repeat of the message, so that it is appended once. */
  entry_id: z.string(),
  entry: auditEntry,
});
export type AuditCommand = z.infer<typeof auditCommand>;
