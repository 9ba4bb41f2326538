/** Who calls, as far as handlers need to know. */

/**
 * Roles of a tenant's people and programs. `viewer` reads; `operator` also submits documents and acts on
 * tasks; `admin` also removes and validates reports, and has webhooks, API keys, settings and the audit log. A route lists the roles it admits: roles are names,
 * not ranks, so that portals can add their own beside them.
 */
export const ROLES = ['admin', 'operator', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

export const EVERY_ROLE: readonly Role[] = [...ROLES];
export const SUBMITTERS: readonly Role[] = ['admin', 'operator'];
export const ADMINISTRATORS: readonly Role[] = ['admin'];

/** Lower-case letters, digits and inner hyphens, as it also names a folder and an S3 prefix. */
export const TENANT_PATTERN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

export interface Caller {
  tenant: string;
  /** User name or API key id; goes into logs, never a secret. */
  subject: string;
  role: Role;
  /** The API key's own limit for each endpoint, where it has one. */
  requestsPerMinute?: number | undefined;
}
