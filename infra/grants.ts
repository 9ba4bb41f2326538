/**
 * What each service of `shared/contract/services.ts` may do on AWS. A function's rights and environment follow from
 * the services its contract declares, and from nothing else; `satisfies` makes a service without an entry a compile
 * error. Actions are those the service's implementation calls, named beside it where that is not plain.
 */
import type { ServiceName } from '../shared/contract/services.ts';
import { INBOX_PREFIX, UPLOADS_PREFIX } from '../shared/domain/document/object-keys.ts';
import { COMMAND_QUEUES, type CommandQueue } from '../shared/domain/task/commands.ts';

/** The table's index, as `shared/stores/table.ts` names it; that file brings the AWS client and cannot be imported. */
export const LIST_INDEX = 'gsi1';

/** Something a service does with one kind of resource. */
export type Access =
  /**
   * Items whose partition key is like one of `partitions` (`*` stands for anything). Of the index it is the index's
   * partition key that counts.
   */
  | { to: 'table' | 'index'; partitions: readonly string[]; actions: readonly string[] }
  /** Objects whose key starts with `prefix`. */
  | { to: 'objects'; prefix: string; actions: readonly string[] }
  /** The bucket's list of keys. S3 also asks for it to say "not found" instead of "forbidden" of a missing object. */
  | { to: 'bucket' }
  | { to: 'queue'; queue: CommandQueue }
  | { to: 'topic' }
  | { to: 'token-secret' }
  | { to: 'live-connections' }
  /** Text detection by Amazon Textract, where the installation chose it. */
  | { to: 'textract' }
  /** No right, but how long entries of the audit log are kept. */
  | { to: 'audit-retention' }
  /** No right, but the setting that lets webhooks reach private addresses, on one machine only. */
  | { to: 'webhook-policy' };

/** Of one action, since what may be read, written and deleted is seldom the same. */
const table = (action: string, ...partitions: string[]): Access => ({
  to: 'table',
  partitions,
  actions: [`dynamodb:${action}`],
});
const listIndex = (...partitions: string[]): Access => ({
  to: 'index',
  partitions,
  actions: ['dynamodb:Query'],
});
const objects = (prefix: string, ...actions: string[]): Access => ({
  to: 'objects',
  prefix,
  actions: actions.map((name) => `s3:${name}`),
});
const bucketList: Access = { to: 'bucket' };
const queue = (name: CommandQueue): Access => ({ to: 'queue', queue: name });
const allCommandQueues = COMMAND_QUEUES.map(queue);
/** Changes of tasks never tell webhooks themselves, as their events do, nor validate what they made. */
const taskQueues = COMMAND_QUEUES.filter((name) => name !== 'webhook-delivery' && name !== 'validation').map(
  queue,
);
const topic: Access = { to: 'topic' };
const tokenSecret: Access = { to: 'token-secret' };

/**
 * HeadObject, GetObject and CopyObject's reading side, of the latest or of exactly the version an event spoke of. A
 * copy takes the object's tags along, and is refused as a whole where they may not be read.
 */
const READ_ARRIVAL = ['GetObject', 'GetObjectVersion', 'GetObjectTagging', 'GetObjectVersionTagging'];
const REMOVE_ARRIVAL = ['DeleteObject', 'DeleteObjectVersion'];

/**
 * Partitions of the table, as `docs/architecture.md` lists them and the stores write them. A function that runs native
 * code on strangers' files shares the table with users, keys and the secrets of webhooks, and must not reach them.
 */
const TASK = 'TENANT#*#TASK#*';
const DOCUMENT = 'TENANT#*#DOCUMENT#*';
const CONTENT = 'TENANT#*#CONTENT#*';
const SUPPLIERS = 'TENANT#*#SUPPLIERS';
/** First documents of an invoice, and pictures by how they look (`shared/stores/known-duplicates.ts`). */
const SAME = 'TENANT#*#SAME#*';
const PICTURE = 'TENANT#*#PICTURE#*';
const COUNTERS = 'TENANT#*#COUNTERS#*';
const OUTBOX = 'OUTBOX#*';
const AUDIT = 'TENANT#*#AUDIT';
const WEBHOOKS = 'TENANT#*#WEBHOOKS';
const DELIVERY = 'TENANT#*#WEBHOOK#*';
const USER = 'USER#*';
const API_KEY = 'APIKEY#*';
const CONNECTION = 'CONNECTION#*';
const ARRIVAL = 'ARRIVAL#*';
const SETTINGS = 'TENANT#*#SETTINGS';
/** Windows in which requests are counted, and counters of requests. */
const RATE = 'RATE#*';
const METRICS = 'METRICS#*';
/** A fax report with its packs; the second is the tenant's totals, and names the list of reports in the index. */
const REPORT = 'TENANT#*#REPORT#*';
const REPORTS = 'TENANT#*#REPORTS';
const VALIDATION = 'TENANT#*#VALIDATION#*';

export const GRANTS = {
  tasks: [table('GetItem', TASK), table('Query', COUNTERS), listIndex('TENANT#*#ACTIVE', 'TENANT#*#ENDED')],
  // A transaction needs the rights of its parts. Query lists the tasks that wait for one content, and a
  // document's parts; those of a former reading are deleted.
  taskChanges: [
    table('GetItem', TASK, CONTENT, DOCUMENT, SAME),
    table('Query', CONTENT, PICTURE, DOCUMENT),
    table('PutItem', TASK, CONTENT, DOCUMENT, SAME, PICTURE, OUTBOX),
    table('UpdateItem', COUNTERS),
    table('DeleteItem', CONTENT, OUTBOX, DOCUMENT),
    table('ConditionCheckItem', TASK, CONTENT),
    ...taskQueues,
    topic,
  ],
  documents: [table('GetItem', DOCUMENT)],
  // A transaction needs the rights of its parts; the task is told of as settled.
  confirmations: [
    table('GetItem', CONTENT, TASK),
    table('PutItem', DOCUMENT, TASK, SUPPLIERS, OUTBOX),
    table('UpdateItem', SUPPLIERS),
    table('DeleteItem', OUTBOX),
    topic,
  ],
  supplierMemories: [
    table('BatchGetItem', SUPPLIERS),
    table('Query', SUPPLIERS),
    table('DeleteItem', SUPPLIERS),
  ],
  inbox: [
    objects(INBOX_PREFIX, ...READ_ARRIVAL, ...REMOVE_ARRIVAL),
    objects(UPLOADS_PREFIX, ...READ_ARRIVAL, ...REMOVE_ARRIVAL),
    objects('originals/', 'PutObject', 'PutObjectTagging'),
    bucketList,
  ],
  arrivals: [table('GetItem', ARRIVAL), table('PutItem', ARRIVAL)],
  originals: [objects('originals/', 'GetObject'), bucketList],
  tableFiles: [],
  pageCache: [objects('pages/', 'GetObject', 'PutObject'), bucketList],
  keptPages: [objects('pages/', 'GetObject'), bucketList],
  // A presigned address can do what its signer may do.
  uploads: [objects(UPLOADS_PREFIX, 'PutObject')],
  outbox: [table('Query', OUTBOX), table('DeleteItem', OUTBOX), ...allCommandQueues, topic],
  // Nothing that appends can delete or update; an entry is put where none is, the head where the former one is.
  auditAppends: [
    table('GetItem', AUDIT),
    table('BatchGetItem', AUDIT),
    table('PutItem', AUDIT),
    { to: 'audit-retention' },
  ],
  auditLog: [table('GetItem', AUDIT), table('Query', AUDIT), listIndex('TENANT#*#AUDITED#*')],
  auditOutbox: [table('PutItem', OUTBOX), table('DeleteItem', OUTBOX), queue('audit')],
  transientEvents: [topic],
  reading: [{ to: 'textract' }],
  webhookDirectory: [table('GetItem', WEBHOOKS), table('Query', WEBHOOKS)],
  webhooks: [
    table('GetItem', WEBHOOKS),
    table('Query', WEBHOOKS),
    table('PutItem', WEBHOOKS),
    table('DeleteItem', WEBHOOKS),
    { to: 'webhook-policy' },
  ],
  webhookDeliveries: [
    table('GetItem', DELIVERY),
    table('PutItem', DELIVERY, OUTBOX),
    table('DeleteItem', OUTBOX),
    listIndex('TENANT#*#DELIVERIES#*'),
    queue('webhook-delivery'),
  ],
  webhookTransport: [{ to: 'webhook-policy' }],
  credentials: [table('GetItem', USER)],
  users: [table('PutItem', USER)],
  apiKeys: [table('PutItem', API_KEY), table('DeleteItem', API_KEY), listIndex('TENANT#*#APIKEYS')],
  tokens: [tokenSecret],
  liveConnections: [table('PutItem', CONNECTION), table('DeleteItem', CONNECTION)],
  liveAudience: [listIndex('TENANT#*#CONNECTIONS'), table('DeleteItem', CONNECTION)],
  liveSender: [{ to: 'live-connections' }],
  documentationFiles: [],
  pageFiles: [],
  tenantSettings: [table('GetItem', SETTINGS)],
  tenantSettingsChanges: [table('PutItem', SETTINGS)],
  requestMetrics: [table('UpdateItem', METRICS), table('Query', METRICS)],
  processProbe: [],
  faxReports: [table('GetItem', REPORT, REPORTS), listIndex(REPORTS)],
  // Whether a report was changed while its packs were read is asked of the report itself.
  faxRecords: [table('GetItem', REPORT), table('BatchGetItem', REPORT), listIndex(REPORTS)],
  // A presigned address can do what its signer may do; an upload in parts that fails is taken back.
  faxExportFiles: [objects('exports/', 'GetObject', 'PutObject', 'AbortMultipartUpload'), bucketList],
  faxExportRemoval: [objects('exports/', 'DeleteObject'), bucketList],
  faxExportJournal: [
    table('ConditionCheckItem', REPORT),
    table('PutItem', OUTBOX),
    table('DeleteItem', OUTBOX),
    queue('audit'),
    topic,
  ],
  faxEditions: [
    table('Query', REPORT),
    table('PutItem', REPORT),
    table('BatchWriteItem', REPORT),
    table('DeleteItem', REPORT),
  ],
  faxImports: [
    table('GetItem', TASK, REPORT),
    table('PutItem', TASK, CONTENT, REPORT, OUTBOX),
    table('UpdateItem', COUNTERS, REPORTS),
    table('DeleteItem', OUTBOX),
    queue('follow-up'),
    queue('report-removal'),
    queue('audit'),
    topic,
  ],
  // The copies of one content, and the tasks that keep them.
  contentCopies: [table('Query', CONTENT), table('GetItem', TASK), table('DeleteItem', CONTENT)],
  originalRemovals: [objects('originals/', 'DeleteObject')],
  faxReportChanges: [
    table('GetItem', REPORT),
    table('PutItem', OUTBOX),
    table('UpdateItem', REPORTS),
    table('DeleteItem', REPORT, CONTENT, OUTBOX),
    queue('report-removal'),
    queue('audit'),
  ],
  faxValidations: [
    table('GetItem', REPORT, VALIDATION),
    table('Query', VALIDATION),
    table('PutItem', VALIDATION, OUTBOX),
    table('DeleteItem', OUTBOX),
    queue('validation'),
  ],
  faxValidationSteps: [
    table('GetItem', VALIDATION),
    table('Query', VALIDATION),
    listIndex(REPORTS),
    table('PutItem', REPORT, VALIDATION, OUTBOX),
    table('UpdateItem', VALIDATION, REPORTS),
    table('DeleteItem', OUTBOX),
    queue('validation'),
    queue('report-removal'),
    queue('audit'),
    topic,
  ],
} satisfies Record<ServiceName, readonly Access[]>;

/** What finding out who calls needs: the tokens' secret, and the table for API keys (`shared/identity/sign-in.ts`). */
export const SIGN_IN: readonly Access[] = [tokenSecret, table('GetItem', API_KEY)];

/** What every room needs to count requests (`shared/http/product-runtime.ts`). */
const COUNTING: readonly Access[] = [table('UpdateItem', RATE, METRICS)];

/** And what one needs of the tenants whose callers it signs in: their limits, and their audit log. */
const SIGNED_IN_ROOM: readonly Access[] = [
  table('GetItem', SETTINGS),
  table('PutItem', OUTBOX),
  table('DeleteItem', OUTBOX),
  queue('audit'),
];

/** The rights that services (and sign-in and HTTP, where a function needs them) add up to, by kind of resource. */
export function accessOf(
  services: Iterable<ServiceName>,
  options: { signsIn: boolean; answersHttp?: boolean },
): Access[] {
  const accesses: Access[] = [...new Set(services)].flatMap((service): readonly Access[] => GRANTS[service]);
  if (options.signsIn) accesses.push(...SIGN_IN);
  if (options.answersHttp) accesses.push(...COUNTING);
  if (options.answersHttp && options.signsIn) accesses.push(...SIGNED_IN_ROOM);
  return accesses;
}
