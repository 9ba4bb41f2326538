/**
 * Items of a tenant's audit log, all in one partition: `HEAD`, an item for each entry, and one for each entry id, which
 * keeps a repeated message from being appended twice. Entries are listed by time from an index partition for each type.
 */
import { createHash } from 'node:crypto';
import type { AuditEventType } from '../domain/audit/audit-entry.ts';
import type { ChainedEntry, ChainHead } from '../domain/audit/chain.ts';
import type { Table, TransactItem } from './table.ts';

export const HEAD = 'HEAD';
export const ENTRY_PREFIX = 'ENTRY#';
/** Sorts after every entry. */
export const AFTER_ENTRIES = 'ENTRY$';

/** As many digits as a safe integer can have. */
const SEQ_DIGITS = 16;

export function auditPartition(tenant: string): string {
  return `TENANT#${tenant}#AUDIT`;
}

export function auditIndexPartition(tenant: string, eventType: AuditEventType): string {
  return `TENANT#${tenant}#AUDITED#${eventType}`;
}

export function entrySk(seq: number): string {
  return `${ENTRY_PREFIX}${String(seq).padStart(SEQ_DIGITS, '0')}`;
}

/** Undefined for a sort key that no entry has. */
export function seqOfSk(sk: string): number | undefined {
  const digits = sk.startsWith(ENTRY_PREFIX) ? sk.slice(ENTRY_PREFIX.length) : '';
  return /^\d{16}$/.test(digits) ? Number(digits) : undefined;
}

/** Hashed, as an id can be longer than a key may be. */
function onceSk(entryId: string): string {
  return `ONCE#${createHash('sha256').update(entryId).digest('hex')}`;
}

export function onceKey(tenant: string, entryId: string) {
  return { pk: auditPartition(tenant), sk: onceSk(entryId) };
}

/** Sorts by time, and entries of one instant as they were appended. */
function timeSk({ entry, recorded_at, seq }: ChainedEntry): string {
  const time = new Date(entry.timestamp);
  const utc = Number.isNaN(time.getTime()) ? recorded_at : time.toISOString();
  return `${utc}#${String(seq).padStart(SEQ_DIGITS, '0')}`;
}

/**
 * The details are kept as text: a number or an empty member must come back as it was hashed.
 */
function entryItem(chained: ChainedEntry) {
  const { entry, ...link } = chained;
  const { details, ...plain } = entry;
  return {
    pk: auditPartition(chained.tenant),
    sk: entrySk(chained.seq),
    ...link,
    ...plain,
    details: JSON.stringify(details),
    gsi1pk: auditIndexPartition(chained.tenant, entry.event_type),
    gsi1sk: timeSk(chained),
    expiresAt: chained.expires_at,
  };
}

/** The entry of an item; what is in it is unchecked. */
export function toChainedEntry(item: Record<string, unknown>): unknown {
  const { pk: _pk, sk: _sk, gsi1pk: _list, gsi1sk: _time, expiresAt: _expiry, details, ...rest } = item;
  const { timestamp, event_type, user_id, resource_id, action, status, ...link } = rest;
  const entry = { timestamp, event_type, user_id, resource_id, action, status, details: parsed(details) };
  return { ...link, entry };
}

function parsed(details: unknown): unknown {
  try {
    return JSON.parse(String(details));
  } catch {
    return undefined;
  }
}

/**
 * Whether what is not hashed follows from what is: else an entry could be hidden from lists, or be made to expire,
 * without its hash telling.
 */
export function followsFromEntry(item: Record<string, unknown>, chained: ChainedEntry): boolean {
  const { gsi1pk, gsi1sk, expiresAt } = entryItem(chained);
  return item.gsi1pk === gsi1pk && item.gsi1sk === gsi1sk && item.expiresAt === expiresAt;
}

/** The transaction that appends entries in their order, provided that nobody appended since `before` was the head. */
export function appendItems(
  { name: TableName }: Table,
  before: ChainHead | undefined,
  entries: readonly ChainedEntry[],
): TransactItem[] {
  const last = entries.at(-1) as ChainedEntry;
  const { seq, hash, recorded_at, expires_at, tenant } = last;
  return [
    {
      Put: {
        TableName,
        Item: { pk: auditPartition(tenant), sk: HEAD, seq, hash, recorded_at, expires_at },
        ConditionExpression: before ? 'seq = :seq AND #hash = :hash' : 'attribute_not_exists(pk)',
        ...(before && {
          ExpressionAttributeNames: { '#hash': 'hash' },
          ExpressionAttributeValues: { ':seq': before.seq, ':hash': before.hash },
        }),
      },
    },
    ...entries.flatMap((entry): TransactItem[] => [
      {
        Put: {
          TableName,
          Item: entryItem(entry),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
      {
        Put: {
          TableName,
          Item: { ...onceKey(tenant, entry.entry_id), seq: entry.seq, expiresAt: entry.expires_at },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ]),
  ];
}
