/** The table and the bucket as backups reach them: everything, with an operator's own rights. */

import { Readable } from 'node:stream';
import {
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  type ScanCommandInput,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import type { RawItem } from './attribute-values.ts';
import type { BackupObject } from './backup-format.ts';

export interface BackupStorage {
  dynamodb: DynamoDBClient;
  tableName: string;
  s3: S3Client;
  bucket: string;
}

export interface ItemKey {
  pk: string;
  sk: string;
}

/** DynamoDB takes so many in one request. */
const BATCH = 25;
/** Larger objects are sent in parts, of which two are in memory. */
export const PART_BYTES = 8 * 1024 * 1024;

export function keyOf(item: RawItem): ItemKey {
  return { pk: item.pk?.S ?? '', sk: item.sk?.S ?? '' };
}

function rawKey({ pk, sk }: ItemKey): RawItem {
  return { pk: { S: pk }, sk: { S: sk } };
}

/** Every item that the filter leaves, a page of at most 1 MB at a time; strongly consistent. */
export async function* scan(
  { dynamodb, tableName }: BackupStorage,
  filter: Omit<ScanCommandInput, 'TableName'> = {},
): AsyncGenerator<RawItem> {
  let start: RawItem | undefined;
  do {
    const answer = await dynamodb.send(
      new ScanCommand({ ...filter, TableName: tableName, ConsistentRead: true, ExclusiveStartKey: start }),
    );
    yield* answer.Items ?? [];
    start = answer.LastEvaluatedKey;
  } while (start);
}

/** A partition in the order of its sort keys; strongly consistent. */
export async function* partition(
  { dynamodb, tableName }: BackupStorage,
  pk: string,
): AsyncGenerator<RawItem> {
  let start: RawItem | undefined;
  do {
    const answer = await dynamodb.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
        ConsistentRead: true,
        ExclusiveStartKey: start,
      }),
    );
    yield* answer.Items ?? [];
    start = answer.LastEvaluatedKey;
  } while (start);
}

export async function getItem(
  { dynamodb, tableName }: BackupStorage,
  key: ItemKey,
): Promise<RawItem | undefined> {
  const answer = await dynamodb.send(
    new GetItemCommand({ TableName: tableName, Key: rawKey(key), ConsistentRead: true }),
  );
  return answer.Item;
}

/** Puts an item unless one of another tenant has its key; false when it has. */
export async function putOwned({ dynamodb, tableName }: BackupStorage, item: RawItem, tenant: string) {
  try {
    await dynamodb.send(
      new PutItemCommand({
        TableName: tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(pk) OR tenant = :tenant',
        ExpressionAttributeValues: { ':tenant': { S: tenant } },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

export async function putItem({ dynamodb, tableName }: BackupStorage, item: RawItem): Promise<void> {
  await dynamodb.send(new PutItemCommand({ TableName: tableName, Item: item }));
}

export async function deleteItem({ dynamodb, tableName }: BackupStorage, key: ItemKey): Promise<void> {
  await dynamodb.send(new DeleteItemCommand({ TableName: tableName, Key: rawKey(key) }));
}

export const putRequest = (Item: RawItem): WriteRequest => ({ PutRequest: { Item } });
export const deleteRequest = (key: ItemKey): WriteRequest => ({ DeleteRequest: { Key: rawKey(key) } });

/** Writes all of them, in any order; of no key more than one. */
export async function writeBatch({ dynamodb, tableName }: BackupStorage, requests: readonly WriteRequest[]) {
  const batches: WriteRequest[][] = [];
  for (let index = 0; index < requests.length; index += BATCH)
    batches.push(requests.slice(index, index + BATCH));
  await Promise.all(
    batches.map(async (batch) => {
      let left: WriteRequest[] = batch;
      for (let attempt = 0; left.length > 0; attempt++) {
        // What DynamoDB had no capacity for comes back.
        if (attempt > 0) await wait(Math.random() * Math.min(5_000, 50 * 2 ** attempt));
        const answer = await dynamodb.send(
          new BatchWriteItemCommand({ RequestItems: { [tableName]: left } }),
        );
        left = answer.UnprocessedItems?.[tableName] ?? [];
      }
    }),
  );
}

/** Keys under a prefix, in S3's order. */
export async function* objectKeys({ s3, bucket }: BackupStorage, prefix: string): AsyncGenerator<string> {
  let token: string | undefined;
  do {
    const answer = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, ContinuationToken: token }),
    );
    for (const { Key } of answer.Contents ?? []) if (Key !== undefined) yield Key;
    token = answer.NextContinuationToken;
  } while (token);
}

/** Undefined for an object that is gone. */
export async function getObject(
  { s3, bucket }: BackupStorage,
  key: string,
): Promise<{ object: BackupObject; bytes: AsyncIterable<Uint8Array> } | undefined> {
  try {
    const answer = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const object: BackupObject = {
      key,
      size: answer.ContentLength ?? 0,
      ...(answer.ContentType !== undefined && { content_type: answer.ContentType }),
      metadata: answer.Metadata ?? {},
    };
    return { object, bytes: answer.Body as unknown as AsyncIterable<Uint8Array> };
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    throw error;
  }
}

/** Stores an object as it was; a large one in parts, so that only some of it is in memory. */
export async function putObject(
  { s3, bucket }: BackupStorage,
  { key, size, content_type, metadata }: BackupObject,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  const named = { Bucket: bucket, Key: key, ContentType: content_type, Metadata: metadata };
  if (size <= PART_BYTES) {
    const parts: Uint8Array[] = [];
    for await (const part of bytes) parts.push(part);
    const Body = Buffer.concat(parts);
    await s3.send(new PutObjectCommand({ ...named, Body }));
    return;
  }
  // S3 allows 10,000 parts.
  const partSize = Math.max(PART_BYTES, Math.ceil(size / 10_000));
  const Body = Readable.from(bytes, { objectMode: false });
  await new Upload({ client: s3, params: { ...named, Body }, partSize, queueSize: 2 }).done();
}

/** S3 takes so many in one request. */
const DELETIONS = 1000;

export async function deleteObjects(
  storage: BackupStorage,
  keys: AsyncIterable<string>,
  told: (count: number) => void,
) {
  let batch: string[] = [];
  const flush = async () => {
    if (batch.length === 0) return;
    const answer = await storage.s3.send(
      new DeleteObjectsCommand({
        Bucket: storage.bucket,
        Delete: { Objects: batch.map((Key) => ({ Key })), Quiet: true },
      }),
    );
    const [failure] = answer.Errors ?? [];
    if (failure) throw new Error(`object ${failure.Key} cannot be deleted: ${failure.Code}`);
    told(batch.length);
    batch = [];
  };
  for await (const key of keys) {
    batch.push(key);
    if (batch.length === DELETIONS) await flush();
  }
  await flush();
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
