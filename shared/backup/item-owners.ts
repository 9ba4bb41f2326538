/**
 * Whose an item of the table is, and an object of the bucket, for backups of one tenant; and which are in no backup. A
 * new kind must be listed here: a test compares the lists with the rights in `infra/grants.ts`.
 */
import { DEFAULT_TENANT, INBOX_PREFIX, UPLOADS_PREFIX } from '../domain/document/object-keys.ts';

/** Plain values of an item, as far as this asks for them. */
export type PlainItem = Readonly<Record<string, unknown>>;

/** `key`: the partition key names the tenant. `none`: nothing says whose it is. */
type Owner = 'key' | 'none' | ((item: PlainItem) => unknown);

interface ItemKind {
  /** Partition keys; `*` stands for anything. */
  pattern: string;
  owner: Owner;
  /** Why it is in no backup; absent for what is. */
  leftOutBecause?: string;
}

const tenantOf = (item: PlainItem) => item.tenant;

/** Of the command or the event that waits to be sent. */
function tenantOfSending({ sending }: PlainItem): unknown {
  const { body, event } = (sending ?? {}) as { body?: PlainItem; event?: PlainItem };
  return (body ?? event)?.tenant;
}

export const ITEM_KINDS: readonly ItemKind[] = [
  ...[
    'TENANT#*#TASK#*',
    'TENANT#*#DOCUMENT#*',
    'TENANT#*#CONTENT#*',
    'TENANT#*#SUPPLIERS',
    'TENANT#*#SAME#*',
    'TENANT#*#PICTURE#*',
    'TENANT#*#COUNTERS#*',
    'TENANT#*#AUDIT',
    'TENANT#*#WEBHOOKS',
    'TENANT#*#WEBHOOK#*',
    'TENANT#*#SETTINGS',
    'TENANT#*#REPORT#*',
    'TENANT#*#REPORTS',
    'TENANT#*#VALIDATION#*',
  ].map((pattern): ItemKind => ({ pattern, owner: 'key' })),
  { pattern: 'OUTBOX#*', owner: tenantOfSending },
  { pattern: 'USER#*', owner: tenantOf },
  { pattern: 'APIKEY#*', owner: tenantOf },
  // Of two weeks, named by a hash; a backup of all has them.
  { pattern: 'ARRIVAL#*', owner: 'none' },
  {
    pattern: 'CONNECTION#*',
    owner: 'none',
    leftOutBecause: 'a live connection ends with the process that holds it',
  },
  { pattern: 'RATE#*', owner: 'none', leftOutBecause: 'requests of the last minute are counted anew' },
  { pattern: 'RESTORE#*', owner: 'none', leftOutBecause: 'it says that a restore is under way' },
  { pattern: 'METRICS#*', owner: 'none', leftOutBecause: 'figures of processes are no data of customers' },
];

interface ObjectKind {
  prefix: string;
  leftOutBecause?: string;
  /** Told to intake when it is written: restored last, when everything it may belong to is there. */
  isPending?: true;
}

export const OBJECT_KINDS: readonly ObjectKind[] = [
  { prefix: 'originals/' },
  { prefix: 'pages/' },
  { prefix: UPLOADS_PREFIX, isPending: true },
  { prefix: INBOX_PREFIX, isPending: true },
  { prefix: 'exports/', leftOutBecause: 'an export is made anew from its report, and kept for a day' },
];

/** What is known of an item by its keys, and by what waits in it to be sent. */
export interface Ownership {
  /** Undefined for one that is of no tenant, or that does not say whose it is. */
  tenant: string | undefined;
  /** In no backup, of all or of a tenant. */
  isLeftOut: boolean;
  /** Items that no backup of one tenant can have, since nobody knows what they are. */
  isUnknown: boolean;
}

const MATCHERS = ITEM_KINDS.map((kind) => ({
  kind,
  matches: new RegExp(
    `^${kind.pattern
      .split('*')
      .map((part) => part.replaceAll(/[^\w#]/g, '\\$&'))
      .join('.*')}$`,
    's',
  ),
}));

/** @param item needs its keys, and `tenant` and `sending` where it has them. */
export function ownershipOf(item: PlainItem): Ownership {
  const pk = String(item.pk);
  const kind = MATCHERS.find(({ matches }) => matches.test(pk))?.kind;
  if (!kind) return { tenant: pk.match(/^TENANT#([^#]+)#/)?.[1], isLeftOut: false, isUnknown: true };
  const owner =
    kind.owner === 'key' ? pk.split('#')[1] : kind.owner === 'none' ? undefined : kind.owner(item);
  return {
    tenant: typeof owner === 'string' ? owner : undefined,
    isLeftOut: kind.leftOutBecause !== undefined,
    isUnknown: false,
  };
}

/** Prefixes of what a backup has of the bucket; of all tenants when none is named. In the order of restoring. */
export function objectPrefixes(tenant: string | undefined): string[] {
  return OBJECT_KINDS.filter(({ leftOutBecause }) => leftOutBecause === undefined).map(({ prefix }) =>
    tenant === undefined || (prefix === INBOX_PREFIX && tenant === DEFAULT_TENANT)
      ? prefix
      : `${prefix}${tenant}/`,
  );
}

/** Whether an object is the tenant's. What lies in no tenant's folder of the inbox is the default tenant's. */
export function isObjectOf(
  key: string,
  tenant: string | undefined,
  isTenant: (name: string) => boolean,
): boolean {
  const kind = OBJECT_KINDS.find(({ prefix }) => key.startsWith(prefix));
  if (!kind || kind.leftOutBecause !== undefined) return false;
  if (tenant === undefined) return true;
  const rest = key.slice(kind.prefix.length);
  const slash = rest.indexOf('/');
  const folder = slash < 0 ? '' : rest.slice(0, slash);
  if (kind.prefix === INBOX_PREFIX && !isTenant(folder)) return tenant === DEFAULT_TENANT;
  return folder === tenant;
}

/** Whether writing the object sets intake to work. */
export function isPendingObject(key: string): boolean {
  return OBJECT_KINDS.some(({ prefix, isPending }) => isPending && key.startsWith(prefix));
}

/**
 * Whether an item that lies among the tenant's points to another: put back, it would stand in the other's lists, show
 * its files, or tell its listeners. No item of ours does.
 */
export function pointsToOther(item: PlainItem, tenant: string, isTenant: (name: string) => boolean): boolean {
  const { gsi1pk, originalKey, sending } = item;
  const { body, event } = (sending ?? {}) as { body?: PlainItem; event?: PlainItem };
  const names = [item.tenant, body?.tenant, event?.tenant];
  if (names.some((name) => name !== undefined && name !== tenant)) return true;
  if (gsi1pk !== undefined && !String(gsi1pk).startsWith(`TENANT#${tenant}#`)) return true;
  if (typeof originalKey !== 'string') return false;
  return !isObjectOf(originalKey, tenant, isTenant) || originalKey.split('/').includes('..');
}
