import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterEach, expect, test, vi } from 'vitest';
import { startDynamodb } from '../../../../infra/local/dynamodb-engine.ts';
import { startStorageEngine } from '../../../../infra/local/storage-engine.ts';
import { connect, createScratch, startFixture } from './fixtures/start.ts';

afterEach(() => vi.unstubAllEnvs());

test('services that the user runs are used instead of ours, through the same AWS endpoint', async () => {
  const scratch = createScratch();
  const dynamodb = await startDynamodb(join(scratch.path, 'theirs'));
  const storage = await startStorageEngine({
    directory: join(scratch.path, 'theirs/engine'),
    host: '127.0.0.1',
    port: 0,
    region: 'eu-west-3',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    external: {},
  });
  const theirs = `http://127.0.0.1:${storage.port}`;
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', dynamodb.url);
  for (const service of ['S3', 'SQS', 'SNS']) vi.stubEnv(`AWS_ENDPOINT_URL_${service}`, theirs);
  const runtime = await startFixture(join(scratch.path, 'ours'), { watchInbox: false });
  expect(runtime.addresses).toMatchObject({ dynamodb: dynamodb.url, s3: theirs, sqs: theirs, sns: theirs });
  const client = connect(runtime);
  await client.sqs.send(
    new SendMessageCommand({ QueueUrl: client.queueUrl('Jobs'), MessageBody: '{"subject":"abroad"}' }),
  );
  await expect.poll(() => client.facts('abroad done'), { timeout: 10_000 }).toHaveLength(1);
  await client.s3.send(new PutObjectCommand({ Bucket: client.bucket, Key: 'a', Body: 'b' }));
  const { Body } = await client.s3.send(new GetObjectCommand({ Bucket: client.bucket, Key: 'a' }));
  expect(await Body!.transformToString()).toBe('b');
  client.close();
  await runtime.stop();
  await storage.stop();
  await dynamodb.stop();
  scratch.remove();
});

test('S3 without SQS, or SQS without S3, is refused in one line', async () => {
  const scratch = createScratch();
  vi.stubEnv('AWS_ENDPOINT_URL_S3', 'http://127.0.0.1:9');
  await expect(startFixture(scratch.path)).rejects.toMatchObject({ name: 'LocalSetupError' });
  vi.stubEnv('AWS_ENDPOINT_URL_SQS', 'http://127.0.0.1:9');
  await expect(startFixture(scratch.path)).rejects.toMatchObject({
    name: 'LocalSetupError',
    message: expect.stringMatching(/^(S3|SQS|SNS) at http:\/\/127\.0\.0\.1:9 could not be set up: /),
  });
  scratch.remove();
});
