/**
 * Reads everything of one tenant, or of all, for a backup. DynamoDB has no picture of one moment to read from, so each
 * item is as it was at some moment between beginning and end, and the order makes them fit together: what points is read
 * before what it points to (tasks, then reports, then all others, then objects), as nothing is pointed to before it is
 * whole. Reports that were replaced or removed meanwhile are read again, and their sums are those of the reports that
 * the backup has. The audit log is cut where its head was.
 *
 * What was under way is done again after a restore, so tasks of those minutes may be counted twice in figures of the day.
 */
import type { ScanCommandInput } from '@aws-sdk/client-dynamodb';
import { TENANT_PATTERN } from '../contract/caller.ts';
import { copyKey } from '../stores/content-copies.ts';
import { claimKey } from '../stores/content-owner.ts';
import { taskKey } from '../stores/task-item.ts';
import { plainItem, type RawItem } from './attribute-values.ts';
import type { BackupRecord } from './backup-format.ts';
import { isObjectOf, objectPrefixes, ownershipOf } from './item-owners.ts';
import { type BackupStorage, getItem, getObject, keyOf, objectKeys, partition, scan } from './storage.ts';

export interface BackupProgress {
  items: number;
  objects: number;
}

/** Sort keys of what points to others, in the order of reading. */
const POINTING = ['TASK', 'REPORT'] as const;
const REPORT = 'REPORT';
/** Of a tenant's reports, in the partition `TENANT#t#REPORTS`. */
const TOTALS = 'TOTALS';
const AUDIT_PARTITION = /^TENANT#[^#]+#AUDIT$/;
/** Times that replaced reports are read again before giving up. */
const ROUNDS = 10;

/** @param tenant all when absent. */
export async function* backupRecords(
  storage: BackupStorage,
  tenant: string | undefined,
  onProgress: (progress: BackupProgress) => void = () => {},
): AsyncGenerator<BackupRecord> {
  const progress: BackupProgress = { items: 0, objects: 0 };
  const counted = (item: RawItem): BackupRecord => {
    progress.items++;
    onProgress(progress);
    return { item };
  };
  const isWanted = (item: RawItem) => belongsTo(item, tenant);

  /** Reports by their partition, as they were read. */
  const reports = new Map<string, RawItem>();
  /** Of every tenant that has them. */
  const totals = new Map<string, RawItem>();
  for (const sk of POINTING) {
    for await (const item of scan(storage, filterFor(tenant, `sk = :sk`, { ':sk': { S: sk } }))) {
      if (!isWanted(item)) continue;
      if (sk === REPORT) reports.set(keyOf(item).pk, item);
      yield counted(item);
    }
  }

  const logs = new Set<string>();
  for await (const item of others(storage, tenant)) {
    if (!isWanted(item)) continue;
    const { pk, sk } = keyOf(item);
    if (AUDIT_PARTITION.test(pk)) logs.add(pk);
    else if (sk === TOTALS && pk.endsWith('#REPORTS')) totals.set(pk, item);
    else yield counted(item);
  }

  for (let round = 1; ; round++) {
    const replaced = new Set<string>();
    for (const [pk, known] of reports) {
      const key = { pk, sk: REPORT };
      const item = await getItem(storage, key);
      if (item && stateOf(item) === stateOf(known)) continue;
      if (item) {
        reports.set(pk, item);
        replaced.add(pk);
        yield counted(item);
        for (const other of await belongings(storage, item)) yield counted(other);
      } else {
        reports.delete(pk);
        yield { gone: key };
        // With its claim, or the same file would be taken for one that is a report already.
        yield { gone: claimKey(known.tenant?.S ?? '', known.sha256?.S ?? '') };
      }
    }
    if (replaced.size === 0) break;
    if (round === ROUNDS) throw new Error('reports change faster than they can be read: try again later');
    for await (const item of others(storage, tenant)) {
      const [start, name, kind, id] = keyOf(item).pk.split('#');
      if (kind === REPORT && replaced.has([start, name, kind, id].join('#'))) yield counted(item);
    }
  }

  for (const sums of totalsOf(totals, reports)) yield counted(sums);
  for (const pk of logs) for await (const item of auditItems(storage, pk)) yield counted(item);

  for (const prefix of objectPrefixes(tenant)) {
    for await (const key of objectKeys(storage, prefix)) {
      if (!isObjectOf(key, tenant, (name) => TENANT_PATTERN.test(name))) continue;
      const found = await getObject(storage, key);
      // Taken in, or removed, since it was listed.
      if (!found) continue;
      yield found;
      progress.objects++;
      onProgress(progress);
    }
  }
}

/** What belongs to a report that another import may have made since tasks and claims were read. */
async function belongings(storage: BackupStorage, report: RawItem): Promise<RawItem[]> {
  const { tenant, taskId, sha256 } = report;
  const keys = [
    taskKey(tenant?.S ?? '', taskId?.S ?? ''),
    claimKey(tenant?.S ?? '', sha256?.S ?? ''),
    copyKey(tenant?.S ?? '', sha256?.S ?? '', taskId?.S ?? ''),
  ];
  const items = await Promise.all(keys.map((key) => getItem(storage, key)));
  return items.filter((item) => item !== undefined);
}

/** Sums over exactly the reports of the backup: those in the table went on meanwhile. */
function totalsOf(known: ReadonlyMap<string, RawItem>, reports: ReadonlyMap<string, RawItem>): RawItem[] {
  return [...known].map(([pk, item]) => {
    const own = [...reports].filter(([partition]) => partition.startsWith(`${pk.slice(0, -1)}#`));
    const sum = (figure: string) =>
      own.reduce((total, [, report]) => total + Number(report.summary?.M?.[figure]?.N ?? 0), 0);
    return {
      ...item,
      reports: { N: String(own.length) },
      entries: { N: String(sum('totalEntries')) },
      validEntries: { N: String(sum('validEntries')) },
    };
  });
}

/** Of version and edition: a report that was removed and imported anew begins with the same versions. */
function stateOf(report: RawItem): string {
  return `${report.version?.N} ${report.edition?.S}`;
}

/** Whether a backup has the item. */
export function belongsTo(item: RawItem, tenant: string | undefined): boolean {
  const owner = ownershipOf(plainItem(item));
  return !owner.isLeftOut && (tenant === undefined || owner.tenant === tenant);
}

function others(storage: BackupStorage, tenant: string | undefined): AsyncGenerator<RawItem> {
  const [one, other] = POINTING;
  return scan(
    storage,
    filterFor(tenant, 'NOT sk IN (:one, :other)', { ':one': { S: one }, ':other': { S: other } }),
  );
}

/** Leaves out at the source what is surely another tenant's. */
function filterFor(
  tenant: string | undefined,
  condition: string,
  values: ScanCommandInput['ExpressionAttributeValues'],
): Omit<ScanCommandInput, 'TableName'> {
  if (tenant === undefined) return { FilterExpression: condition, ExpressionAttributeValues: values };
  return {
    FilterExpression: `(${condition}) AND (begins_with(pk, :mine) OR NOT begins_with(pk, :any))`,
    ExpressionAttributeValues: { ...values, ':mine': { S: `TENANT#${tenant}#` }, ':any': { S: 'TENANT#' } },
  };
}

/** The log as far as its head said it went: what is appended later has neither entry nor mark in the backup. */
async function* auditItems(storage: BackupStorage, pk: string): AsyncGenerator<RawItem> {
  const head = await getItem(storage, { pk, sk: 'HEAD' });
  const end = Number(head?.seq?.N ?? 0);
  if (head) yield head;
  for await (const item of partition(storage, pk)) {
    if (keyOf(item).sk !== 'HEAD' && Number(item.seq?.N ?? 0) <= end) yield item;
  }
}
