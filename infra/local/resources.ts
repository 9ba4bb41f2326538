import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBuckets } from './buckets.ts';
import type { LocalCredentials } from './presigned-url.ts';
import { createQueues } from './queues.ts';
import type { ServiceAddresses } from './service-addresses.ts';
import { LocalSetupError } from './setup-error.ts';
import { createTables } from './tables.ts';
import type { LocalModel } from './template.ts';
import { createTopics } from './topics.ts';

const STORED = [
  'AWS::DynamoDB::Table',
  'AWS::DynamoDB::GlobalTable',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
  'AWS::SNS::Topic',
  'AWS::SNS::Subscription',
];

/** What `createResources` works with. */
export interface ResourceCreation {
  model: LocalModel;
  addresses: ServiceAddresses;
  credentials: LocalCredentials;
  dataDirectory: string;
  /** Whether the stamp of an earlier run can be believed: our engines, and their files were there. */
  trustStamp: boolean;
}

/**
 * Creates every table, bucket, queue, topic and subscription of the template that is missing. A stamp in the data
 * folder remembers which template was last created, so that an unchanged one costs nothing at start.
 */
export async function createResources({
  model,
  addresses,
  credentials,
  dataDirectory,
  trustStamp,
}: ResourceCreation) {
  const stampFile = join(dataDirectory, 'resources.stamp');
  const stored = model.resources.filter((resource) => STORED.includes(resource.type));
  const facts = stored.map(({ type, name, properties }) => [type, name, properties]);
  const stamp = createHash('sha256').update(JSON.stringify(facts)).digest('hex');
  if (trustStamp && readStamp(stampFile) === stamp) return;
  const queues = named('SQS', addresses.sqs, createQueues(model, addresses.sqs, credentials));
  await Promise.all([
    named('DynamoDB', addresses.dynamodb, createTables(model, addresses.dynamodb, credentials)),
    queues.then(() =>
      named(
        'S3',
        addresses.s3,
        createBuckets(model, addresses.s3, credentials, addresses.s3 === addresses.aws),
      ),
    ),
    queues.then(() => named('SNS', addresses.sns, createTopics(model, addresses.sns, credentials))),
  ]);
  writeFileSync(stampFile, stamp);
}

function readStamp(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

async function named(service: string, url: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (cause) {
    if (cause instanceof LocalSetupError) throw cause;
    const reason = cause instanceof Error ? cause.message || cause.name : String(cause);
    throw new LocalSetupError(`${service} at ${url} could not be set up: ${reason}`, { cause });
  }
}
