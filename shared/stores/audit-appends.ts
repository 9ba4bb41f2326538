/**
 * Appends to audit logs. What one process is asked to append to one log while a transaction is under way goes into the
 * next together, so that a burst costs few transactions and entries of a process do not contend with each other.
 */
import { BatchGetCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import type { Logger } from '../contract/logger.ts';
import type { AuditCommand } from '../domain/audit/audit-entry.ts';
import type { AuditAppends } from '../domain/audit/audit-services.ts';
import { type ChainedEntry, type ChainHead, headOf, linked } from '../domain/audit/chain.ts';
import { appendItems, auditPartition, HEAD, onceKey } from './audit-items.ts';
import { ConditionFailed, type Table, transact } from './table.ts';

/** Two items each and the head; DynamoDB allows 100 in a transaction, and few conflict less. */
const MAXIMUM_ENTRIES = 20;
/** How often the head is read anew because another process appended in between. */
const TRIES = 40;
const LONGEST_WAIT_MS = 200;

interface Waiting {
  command: AuditCommand;
  now: Date;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Where a log ends, as it is now (strongly consistent); undefined for a log without entries. */
export async function readHead(table: Table, tenant: string): Promise<ChainHead | undefined> {
  const { Item } = await table.client.send(
    new GetCommand({
      TableName: table.name,
      Key: { pk: auditPartition(tenant), sk: HEAD },
      ConsistentRead: true,
    }),
  );
  if (!Item) return undefined;
  const { seq, hash, recorded_at, expires_at } = Item as unknown as ChainHead;
  return { seq, hash, recorded_at, expires_at };
}

/** @param keptDays how long entries are kept. */
export function auditAppends(table: Table, { keptDays }: { keptDays: number }, log?: Logger): AuditAppends {
  const queues = new Map<string, Waiting[]>();

  /** Ids of these that are in the log already. */
  async function known(tenant: string, commands: readonly AuditCommand[]): Promise<Set<string>> {
    const found = new Set<string>();
    const ids = new Map(commands.map(({ entry_id }) => [onceKey(tenant, entry_id).sk, entry_id]));
    let Keys: Record<string, unknown>[] | undefined = [...ids.keys()].map((sk) => ({
      pk: auditPartition(tenant),
      sk,
    }));
    while (Keys?.length) {
      const answer: { Responses?: Record<string, Record<string, unknown>[]>; UnprocessedKeys?: unknown } =
        await table.client.send(
          new BatchGetCommand({ RequestItems: { [table.name]: { Keys, ConsistentRead: true } } }),
        );
      for (const { sk } of answer.Responses?.[table.name] ?? []) found.add(ids.get(String(sk)) ?? '');
      Keys = (answer.UnprocessedKeys as Record<string, { Keys: Record<string, unknown>[] }>)?.[table.name]
        ?.Keys;
    }
    return found;
  }

  async function appendTogether(tenant: string, waiting: readonly Waiting[]): Promise<void> {
    let open = distinct(waiting);
    for (let attempt = 1; attempt <= TRIES && open.length > 0; attempt++) {
      const before = await readHead(table, tenant);
      const entries: ChainedEntry[] = [];
      let head = before;
      for (const { command, now } of open) {
        const { entry_id: entryId, entry } = command;
        const chained = linked(head, { tenant, entryId, entry }, now, keptDays * 86_400);
        entries.push(chained);
        head = headOf(chained);
      }
      try {
        await transact(table, appendItems(table, before, entries));
        log?.info('audit log appended', {
          tenant,
          entries: entries.length,
          anchor: `${head?.seq}:${head?.hash}`,
        });
        return;
      } catch (error) {
        if (!(error instanceof ConditionFailed)) throw error;
      }
      const appended = await known(
        tenant,
        open.map(({ command }) => command),
      );
      const remaining = open.filter(({ command }) => !appended.has(command.entry_id));
      // None of them was there, so another process appended: let it finish.
      if (remaining.length === open.length) await wait(attempt);
      open = remaining;
    }
    if (open.length > 0) throw new AppError('unavailable', { tenant });
  }

  async function work(tenant: string, queue: Waiting[]): Promise<void> {
    while (queue.length > 0) {
      const together = queue.splice(0, MAXIMUM_ENTRIES);
      try {
        await appendTogether(tenant, together);
        for (const { resolve } of together) resolve();
      } catch {
        // One that cannot be stored must not keep the others out.
        for (const one of together) await appendTogether(tenant, [one]).then(one.resolve, one.reject);
      }
    }
    queues.delete(tenant);
  }

  return {
    append(command, now) {
      return new Promise((resolve, reject) => {
        const waiting = { command, now, resolve, reject };
        const queue = queues.get(command.tenant);
        if (queue) {
          queue.push(waiting);
          return;
        }
        const started = [waiting];
        queues.set(command.tenant, started);
        // After this turn, so that a batch's messages are all there.
        setImmediate(() => void work(command.tenant, started));
      });
    },
  };
}

/** Twice in one batch is once; and what is known to have ended goes before what was interrupted. */
function distinct(waiting: readonly Waiting[]): Waiting[] {
  const byId = new Map<string, Waiting>();
  for (const one of waiting) {
    const other = byId.get(one.command.entry_id);
    if (!other || other.command.entry.status === 'interrupted') byId.set(one.command.entry_id, one);
  }
  return [...byId.values()];
}

function wait(attempt: number): Promise<void> {
  const longest = Math.min(LONGEST_WAIT_MS, 5 * 2 ** attempt);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}
