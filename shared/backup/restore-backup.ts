/**
 * Puts a backup back. The whole file is looked through first: nothing is changed for one that is damaged. A mark in the
 * table says that a restore is under way, so that repeating it after a crash goes on rather than finds the table in use.
 *
 * Everything is written again by a repetition, which does no harm. What sets the product to work comes last, when all it
 * may ask for is there: waiting messages, messages for what was under way, files that nobody had taken in, and an entry
 * for the audit log of each tenant, through the outbox as all entries of changes. Originals are not told to intake, as the
 * bucket only tells of its inbox and uploads.
 */
import { DynamoDBDocumentClient, PutCommand } from '@aws-sdk/lib-dynamodb';
import { TENANT_PATTERN } from '../contract/caller.ts';
import type { Sending } from '../domain/task/consequences.ts';
import { outboxEntries } from '../stores/outbox.ts';
import { plainItem, type RawItem } from './attribute-values.ts';
import { type BackupCounts, BackupFileError, type BackupHeader, type BackupRecord } from './backup-format.ts';
import { readBackup, readHeader } from './backup-reader.ts';
import { isObjectOf, isPendingObject, objectPrefixes, ownershipOf, pointsToOther } from './item-owners.ts';
import { remindersOf } from './reminders.ts';
import { type RestoredBackup, restoredEntry } from './restore-entry.ts';
import {
  type BackupStorage,
  deleteItem,
  deleteObjects,
  deleteRequest,
  getItem,
  keyOf,
  objectKeys,
  putItem,
  putObject,
  putOwned,
  putRequest,
  scan,
  writeBatch,
} from './storage.ts';
import { belongsTo } from './take-backup.ts';

export interface RestoreOptions {
  /** Only this tenant's part of a backup of all; what the file has when absent. */
  tenant?: string | undefined;
  /** Removes what the target holds of that scope first. */
  replace: boolean;
  now: () => Date;
  onProgress?: (phase: RestorePhase, done: number) => void;
}

export type RestorePhase = 'checking' | 'removing' | 'restoring';

export interface Restored extends BackupCounts {
  tenant: string | null;
  /** Of the backup. */
  created_at: string;
  /** Items and objects removed before. */
  removed: number;
  /** Messages sent anew for what was under way. */
  reminded: number;
  /** Users and keys left out, as another tenant has their name. */
  skipped: number;
}

/** The target holds data of that scope. */
export class TargetInUse extends Error {
  override readonly name = 'TargetInUse';
}

/** Items written side by side; at 400 KB each they are the memory that a restore takes. */
const ITEMS_AT_ONCE = 100;
/** Small objects written side by side. */
const OBJECTS_AT_ONCE = 8;
const SMALL_BYTES = 1024 * 1024;

/**
 * @throws BackupFileError for a file that is damaged, is no backup, or is another tenant's.
 * @throws TargetInUse unless the scope is empty, is to be replaced, or holds an unfinished restore of the same file.
 */
export async function restoreBackup(
  storage: BackupStorage,
  path: string,
  options: RestoreOptions,
): Promise<Restored> {
  const { replace, now, onProgress = () => {} } = options;
  const { header } = await readHeader(path);
  const tenant = scopeOf(header, options.tenant);
  const digest = await checked(path, tenant, (done) => onProgress('checking', done));
  const markKey = { pk: `RESTORE#${tenant ?? '*'}`, sk: 'RESTORE' };
  const mark = async (phase: 'removing' | 'restoring') =>
    putItem(storage, { ...markItem(markKey), digest: { S: digest }, phase: { S: phase } });

  const former = await getItem(storage, markKey);
  const isResumed = former?.digest?.S === digest;
  let removed = 0;
  if (!isResumed || former.phase?.S === 'removing') {
    const holding = isResumed ? undefined : await firstHeld(storage, tenant);
    if (holding && !replace) throw new TargetInUse(holding);
    if (holding || isResumed) {
      await mark('removing');
      removed = await remove(storage, tenant, (done) => onProgress('removing', done));
    }
    await mark('restoring');
  }
  const written = await restore(storage, path, tenant, (done) => onProgress('restoring', done));
  const backup = { createdAt: header.created_at, sha256: digest };
  const reminded = await wake(storage, path, { tenant, backup, now: now() }, written);
  await deleteItem(storage, markKey);
  return { tenant: tenant ?? null, created_at: header.created_at, removed, reminded, ...written };
}

function scopeOf(header: BackupHeader, asked: string | undefined): string | undefined {
  if (header.tenant !== null && asked !== undefined && asked !== header.tenant) {
    throw new BackupFileError(`this is a backup of the tenant ${header.tenant}`);
  }
  return asked ?? header.tenant ?? undefined;
}

function markItem({ pk, sk }: { pk: string; sk: string }): RawItem {
  return { pk: { S: pk }, sk: { S: sk } };
}

/**
 * Reads the whole file. @returns its digest.
 * @throws BackupFileError also for one that would reach beyond its tenant: whoever hands it over may have made it.
 */
async function checked(
  path: string,
  tenant: string | undefined,
  onProgress: (done: number) => void,
): Promise<string> {
  const records = readBackup(path);
  for (let done = 1; ; done++) {
    const next = await records.next();
    if (next.done) return next.value.sha256;
    if (tenant !== undefined && 'item' in next.value && belongsTo(next.value.item, tenant)) {
      const item = plainItem(next.value.item);
      if (pointsToOther(item, tenant, isTenant)) {
        throw new BackupFileError(`an item ${item.pk} of ${tenant} points to another tenant`);
      }
    }
    onProgress(done);
  }
}

const isTenant = (name: string) => TENANT_PATTERN.test(name);

/** What the target holds, in words; undefined where it holds nothing of the scope. */
async function firstHeld(storage: BackupStorage, tenant: string | undefined): Promise<string | undefined> {
  for await (const item of scan(storage, { ProjectionExpression: 'pk, sk, tenant, sending' })) {
    if (belongsTo(item, tenant)) return `an item ${keyOf(item).pk.split('#', 3).join('#')}`;
  }
  for (const prefix of objectPrefixes(tenant)) {
    for await (const key of objectKeys(storage, prefix)) {
      if (isObjectOf(key, tenant, isTenant)) return `an object under ${prefix}`;
    }
  }
  return undefined;
}

async function remove(
  storage: BackupStorage,
  tenant: string | undefined,
  onProgress: (done: number) => void,
): Promise<number> {
  let removed = 0;
  const told = (count: number) => {
    removed += count;
    onProgress(removed);
  };
  let batch: ReturnType<typeof deleteRequest>[] = [];
  const flush = async () => {
    await writeBatch(storage, batch);
    told(batch.length);
    batch = [];
  };
  for await (const item of scan(storage, { ProjectionExpression: 'pk, sk, tenant, sending' })) {
    if (!belongsTo(item, tenant)) continue;
    batch.push(deleteRequest(keyOf(item)));
    if (batch.length === ITEMS_AT_ONCE) await flush();
  }
  await flush();
  for (const prefix of objectPrefixes(tenant)) {
    async function* own() {
      for await (const key of objectKeys(storage, prefix)) if (isObjectOf(key, tenant, isTenant)) yield key;
    }
    await deleteObjects(storage, own(), told);
  }
  return removed;
}

const isWaiting = (item: RawItem) => keyOf(item).pk.startsWith('OUTBOX#');
/** Names that are unique over all tenants. */
const isNamed = (item: RawItem) => /^(USER|APIKEY)#/.test(keyOf(item).pk);

type Written = BackupCounts & { skipped: number };

/** Everything but what sets the product to work. */
async function restore(
  storage: BackupStorage,
  path: string,
  tenant: string | undefined,
  onProgress: (done: number) => void,
): Promise<Written> {
  const written: Written = { items: 0, objects: 0, object_bytes: 0, skipped: 0 };
  const told = () => onProgress(written.items + written.objects);
  // By key, as a batch must not have two of one, and the later one counts.
  let batch = new Map<string, RawItem>();
  const flush = async () => {
    await writeBatch(storage, [...batch.values()].map(putRequest));
    written.items += batch.size;
    batch = new Map();
    told();
  };
  const sending = new Set<Promise<unknown>>();

  for await (const record of readBackup(path)) {
    if ('item' in record) {
      const { item } = record;
      if (!belongsTo(item, tenant) || isWaiting(item)) continue;
      if (tenant !== undefined && isNamed(item)) {
        if (await putOwned(storage, item, tenant)) written.items++;
        else written.skipped++;
        continue;
      }
      batch.set(JSON.stringify(keyOf(item)), item);
      if (batch.size === ITEMS_AT_ONCE) await flush();
    } else if ('gone' in record) {
      await flush();
      if (belongsTo(markItem(record.gone), tenant)) await deleteItem(storage, record.gone);
    } else if (isObjectOf(record.object.key, tenant, isTenant) && !isPendingObject(record.object.key)) {
      await flush();
      await send(storage, record, sending);
      written.objects++;
      written.object_bytes += record.object.size;
      told();
    }
  }
  await flush();
  await Promise.all(sending);
  return written;
}

/** A small object goes out while the next are read; a large one is waited for. */
async function send(
  storage: BackupStorage,
  { object, bytes }: Extract<BackupRecord, { object: unknown }>,
  sending: Set<Promise<unknown>>,
): Promise<void> {
  if (object.size > SMALL_BYTES) return putObject(storage, object, bytes);
  const parts: Uint8Array[] = [];
  for await (const part of bytes) parts.push(part);
  async function* held() {
    yield* parts;
  }
  const sent: Promise<unknown> = putObject(storage, object, held()).then(() => sending.delete(sent));
  sending.add(sent);
  // A failure stays in the set, and is thrown here or by whoever waits for all.
  sent.catch(() => {});
  if (sending.size >= OBJECTS_AT_ONCE) await Promise.race(sending);
}

/**
 * Waiting messages, messages for what was under way, files that nobody had taken in, and an entry for the audit log of
 * each tenant. @returns how many messages were for what was under way.
 */
async function wake(
  storage: BackupStorage,
  path: string,
  { tenant, backup, now }: { tenant: string | undefined; backup: RestoredBackup; now: Date },
  written: Written,
): Promise<number> {
  const client = DynamoDBDocumentClient.from(storage.dynamodb, {
    marshallOptions: { removeUndefinedValues: true },
  });
  const table = { name: storage.tableName, client };
  const send = async (sendings: readonly Sending[]) => {
    const { entries } = outboxEntries(table, sendings, now);
    for (const Item of entries) await client.send(new PutCommand({ TableName: table.name, Item }));
    return entries.length;
  };
  const tenants = new Set<string>();
  let reminded = 0;
  for await (const record of readBackup(path)) {
    if ('item' in record && belongsTo(record.item, tenant)) {
      if (isWaiting(record.item)) {
        await putItem(storage, record.item);
        written.items++;
      }
      const item = plainItem(record.item);
      reminded += await send(remindersOf(item));
      const owner = ownershipOf(item).tenant;
      if (owner !== undefined) tenants.add(owner);
    } else if (
      'object' in record &&
      isPendingObject(record.object.key) &&
      isObjectOf(record.object.key, tenant, isTenant)
    ) {
      await putObject(storage, record.object, record.bytes);
      written.objects++;
      written.object_bytes += record.object.size;
    }
  }
  for (const owner of tenants) {
    await send([{ to: 'queue', queue: 'audit', body: restoredEntry(owner, backup, now) }]);
  }
  return reminded;
}
