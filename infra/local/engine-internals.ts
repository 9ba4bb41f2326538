import type { DatabaseSync } from 'node:sqlite';
import type { FastifyInstance } from 'fastify';

/**
 * The parts of fauxqs that its package does not export. `startFauxqs` listens on every network interface, stores
 * objects non-atomically under paths made from their keys, and refuses bodies over 11 MB; with its own stores
 * assembled here, none of that applies. The version is pinned, and the tests of this folder cover what is used.
 */

interface StoredMessage {
  messageId: string;
}

export interface StoredQueue {
  name: string;
  arn: string;
  url: string;
  inflightMessages: Map<string, { message: StoredMessage; visibilityDeadline: number }>;
  messages: StoredMessage[];
  delayedMessages: StoredMessage[];
  persistence?: unknown;
  enqueue(message: StoredMessage): void;
  dequeue(...args: unknown[]): { MessageId: string; ReceiptHandle: string }[];
}

export interface SqsStore {
  host: string | undefined;
  region?: string;
  persistence?: unknown;
  allQueues(): Iterable<StoredQueue>;
  getQueue(url: string): StoredQueue | undefined;
  getQueueByArn(arn: string): StoredQueue | undefined;
  shutdown(): void;
}

export interface StoredObject {
  key: string;
  body: Buffer;
  contentLength: number;
  etag: string;
  lastModified: Date;
}

export interface StoredPart {
  partNumber: number;
  body: Buffer;
  lastModified: Date;
}

export interface StoredUpload {
  uploadId: string;
  initiated: Date;
  parts: Map<number, StoredPart>;
}

export interface ListOptions {
  prefix?: string;
  delimiter?: string;
  maxKeys?: number;
  /** Keys up to and including this one were on an earlier page; `marker` is the older name for it. */
  startAfter?: string;
  marker?: string;
}

export interface Listing {
  objects: StoredObject[];
  commonPrefixes: string[];
  isTruncated: boolean;
}

export interface S3Store {
  persistence?: unknown;
  buckets: Map<string, Map<string, StoredObject>>;
  createBucket(name: string, type?: string): void;
  listObjects(bucket: string, options?: ListOptions): Listing;
  setBucketCreationDate(name: string, date: Date): void;
  restoreBucketLifecycleConfiguration(name: string, configuration: string): void;
  restoreObject(bucket: string, object: StoredObject): void;
  restoreMultipartUpload(upload: StoredUpload): void;
}

interface PersistenceManager {
  db: DatabaseSync;
  loadSqsAndSns(sqs: SqsStore, sns: unknown): void;
  close(): void;
}

export interface FauxqsInternals {
  buildApp(options: {
    logger: boolean;
    defaultRegion: string;
    stores: { sqsStore: SqsStore; snsStore: unknown; s3Store: S3Store };
  }): FastifyInstance;
  SqsStore: (new () => SqsStore) & {
    createMessage(body: string, attributes?: object, delaySeconds?: number): StoredMessage;
  };
  SqsQueue: { prototype: StoredQueue };
  SnsStore: new () => { region?: string; persistence?: unknown };
  S3Store: new () => S3Store;
  PersistenceManager: new (directory: string) => PersistenceManager;
}

/** Loads fauxqs by file, next to where its package entry resolves. */
export async function loadFauxqs(): Promise<FauxqsInternals> {
  const entry = import.meta.resolve('fauxqs');
  const load = (path: string) => import(new URL(path, entry).href);
  const [app, sqs, sns, s3, persistence] = await Promise.all([
    load('./app.js'),
    load('./sqs/sqsStore.js'),
    load('./sns/snsStore.js'),
    load('./s3/s3Store.js'),
    load('./persistence.js'),
  ]);
  return { ...app, ...sqs, ...sns, ...s3, ...persistence } as FauxqsInternals;
}
