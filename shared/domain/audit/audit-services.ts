/** The audit log, as its consumer, its routes and the runtime see it. */
import type { AuditCommand, AuditEntry, AuditEventType } from './audit-entry.ts';
import type { ChainHead } from './chain.ts';
import type { AnchorCheck, Finding } from './verification.ts';

/** Appends to the chains. */
export interface AuditAppends {
  /**
   * Appends the entry unless one of that id was, and resolves once it is there. Entries of a tenant that are asked for
   * at the same moment share a transaction.
   * @throws AppError `unavailable` when others kept coming in between.
   */
  append(command: AuditCommand, now: Date): Promise<void>;
}

/** Which entries to list; all where nothing is said. */
export interface AuditFilter {
  /** UTC, ISO 8601; inclusive. */
  from?: string | undefined;
  /** UTC, ISO 8601; exclusive. */
  to?: string | undefined;
  eventType?: AuditEventType | undefined;
  userId?: string | undefined;
}

export interface AuditPage {
  /** Latest first, by their time. */
  entries: (AuditEntry & { seq: number; hash: string })[];
  /** Where the next page begins; null after the last. A page may be short of its limit and yet not the last. */
  cursor: string | null;
}

export interface Verification {
  /** False as soon as something was found. */
  intact: boolean;
  /** False where the time did not last to the end of the chain: go on from `reached`. */
  complete: boolean;
  /** Entries looked at. */
  checked: number;
  /** Entries that retention removed. */
  gone: number;
  /** The first thing wrong; null where nothing is. */
  finding: Finding | null;
  /** Null for an empty log. */
  head: ChainHead | null;
  /** The last entry found right, from which to go on. */
  reached: ChainPlace;
  anchor: AnchorCheck | null;
}

/** A place in a chain, with the hash noted of it. */
export interface ChainPlace {
  seq: number;
  hash: string;
}

/** Reads the log. */
export interface AuditLog {
  /** @param cursor of a former page with the same filter. */
  list(
    tenant: string,
    filter: AuditFilter,
    page: { limit: number; cursor?: string | undefined },
  ): Promise<AuditPage>;
  /**
   * Walks the chain.
   * @param options.after a place that a former walk reached.
   * @param options.anchor a place noted elsewhere, to be confirmed.
   * @param options.until when to stop looking, in `performance.now()` milliseconds.
   */
  verify(
    tenant: string,
    now: Date,
    options?: { after?: ChainPlace | undefined; anchor?: ChainPlace | undefined; until?: number },
  ): Promise<Verification>;
}

/** An entry whose outcome is not known yet, and which stands for itself should nobody live to tell. */
export interface AuditIntent {
  command: AuditCommand;
  /** Where it waits. */
  key: { pk: string; sk: string };
}

/** Hands entries to the log, safe from crashes. */
export interface AuditOutbox {
  /** Keeps an entry that is sent as it is (`interrupted`) in two minutes, unless it is settled before. */
  intend(command: AuditCommand, now: Date): Promise<AuditIntent>;
  /** Sends how it ended instead. Failures are left to the sweep and never thrown. */
  settle(intent: AuditIntent, entry: AuditEntry): Promise<void>;
  /** Sends an entry about something that has ended already. Failures are left to the sweep. */
  record(command: AuditCommand, now: Date): Promise<void>;
}
