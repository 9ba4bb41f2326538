/** Reads packs of a report's edition. */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb';
import { AppError } from '../contract/app-error.ts';
import { decompressPart, type EditionOf, type PackPart, packKey } from './fax-pack-item.ts';
import type { Table } from './table.ts';

/** Keys of one BatchGetItem at most (DynamoDB's limit). It answers with 16 MB at most, and names the others. */
const BATCH = 100;
const BATCH_TRIES = 10;

export interface PartAddress {
  /** Counted from 0. */
  number: number;
  part: PackPart;
}

/** A pack that the report speaks of is not there. */
class PackMissing extends Error {
  override readonly name = 'PackMissing';
}

type Key = { pk: string; sk: string };
const nameOf = ({ pk, sk }: Key) => `${pk} ${sk}`;

/**
 * The parts, in the order asked for, decompressed in libuv's threads.
 * @throws PackMissing
 * @throws AppError `unavailable` when the table stays throttled.
 */
export async function readParts(
  table: Table,
  edition: EditionOf,
  addresses: readonly PartAddress[],
): Promise<Buffer[]> {
  const keys = addresses.map(({ number, part }) => packKey(edition, number, part));
  // Packs were written before anybody could ask for them, so they are mostly everywhere by now: half the price.
  const found = await getParts(table, keys, false);
  const missing = keys.filter((key) => !found.has(nameOf(key)));
  if (missing.length > 0) {
    for (const [name, part] of await getParts(table, missing, true)) found.set(name, part);
  }
  return Promise.all(
    keys.map((key) => {
      const part = found.get(nameOf(key));
      if (!part) throw new PackMissing(`${key.sk} of ${edition.reportId}`);
      return decompressPart(part);
    }),
  );
}

async function getParts(
  { client, name }: Table,
  keys: readonly Key[],
  ConsistentRead: boolean,
): Promise<Map<string, Uint8Array>> {
  const found = new Map<string, Uint8Array>();
  let left = [...keys];
  for (let attempt = 1; left.length > 0; ) {
    const { Responses, UnprocessedKeys } = await client.send(
      new BatchGetCommand({ RequestItems: { [name]: { Keys: left.slice(0, BATCH), ConsistentRead } } }),
    );
    const items = (Responses?.[name] ?? []) as (Key & { part: Uint8Array })[];
    for (const item of items) found.set(nameOf(item), item.part);
    const unprocessed = (UnprocessedKeys?.[name]?.Keys ?? []) as Key[];
    left = [...unprocessed, ...left.slice(BATCH)];
    if (unprocessed.length === 0) continue;
    // Something came: the answer was full. Nothing came: the table is throttled.
    if (items.length > 0) attempt = 1;
    else if (attempt++ === BATCH_TRIES) throw new AppError('unavailable');
    else await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** Math.min(attempt, 6)));
  }
  return found;
}
