/**
 * The chain of an audit log: each entry's hash covers the whole entry and the hash of the one before, so that an
 * entry cannot be changed, removed, inserted or moved without a later hash, or the head's, speaking against it.
 */
import { createHash } from 'node:crypto';
import * as z from 'zod';
import { type AuditEntry, auditEntry } from './audit-entry.ts';

/** What the first entry names as the hash before it. */
export const GENESIS_HASH = '0'.repeat(64);

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const chainedEntry = z.object({
  tenant: z.string(),
  /** From 1, without gaps. */
  seq: z.number().int().min(1),
  entry_id: z.string(),
  entry: auditEntry,
  /** When it was appended (UTC, ISO 8601); never before that of the entry before. */
  recorded_at: z.string(),
  /** Seconds since 1970 until which it is kept; never before that of the entry before. */
  expires_at: z.number().int(),
  /** The same of the entry before, so that an entry that is gone can be told from one that was removed; 0 for none. */
  previous_expires_at: z.number().int(),
  previous_hash: sha256,
  /** SHA-256, in hexadecimal, over the canonical JSON of all the others. */
  hash: sha256,
});
export type ChainedEntry = z.infer<typeof chainedEntry>;

/** Where a chain ends. */
export interface ChainHead {
  seq: number;
  hash: string;
  recorded_at: string;
  expires_at: number;
}

/**
 * JSON with one spelling for a value: members sorted by UTF-16 units, no blanks, as RFC 8785 §3.2 has it. Members that
 * are undefined are left out, as `JSON.stringify` does.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}

/** The hash that an entry should have. */
export function hashOf({
  hash: _,
  ...hashed
}: ChainedEntry | (Omit<ChainedEntry, 'hash'> & { hash?: string })): string {
  return createHash('sha256').update(canonicalJson(hashed)).digest('hex');
}

/**
 * The entry that follows a head.
 * @param head undefined for the first entry.
 * @param keptSeconds how long it is kept. Never shorter than the entry before it, so that a chain only ever loses its
 *   beginning; a shortened setting therefore takes effect once what was promised longer has gone.
 */
export function linked(
  head: ChainHead | undefined,
  { tenant, entryId, entry }: { tenant: string; entryId: string; entry: AuditEntry },
  now: Date,
  keptSeconds: number,
): ChainedEntry {
  const recordedAt = now.toISOString();
  const expiresAt = Math.floor(now.getTime() / 1000) + keptSeconds;
  const unhashed = {
    tenant,
    seq: (head?.seq ?? 0) + 1,
    entry_id: entryId,
    // As it comes back from the store: nothing that is no part of an entry, nothing that is no JSON.
    entry: auditEntry.parse(JSON.parse(JSON.stringify(entry))),
    recorded_at: head && head.recorded_at > recordedAt ? head.recorded_at : recordedAt,
    expires_at: Math.max(expiresAt, head?.expires_at ?? 0),
    previous_expires_at: head?.expires_at ?? 0,
    previous_hash: head?.hash ?? GENESIS_HASH,
  };
  return { ...unhashed, hash: hashOf(unhashed) };
}

export function headOf({ seq, hash, recorded_at, expires_at }: ChainedEntry): ChainHead {
  return { seq, hash, recorded_at, expires_at };
}
