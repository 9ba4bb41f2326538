/** Which calls the HTTP runtime tells to the audit log, and as what. */
import type { AuditEventType } from '../domain/audit/audit-entry.ts';
import type { AnyRoute } from './route.ts';

/**
 * Calls of every method but GET are told, unless their contract says otherwise:
 * `by_change`: whatever they change tells it itself, in its own transaction; `no_change`: they only read.
 */
export type AuditRule =
  | 'by_change'
  | 'no_change'
  | {
      /** A path parameter, or a field of the answer or of `data` in it. Default the last path parameter. */
      resource?: string;
      /** Default `api_call`. */
      eventType?: AuditEventType;
      /** Fields of the answer, or of `data` in it, that the entry's details keep. Never secrets or personal data. */
      keeps?: readonly string[];
    };

/** Whether a failing call is told: also where a change that was made tells itself. */
export function isFailureAudited({ method, access, audit }: AnyRoute): boolean {
  return method !== 'GET' && access !== 'public' && audit !== 'no_change';
}

export function isAuditedByRuntime(route: AnyRoute): boolean {
  return isFailureAudited(route) && route.audit !== 'by_change';
}
