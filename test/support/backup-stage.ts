/** A table and a bucket with everything that two tenants can have, to be backed up, wiped and compared. */

import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { inject } from 'vitest';
import { encodeItem } from '../../shared/backup/attribute-values.ts';
import {
  type BackupStorage,
  deleteObjects,
  deleteRequest,
  keyOf,
  objectKeys,
  scan,
  writeBatch,
} from '../../shared/backup/storage.ts';
import { canonicalJson } from '../../shared/domain/audit/chain.ts';
import type { Backend } from './backend.ts';

/** The storage of a test's backend, as the command line reaches an installation's. */
export function backupStorage(backend: Backend): BackupStorage {
  const engine = inject('dynamodb');
  if ('missing' in engine) throw new Error(engine.missing);
  return {
    dynamodb: new DynamoDBClient({ endpoint: engine.url }),
    tableName: backend.table.name,
    s3: new S3Client({ forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' }),
    bucket: backend.bucket,
  };
}

/** Stores an object, a PDF by its type. */
export async function putTestObject(
  { s3, bucket }: BackupStorage,
  key: string,
  body: string | Uint8Array,
  metadata: Record<string, string> = {},
): Promise<void> {
  await s3.send(
    new PutObjectCommand({
      Bucket: bucket,
      Key: key,
      Body: body,
      ContentType: 'application/pdf',
      Metadata: metadata,
    }),
  );
}

/** Every item and every object, by key, as text that can be compared. */
export async function contentOf(storage: BackupStorage): Promise<Record<string, string>> {
  const content: Record<string, string> = {};
  for await (const item of scan(storage)) {
    const { pk, sk } = keyOf(item);
    content[`${pk} ${sk}`] = brief(canonicalJson(encodeItem(item)));
  }
  const { Contents = [] } = await storage.s3.send(new ListObjectsV2Command({ Bucket: storage.bucket }));
  for (const { Key = '' } of Contents) {
    const answer = await storage.s3.send(new GetObjectCommand({ Bucket: storage.bucket, Key }));
    const body = await answer.Body?.transformToString('base64');
    content[Key] = brief(canonicalJson([body, answer.ContentType, answer.Metadata]));
  }
  return content;
}

/** What is long is told apart by its hash, so that a difference can be read. */
function brief(text: string): string {
  if (text.length <= 2000) return text;
  return `${text.slice(0, 200)}… ${createHash('sha256').update(text).digest('hex')}`;
}

/** Removes every item and every object. */
export async function wipe(storage: BackupStorage): Promise<void> {
  const keys = [];
  for await (const item of scan(storage)) keys.push(keyOf(item));
  await writeBatch(storage, keys.map(deleteRequest));
  await deleteObjects(storage, objectKeys(storage, ''), () => {});
}
