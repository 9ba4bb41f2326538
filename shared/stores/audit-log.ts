/** Reads audit logs: lists entries by time, and walks their chain. */
import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { AUDIT_EVENT_TYPES, type AuditEventType } from '../domain/audit/audit-entry.ts';
import type { AuditFilter, AuditLog, ChainPlace, Verification } from '../domain/audit/audit-services.ts';
import { type ChainedEntry, type ChainHead, chainedEntry } from '../domain/audit/chain.ts';
import { type AnchorCheck, chainWalk, type Finding } from '../domain/audit/verification.ts';
import { readHead } from './audit-appends.ts';
import {
  AFTER_ENTRIES,
  auditIndexPartition,
  auditPartition,
  ENTRY_PREFIX,
  entrySk,
  followsFromEntry,
  seqOfSk,
  toChainedEntry,
} from './audit-items.ts';
import { LIST_INDEX, type Table } from './table.ts';

type Item = Record<string, unknown>;

/** Answers of up to 1 MB that one list reads of each type, looking for a user's entries. */
const LIST_PAGES = 4;
/** Before every time, and after it. */
const BEGINNING = '0';
const END = '~';

interface Stretch {
  items: Item[];
  /** What lies below this was not looked at; absent where everything was. */
  lookedDownTo?: string;
}

export function auditLog(table: Table): AuditLog {
  /** The latest entries of a type, from just below `cursor`. */
  async function latest(
    tenant: string,
    eventType: AuditEventType,
    { from, to, userId }: AuditFilter,
    { limit, cursor }: { limit: number; cursor?: string | undefined },
  ): Promise<Stretch> {
    const below = [to, cursor].filter((bound) => bound !== undefined).sort()[0] ?? END;
    const above = from ?? BEGINNING;
    if (above >= below) return { items: [] };
    const items: Item[] = [];
    let start: Item | undefined;
    for (let page = 1; page <= LIST_PAGES; page++) {
      const answer = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          IndexName: LIST_INDEX,
          // BETWEEN includes its ends: a cursor's own entry is left out below.
          KeyConditionExpression: 'gsi1pk = :pk AND gsi1sk BETWEEN :above AND :below',
          ...(userId !== undefined && { FilterExpression: 'user_id = :user' }),
          ExpressionAttributeValues: {
            ':pk': auditIndexPartition(tenant, eventType),
            ':above': above,
            ':below': below,
            ...(userId !== undefined && { ':user': userId }),
          },
          ScanIndexForward: false,
          // One more than asked for says whether there are more; a filter is applied to what was read.
          ...(userId === undefined && { Limit: limit + 2 - items.length }),
          ExclusiveStartKey: start,
        }),
      );
      items.push(...(answer.Items ?? []).filter(({ gsi1sk }) => gsi1sk !== cursor));
      start = answer.LastEvaluatedKey;
      if (!start) return { items };
      if (items.length > limit) break;
    }
    return { items, lookedDownTo: String(start?.gsi1sk) };
  }

  async function* entriesFrom(tenant: string, seq: number) {
    let start: Item | undefined;
    do {
      const answer = await table.client.send(
        new QueryCommand({
          TableName: table.name,
          KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
          ExpressionAttributeValues: {
            ':pk': auditPartition(tenant),
            // Before the first also what is no entry but sorts among them.
            ':from': seq <= 1 ? ENTRY_PREFIX : entrySk(seq),
            ':to': AFTER_ENTRIES,
          },
          ConsistentRead: true,
          ExclusiveStartKey: start,
        }),
      );
      for (const item of answer.Items ?? []) {
        const entry = chainedEntry.safeParse(toChainedEntry(item)).data;
        const isWhole = entry !== undefined && followsFromEntry(item, entry);
        yield { place: seqOfSk(String(item.sk)), entry: isWhole ? entry : undefined };
      }
      start = answer.LastEvaluatedKey;
    } while (start);
  }

  return {
    async list(tenant, filter, { limit, cursor }) {
      const types = filter.eventType ? [filter.eventType] : AUDIT_EVENT_TYPES;
      const stretches = await Promise.all(
        types.map((type) => latest(tenant, type, filter, { limit, cursor })),
      );
      // Below what any of them looked down to, entries of that type may be missing.
      const horizon =
        stretches
          .flatMap(({ lookedDownTo }) => lookedDownTo ?? [])
          .sort()
          .at(-1) ?? '';
      const known = stretches
        .flatMap(({ items }) => items)
        .filter(({ gsi1sk }) => String(gsi1sk) >= horizon)
        .sort((a, b) => (String(a.gsi1sk) < String(b.gsi1sk) ? 1 : -1));
      const shown = known.slice(0, limit);
      const next = known.length > limit ? String(shown.at(-1)?.gsi1sk) : horizon || null;
      return { entries: shown.map(presented), cursor: next };
    },

    async verify(tenant, now, { after, anchor, until } = {}) {
      const walk = chainWalk(tenant, now, after);
      let finding: Finding | undefined;
      let anchored: AnchorCheck['state'] | undefined;
      let complete = true;
      for await (const stored of entriesFrom(tenant, (after?.seq ?? 0) + 1)) {
        finding = walk.next(stored);
        if (finding) break;
        anchored ??= compared(walk.reached, anchor);
        if (until !== undefined && performance.now() > until) {
          complete = false;
          break;
        }
      }
      // Last, so that what was appended during the walk is not taken for inserted.
      const head = await readHead(table, tenant);
      if (complete && !finding) finding = await atEnd(tenant, walk, head);
      if (complete && anchor && !anchored) anchored = withoutEntry(anchor, after, head);
      if (anchored === 'differs' && anchor) {
        const problem = `entry ${anchor.seq} is not the one that the anchor names`;
        if (!finding || finding.seq > anchor.seq)
          finding = { kind: 'anchor_differs', seq: anchor.seq, problem };
      }
      return {
        intact: finding === undefined,
        complete: complete || finding !== undefined,
        checked: walk.checked,
        gone: walk.gone,
        finding: finding ?? null,
        head: head ?? null,
        reached: walk.reached,
        anchor: anchor && anchored ? { seq: anchor.seq, state: anchored } : null,
      } satisfies Verification;
    },
  };

  /** Entries appended after the walk passed the end, and before the head was read, are looked at as well. */
  async function atEnd(tenant: string, walk: ReturnType<typeof chainWalk>, head: ChainHead | undefined) {
    if (head && head.seq > walk.reached.seq) {
      for await (const stored of entriesFrom(tenant, walk.reached.seq + 1)) {
        if (stored.place !== undefined && stored.place > head.seq) break;
        const finding = walk.next(stored);
        if (finding) return finding;
      }
    }
    return walk.end(head);
  }
}

function compared(reached: ChainPlace, anchor: ChainPlace | undefined): AnchorCheck['state'] | undefined {
  if (reached.seq !== anchor?.seq) return undefined;
  return reached.hash === anchor.hash ? 'holds' : 'differs';
}

/** Of an anchor whose entry the walk did not meet. */
function withoutEntry(
  anchor: ChainPlace,
  after: ChainPlace | undefined,
  head: ChainHead | undefined,
): AnchorCheck['state'] | undefined {
  if (!head || anchor.seq > head.seq) return 'differs';
  // A former walk passed it, and compared it.
  return after && anchor.seq <= after.seq ? undefined : 'gone';
}

function presented(item: Item) {
  const { entry, seq, hash } = toChainedEntry(item) as ChainedEntry;
  return { ...entry, seq, hash };
}
