import { randomBytes } from 'node:crypto';
import { REGION } from './template.ts';

/** One queue configuration of a bucket's notifications. */
export interface BucketNotification {
  id: string;
  /** As configured: `s3:ObjectCreated:*`, `s3:ObjectCreated:Put` … */
  events: string[];
  prefix: string;
  suffix: string;
  queueArn: string;
}

/** How an object came to be; the last part of an S3 event's name. */
export type CreationKind = 'Put' | 'Post' | 'Copy' | 'CompleteMultipartUpload';

/** The facts of a stored object that an event tells. */
export interface StoredFact {
  bucket: string;
  key: string;
  size: number;
  /** With or without the quotes of the ETag header. */
  etag: string;
  kind: CreationKind;
  sourceIp: string;
}

/** The notifications that an object of this key, created this way, sets off. */
export function matchingNotifications(all: readonly BucketNotification[], key: string, kind: CreationKind) {
  const name = `s3:ObjectCreated:${kind}`;
  return all.filter(
    ({ events, prefix, suffix }) =>
      key.startsWith(prefix) &&
      key.endsWith(suffix) &&
      events.some((event) => event === name || event === 's3:ObjectCreated:*'),
  );
}

let lastSequence = 0n;

/** Grows with every event, over restarts too: the clock in microseconds, or one more than the last if it stood still. */
function nextSequencer(): string {
  const clock = BigInt(Date.now()) * 1000n;
  lastSequence = clock > lastSequence ? clock : lastSequence + 1n;
  return lastSequence.toString(16).toUpperCase().padStart(18, '0');
}

/** The body of the message that S3 sends: one record of event version 2.1, its key form-encoded. */
export function objectCreatedEvent(fact: StoredFact, configurationId: string): string {
  return JSON.stringify({
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: REGION,
        eventTime: new Date().toISOString(),
        eventName: `ObjectCreated:${fact.kind}`,
        userIdentity: { principalId: 'AWS:LOCAL' },
        requestParameters: { sourceIPAddress: fact.sourceIp },
        responseElements: {
          'x-amz-request-id': randomBytes(8).toString('hex').toUpperCase(),
          'x-amz-id-2': randomBytes(32).toString('base64'),
        },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId,
          bucket: {
            name: fact.bucket,
            ownerIdentity: { principalId: 'LOCAL' },
            arn: `arn:aws:s3:::${fact.bucket}`,
          },
          object: {
            key: encodeKey(fact.key),
            size: fact.size,
            eTag: fact.etag.replaceAll('"', ''),
            sequencer: nextSequencer(),
          },
        },
      },
    ],
  });
}

/** S3 writes keys in events as a form would: percent-encoded but `/`, with `+` for a space. */
export function encodeKey(key: string): string {
  return encodeURIComponent(key.toWellFormed())
    .replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2F', '/')
    .replaceAll('%20', '+');
}
