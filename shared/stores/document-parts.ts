/**
 * The further records of a file that held several invoices. A transaction holds 100 items and 4 MB, a file may hold
 * more invoices than that: so parts are laid down first, under the name of their reading, and become the document's in
 * the one transaction that has its record point to them. Until then, and once another reading's are pointed to, nobody
 * finds them, and they are removed.
 */
import { DeleteCommand, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { DocumentRecord } from '../domain/document/document-records.ts';
import { documentPartition, recordFromItem, recordItem } from './document-item.ts';
import { queryAll, type Table } from './table.ts';

/** Writes under way at once. */
const AT_ONCE = 10;

/** The name of one reading of a document: the same for every repeat of it, another for every new one. */
export function readingName(task: { taskId: string; generation: number }): string {
  return `${task.taskId}#${task.generation}`;
}

function partKey(tenant: string, documentId: string, reading: string, number: number) {
  return {
    pk: documentPartition(tenant, documentId),
    sk: `PART#${reading}#${String(number).padStart(4, '0')}`,
  };
}

/** Lays down parts 2 and on; repeating it changes nothing. */
export async function layDownParts(
  { client, name }: Table,
  documentId: string,
  reading: string,
  parts: readonly DocumentRecord[],
): Promise<void> {
  await inTurns(parts, async (record) => {
    const key = partKey(record.tenant, documentId, reading, record.part!.number);
    await client.send(new PutCommand({ TableName: name, Item: { ...recordItem(record), ...key } }));
  });
}

/** A part of the reading that the document's record points to. */
export async function getPart(
  { client, name }: Table,
  tenant: string,
  documentId: string,
  reading: string,
  number: number,
): Promise<DocumentRecord | undefined> {
  const { Item } = await client.send(
    new GetCommand({
      TableName: name,
      Key: partKey(tenant, documentId, reading, number),
      ConsistentRead: true,
    }),
  );
  return Item && recordFromItem(Item);
}

/** No reading lasts as long; parts laid down before that and never pointed to are what a crash left. */
const LEFT_BEHIND_MS = 24 * 60 * 60 * 1000;

/**
 * Removes the parts of the reading that was pointed to before, and what crashes left. Parts that another reading is
 * laying down at this time stay. Safe to repeat, and to miss: nobody finds what it removes.
 */
export async function removeFormerParts(
  table: Table,
  { tenant, documentId }: { tenant: string; documentId: string },
  readings: { former: string | undefined; current: string | undefined },
  now: Date,
): Promise<void> {
  const { former, current } = readings;
  if (former === undefined && current === undefined) return;
  const { client, name } = table;
  const items = await queryAll<{ pk: string; sk: string; extractedAt: string }>(table, {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': documentPartition(tenant, documentId), ':sk': 'PART#' },
    ProjectionExpression: 'pk, sk, extractedAt',
    ConsistentRead: true,
  });
  const of = (sk: string, reading: string | undefined) =>
    reading !== undefined && sk.startsWith(`PART#${reading}#`);
  const old = new Date(now.getTime() - LEFT_BEHIND_MS).toISOString();
  const gone = items.filter(
    ({ sk, extractedAt }) => !of(sk, current) && (of(sk, former) || extractedAt < old),
  );
  await inTurns(gone, async ({ pk, sk }) => {
    await client.send(new DeleteCommand({ TableName: name, Key: { pk, sk } }));
  });
}

async function inTurns<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  for (let from = 0; from < all.length; from += AT_ONCE) {
    await Promise.all(all.slice(from, from + AT_ONCE).map(work));
  }
}
