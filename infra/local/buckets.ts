import type { Event as S3Event } from '@aws-sdk/client-s3';
import type { BucketNotification } from './bucket-notifications.ts';
import type { BucketSettings, CorsRule } from './engine-protocol.ts';
import type { LocalCredentials } from './presigned-url.ts';
import { clientSettings } from './service-addresses.ts';
import { ACCOUNT_ID, type LocalModel, type LocalResource } from './template.ts';

/** Creates the buckets that are missing; where S3 is not ours, it also gets their notifications. */
export async function createBuckets(
  model: LocalModel,
  endpoint: string,
  credentials: LocalCredentials,
  isOurs: boolean,
): Promise<void> {
  const buckets = model.ofType('AWS::S3::Bucket');
  if (buckets.length === 0) return;
  const sdk = await import('@aws-sdk/client-s3');
  const client = new sdk.S3Client({ ...clientSettings(endpoint, credentials), forcePathStyle: true });
  try {
    await Promise.all(
      buckets.map(async ({ name }) => {
        await client.send(new sdk.CreateBucketCommand({ Bucket: name })).catch((error: Error) => {
          if (error.name !== 'BucketAlreadyOwnedByYou' && error.name !== 'BucketAlreadyExists') throw error;
        });
        const notifications = isOurs ? [] : (bucketSettings(model)[name]?.notifications ?? []);
        if (notifications.length === 0) return;
        const QueueConfigurations = notifications.map(({ id, events, prefix, suffix, queueArn }) => ({
          Id: id,
          Events: events as S3Event[],
          QueueArn: queueArn,
          Filter: {
            Key: {
              FilterRules: [
                { Name: 'prefix' as const, Value: prefix },
                { Name: 'suffix' as const, Value: suffix },
              ],
            },
          },
        }));
        await client.send(
          new sdk.PutBucketNotificationConfigurationCommand({
            Bucket: name,
            NotificationConfiguration: { QueueConfigurations },
          }),
        );
      }),
    );
  } finally {
    client.destroy();
  }
}

/** The notifications and CORS rules of every bucket, which our S3 endpoint carries out itself. */
export function bucketSettings(model: LocalModel): Record<string, BucketSettings> {
  const settings: Record<string, BucketSettings> = {};
  for (const bucket of model.ofType('AWS::S3::Bucket')) {
    settings[bucket.name] = { notifications: readNotifications(bucket), cors: readCors(bucket) };
  }
  // CDK's own `addEventNotification` configures the bucket through a custom resource of the same shape.
  for (const custom of model.ofType('Custom::S3BucketNotifications')) {
    const { BucketName, NotificationConfiguration } = custom.properties as Record<
      string,
      Record<string, unknown>
    >;
    const found = (NotificationConfiguration?.QueueConfigurations ?? []) as CustomQueueConfiguration[];
    for (const { Id, Events, QueueArn, Filter } of found) {
      const rules = Filter?.Key?.FilterRules ?? [];
      settings[String(BucketName)]?.notifications.push({
        id: Id ?? '',
        events: Events,
        queueArn: QueueArn,
        ...readRules(rules),
      });
    }
  }
  return settings;
}

interface FilterRule {
  Name: string;
  Value: string;
}

interface QueueConfiguration {
  Id?: string;
  Event: string;
  Queue: string;
  Filter?: { S3Key?: { Rules?: FilterRule[] } };
}

interface CustomQueueConfiguration {
  Id?: string;
  Events: string[];
  QueueArn: string;
  Filter?: { Key?: { FilterRules?: FilterRule[] } };
}

function readNotifications(bucket: LocalResource): BucketNotification[] {
  const configuration = bucket.properties.NotificationConfiguration as
    | { QueueConfigurations?: QueueConfiguration[] }
    | undefined;
  return (configuration?.QueueConfigurations ?? []).map(({ Id, Event, Queue, Filter }, index) => ({
    // CloudFormation has no Id for a configuration, S3 then makes one up.
    id: Id ?? `${bucket.logicalId}-${ACCOUNT_ID}-${index}`,
    events: [Event],
    queueArn: Queue,
    ...readRules(Filter?.S3Key?.Rules ?? []),
  }));
}

function readRules(rules: readonly FilterRule[]): { prefix: string; suffix: string } {
  const value = (name: string) => rules.find((rule) => rule.Name.toLowerCase() === name)?.Value ?? '';
  return { prefix: value('prefix'), suffix: value('suffix') };
}

function readCors(bucket: LocalResource): CorsRule[] {
  const configuration = bucket.properties.CorsConfiguration as
    | { CorsRules?: Record<string, unknown>[] }
    | undefined;
  return (configuration?.CorsRules ?? []).map((rule) => ({
    allowedOrigins: (rule.AllowedOrigins ?? []) as string[],
    allowedMethods: (rule.AllowedMethods ?? []) as string[],
    allowedHeaders: (rule.AllowedHeaders ?? []) as string[],
    exposedHeaders: (rule.ExposedHeaders ?? []) as string[],
    maxAgeSeconds: Number(rule.MaxAge ?? 0),
  }));
}
