import { defineRoom } from '../../shared/contract/route.ts';
import { listAuditEntries } from './list-entries.ts';
import { verifyAuditLog } from './verify-log.ts';

export const auditRoom = defineRoom({
  id: 'audit',
  title: "Journal d'audit",
  routes: [listAuditEntries, verifyAuditLog],
  memoryMegabytes: 512,
  // A walk over a long log takes what it gets; the rest is asked for again.
  timeoutSeconds: 29,
  failureCosts: 'The audit log cannot be read or verified. What is done is still recorded.',
});
