/** Which calls the HTTP runtime tells to the audit log, and as what. */
import type { AuditEventType } from '../domain/audit/audit-entry.ts';
import type { AnyRoute, Room } from './route.ts';
import type { ServiceName } from './services.ts';

/**
 * Calls of every method but GET are told, unless their contract says otherwise:
 * `by_change`: whatever they change tells it itself, in its own transaction; `no_change`: they only read.
 */
export type AuditRule =
  | 'by_change'
  | 'no_change'
  | {
      /** What it is done to: a path parameter, or a field of the answer's body. Default the last path parameter. */
      resource?: string;
      /** Default `api_call`. */
      eventType?: AuditEventType;
    };

export function isAuditedByRuntime({ method, access, audit }: AnyRoute): boolean {
  return method !== 'GET' && access !== 'public' && audit !== 'by_change' && audit !== 'no_change';
}

/** The services that a room's function needs: those of its handlers, and what the runtime keeps for them. */
export function servicesOf(room: Room): ServiceName[] {
  const declared = room.routes.flatMap((route): readonly ServiceName[] => route.uses);
  return room.routes.some(isAuditedByRuntime) ? [...declared, 'auditOutbox'] : declared;
}
