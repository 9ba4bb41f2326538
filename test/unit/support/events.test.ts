import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import type { S3Event, SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';

const folder = new URL('../../../events/', import.meta.url);
const captured = <Shape>(file: string): Shape => JSON.parse(readFileSync(new URL(file, folder), 'utf8'));
const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
const queued = files.filter((file) => /^(s3|sqs)-/.test(file));
const keysIn = (file: string) =>
  captured<SQSEvent>(file).Records.flatMap((message) =>
    (JSON.parse(message.body) as S3Event).Records.map((record) =>
      decodeURIComponent(record.s3.object.key.replaceAll('+', ' ')),
    ),
  );

describe('the captured events', () => {
  test.each(queued)('%s carries the digest of its bodies, as SQS does', (file) => {
    for (const message of captured<SQSEvent>(file).Records) {
      expect(message.eventSource).toBe('aws:sqs');
      expect(message.md5OfBody).toBe(createHash('md5').update(message.body).digest('hex'));
    }
  });

  test('the drop into the inbox names its key as S3 encodes it', () => {
    expect(keysIn('s3-put-inbox.json')).toEqual(['inbox/default/facture 2026.pdf']);
    expect(keysIn('s3-put-encoded-name.json')).toEqual(['inbox/default/🧾 d’été n° 7 %2F a+b.pdf']);
  });

  test('the S3 test event has no records', () => {
    const [message] = captured<SQSEvent>('s3-test-event.json').Records;
    expect(JSON.parse(message?.body ?? '')).toMatchObject({ Event: 's3:TestEvent' });
  });

  test('the second delivery is the same message, received again', () => {
    const [first] = captured<SQSEvent>('s3-put-inbox.json').Records;
    const [second] = captured<SQSEvent>('sqs-s3-put-delivered-twice.json').Records;
    expect([second?.messageId, second?.body]).toEqual([first?.messageId, first?.body]);
    expect(second?.attributes.ApproximateReceiveCount).toBe('2');
  });

  test.each(files.filter((file) => file.startsWith('http-')))(
    '%s is an HTTP API payload of version 2.0',
    (file) => {
      expect(captured(file)).toMatchObject({
        version: '2.0',
        requestContext: { http: {}, stage: '$default' },
      });
    },
  );

  test('the WebSocket events share one connection', () => {
    for (const step of ['connect', 'message', 'disconnect']) {
      expect(captured(`ws-${step}.json`)).toMatchObject({
        requestContext: { connectionId: 'ExAmPlEconn0AbCd=' },
      });
    }
  });
});
