/**
 * Writes the packs of a report's editions, and removes those of no use any more. Nobody finds an edition until a report
 * points at it, so packs need no transaction: they are laid down first.
 */
import { brotliCompressSync, constants } from 'node:zlib';
import { BatchWriteCommand, DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import type { FaxRecord } from '../domain/fax-log/fax-record.ts';
import type { FaxEditions, FaxPackWriter } from '../domain/fax-log/fax-report.ts';
import type { FaxStatistics, FaxSums } from '../domain/fax-log/fax-statistics.ts';
import { encodePacks, PACK_RECORDS } from '../domain/fax-log/packs/pack-codec.ts';
import {
  compressPart,
  type EditionOf,
  packKey,
  packPrefix,
  SHARDS,
  shardPartition,
} from './fax-pack-item.ts';
import { reportPartition, statisticsKey } from './fax-report-item.ts';
import { queryAll, type Table } from './table.ts';

/** Packs being compressed and written at once; more would only wait in memory. */
const PACKS_UNDER_WAY = 6;
/** Characters of rows that wait for a pack: rows of long cells become smaller packs. */
const MAX_WAITING_LENGTH = 2_000_000;
/** Items of one BatchWriteItem at most (DynamoDB's limit). */
const BATCH = 25;
const BATCH_TRIES = 10;
/** No import or validation takes as long; an edition begun before that and not pointed at is what a crash left. */
export const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;
/** Of an item's 400 KB, with room for its keys. */
const MAX_STATISTICS_BYTES = 390_000;
const WRITE_UNIT_BYTES = 1024;

type Item = Record<string, string | number | Uint8Array>;
type Key = { pk: string; sk: string };

/**
 * What DynamoDB bills for writing an item that was not there, or was no larger: a unit for each KB begun, of its
 * attributes' names and values. A number takes a byte for two digits and one more.
 */
export function writeUnitsOf(item: Item): number {
  let bytes = 0;
  for (const [name, value] of Object.entries(item)) {
    bytes += Buffer.byteLength(name);
    if (typeof value === 'number') bytes += Math.ceil(String(value).length / 2) + 1;
    else bytes += typeof value === 'string' ? Buffer.byteLength(value) : value.length;
  }
  return Math.ceil(bytes / WRITE_UNIT_BYTES);
}

/** All of them, in any order. @throws AppError `unavailable` when the table stays throttled. */
async function batchWrite({ client, name }: Table, requests: BatchRequest[]): Promise<void> {
  for (let from = 0; from < requests.length; from += BATCH) {
    let left = requests.slice(from, from + BATCH);
    for (let attempt = 1; left.length > 0; attempt++) {
      const { UnprocessedItems } = await client.send(
        new BatchWriteCommand({ RequestItems: { [name]: left } }),
      );
      left = (UnprocessedItems?.[name] ?? []) as BatchRequest[];
      if (left.length === 0) break;
      if (attempt === BATCH_TRIES) throw new AppError('unavailable');
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * 2 ** Math.min(attempt, 6)));
    }
  }
}
type BatchRequest = { PutRequest: { Item: Item } } | { DeleteRequest: { Key: Key } };

function packWriter(table: Table, edition: EditionOf, markerUnits: number): FaxPackWriter {
  let waiting: FaxRecord[] = [];
  let waitingLength = 0;
  let packs = 0;
  let writeUnits = markerUnits;
  const underWay = new Set<Promise<void>>();
  let failure: { error: unknown } | undefined;

  async function write(number: number, parts: { search: Buffer; rest: Buffer }): Promise<void> {
    const [search, rest] = await Promise.all([compressPart(parts.search), compressPart(parts.rest)]);
    const items: Item[] = [
      { ...packKey(edition, number, 'SEARCH'), part: search },
      { ...packKey(edition, number, 'REST'), part: rest },
    ];
    await batchWrite(
      table,
      items.map((Item) => ({ PutRequest: { Item } })),
    );
    for (const item of items) writeUnits += writeUnitsOf(item);
  }

  /** @throws what a pack under way failed with: the edition is then of no use, and is written anew. */
  function failEarly(): void {
    if (failure) throw failure.error;
  }

  async function packWaiting(): Promise<void> {
    const records = waiting;
    waiting = [];
    waitingLength = 0;
    for (const parts of encodePacks(records)) {
      while (underWay.size >= PACKS_UNDER_WAY) await Promise.race(underWay);
      failEarly();
      const writing: Promise<void> = write(packs++, parts)
        .catch((error) => {
          failure ??= { error };
        })
        .finally(() => underWay.delete(writing));
      underWay.add(writing);
    }
  }

  return {
    async add(records) {
      failEarly();
      for (const record of records) {
        waiting.push(record);
        for (const cell of record.original) waitingLength += cell.length;
        if (waiting.length === PACK_RECORDS || waitingLength > MAX_WAITING_LENGTH) await packWaiting();
      }
    },

    async finish(statistics) {
      if (waiting.length > 0) await packWaiting();
      await Promise.all(underWay);
      failEarly();
      const { tenant, reportId, edition: name } = edition;
      const item = { ...statisticsKey(tenant, reportId, name), statistics: packedStatistics(statistics) };
      await table.client.send(new PutCommand({ TableName: table.name, Item: item }));
      return { packs, writeUnits: writeUnits + writeUnitsOf(item) };
    },

    async settled() {
      await Promise.all(underWay);
    },
  };
}

/**
 * Days and names are bounded where figures are made, so that they mostly fit an item. Names of characters that hardly
 * compress may not: then fewer are told apart.
 */
function packedStatistics(statistics: FaxStatistics): Buffer {
  const packed = brotliCompressSync(JSON.stringify(statistics), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 4 },
  });
  if (packed.length <= MAX_STATISTICS_BYTES) return packed;
  const half = <T>(list: readonly T[]) => Math.floor(list.length / 2);
  const { byUser, otherUsers, byReseller, otherResellers } = statistics;
  return packedStatistics({
    ...statistics,
    byUser: byUser.slice(0, half(byUser)),
    otherUsers: addSums(byUser.slice(half(byUser)), otherUsers),
    byReseller: byReseller.slice(0, half(byReseller)),
    otherResellers: addSums(byReseller.slice(half(byReseller)), otherResellers),
  });
}

function addSums(left: readonly { sums: FaxSums }[], others: FaxSums | null): FaxSums | null {
  return left.reduce<FaxSums | null>(
    (all, { sums }) => ({
      entries: (all?.entries ?? 0) + sums.entries,
      validEntries: (all?.validEntries ?? 0) + sums.validEntries,
      pages: (all?.pages ?? 0) + sums.pages,
      billedPages: (all?.billedPages ?? 0) + sums.billedPages,
    }),
    others,
  );
}

export function faxEditions(table: Table): FaxEditions {
  const markerKey = (tenant: string, reportId: string, edition: string): Key => ({
    pk: reportPartition(tenant, reportId),
    sk: `EDITION#${edition}`,
  });

  /** By their markers. @param beginning of their names. */
  async function editionsOf(tenant: string, reportId: string, beginning = '') {
    const markers = await queryAll<Key & { begunAt: string }>(table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': reportPartition(tenant, reportId), ':sk': `EDITION#${beginning}` },
      ConsistentRead: true,
    });
    return markers.map(({ sk, begunAt }) => ({ edition: sk.slice('EDITION#'.length), begunAt }));
  }

  /** The marker goes last, so that what a crash leaves of it is found again. */
  async function removeEdition(tenant: string, reportId: string, edition: string): Promise<void> {
    await Promise.all(
      Array.from({ length: SHARDS }, async (_, shard) => {
        const keys = await queryAll<Key>(table, {
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
          ExpressionAttributeValues: {
            ':pk': shardPartition(tenant, reportId, shard),
            ':sk': packPrefix(edition),
          },
          ProjectionExpression: 'pk, sk',
          ConsistentRead: true,
        });
        await batchWrite(
          table,
          keys.map((Key) => ({ DeleteRequest: { Key } })),
        );
      }),
    );
    for (const Key of [statisticsKey(tenant, reportId, edition), markerKey(tenant, reportId, edition)]) {
      await table.client.send(new DeleteCommand({ TableName: table.name, Key }));
    }
  }

  return {
    async begin(tenant, reportId, edition, now) {
      const marker = { ...markerKey(tenant, reportId, edition), begunAt: now.toISOString() };
      await table.client.send(new PutCommand({ TableName: table.name, Item: marker }));
      return packWriter(table, { tenant, reportId, edition }, writeUnitsOf(marker));
    },

    async removeFormer({ tenant, reportId, edition: current }, replaced, now) {
      // Whether it has its marker or not: another may have removed it while packs were still on their way.
      if (replaced !== undefined && replaced !== current) await removeEdition(tenant, reportId, replaced);
      const leftBehind = new Date(now.getTime() - LEFT_BEHIND_MS).toISOString();
      for (const { edition, begunAt } of await editionsOf(tenant, reportId)) {
        if (edition !== current && begunAt < leftBehind) await removeEdition(tenant, reportId, edition);
      }
    },

    async removeNamed({ tenant, reportId, edition: current }, beginning) {
      for (const { edition } of await editionsOf(tenant, reportId, beginning)) {
        if (edition !== current) await removeEdition(tenant, reportId, edition);
      }
    },
  };
}
