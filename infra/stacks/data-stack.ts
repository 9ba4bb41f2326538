/**
 * Everything that holds something: the table, the bucket, the signing secret, and the queues and topic with what is
 * under way. The other stacks hold only functions and can be thrown away and made again. The queues are here rather
 * than with their consumers because the bucket tells one of them, and whoever consumes it reads the bucket.
 */
import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Billing, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Alias } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { SubscriptionFilter, Topic } from 'aws-cdk-lib/aws-sns';
import { SqsSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { consumers } from '../../functions/catalogue.ts';
import { COMMAND_QUEUES, type CommandQueue } from '../../shared/domain/task/commands.ts';
import { acknowledge } from '../constructs/acknowledge.ts';
import { AlarmTopic } from '../constructs/alarms.ts';
import { DocumentBucket } from '../constructs/document-bucket.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { LIST_INDEX } from '../grants.ts';
import type { GrantableResources } from '../rights.ts';
import type { Settings } from '../settings.ts';

/** Queues fed by the topic that are told of everything, page progress included; the others of what must be told. */
const TOLD_OF_PROGRESS = ['live-events'];

export class DataStack extends Stack {
  readonly resources: Omit<GrantableResources, 'live'>;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly alarms: AlarmTopic;

  constructor(scope: Construct, id: string, props: StackProps & { settings: Settings }) {
    super(scope, id, { ...props, terminationProtection: true });
    const { settings } = props;
    this.alarms = new AlarmTopic(this, 'Alarms', { email: settings.alarmEmail });
    this.queues = this.#queues(settings);
    const bucketQueues = this.#fedBy('bucket');
    this.resources = {
      table: this.#table(),
      bucket: new DocumentBucket(this, 'Documents', { tells: bucketQueues, origins: settings.origins })
        .bucket,
      topic: this.#topic(),
      commandQueues: this.#commandQueues(),
      tokenSecret: this.#tokenSecret(),
      allowPrivateWebhooks: settings.local,
      auditRetentionDays: settings.auditRetentionDays,
      usesTextract: settings.ocr === 'textract',
    };
    new CfnOutput(this, 'BucketName', { value: this.resources.bucket.bucketName });
    new CfnOutput(this, 'TableName', { value: this.resources.table.tableName });
  }

  #table(): TableV2 {
    return new TableV2(this, 'Table', {
      partitionKey: { name: 'pk', type: AttributeType.STRING },
      sortKey: { name: 'sk', type: AttributeType.STRING },
      globalSecondaryIndexes: [
        {
          indexName: LIST_INDEX,
          partitionKey: { name: 'gsi1pk', type: AttributeType.STRING },
          sortKey: { name: 'gsi1sk', type: AttributeType.STRING },
        },
      ],
      billing: Billing.onDemand(),
      // AWS's own key: it costs nothing a request, and nobody outside the account reads the table.
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      timeToLiveAttribute: 'expiresAt',
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
  }

  #queues(settings: Settings): Map<string, Queue> {
    const queues = new Map<string, Queue>();
    for (const consumer of consumers) {
      for (const rule of consumer.queues) {
        const work = new WorkQueue(this, `Queue-${rule.id}`, {
          installation: settings.name,
          consumer,
          rule,
          alarmTopic: this.alarms.topic,
        });
        queues.set(rule.id, work.queue);
      }
    }
    return queues;
  }

  #fedBy(feed: 'bucket' | 'events'): Queue[] {
    const rules = consumers.flatMap((consumer) => consumer.queues).filter((rule) => rule.fedBy === feed);
    return rules.map((rule) => this.#queue(rule.id));
  }

  #queue(id: string): Queue {
    const queue = this.queues.get(id);
    if (!queue) throw new Error(`no consumer has a queue ${id}`);
    return queue;
  }

  #commandQueues(): Record<CommandQueue, Queue> {
    return Object.fromEntries(COMMAND_QUEUES.map((id) => [id, this.#queue(id)])) as Record<
      CommandQueue,
      Queue
    >;
  }

  #topic(): Topic {
    const topic = new Topic(this, 'Events', {
      enforceSSL: true,
      // Events name documents and their senders. SNS's own key needs no rights of the publishers.
      masterKey: Alias.fromAliasName(this, 'SnsKey', 'alias/aws/sns'),
    });
    for (const [id, queue] of this.queues) {
      if (!this.#fedBy('events').includes(queue)) continue;
      const durable = { durability: SubscriptionFilter.stringFilter({ allowlist: ['durable'] }) };
      topic.addSubscription(
        new SqsSubscription(queue, {
          rawMessageDelivery: true,
          ...(!TOLD_OF_PROGRESS.includes(id) && { filterPolicy: durable }),
        }),
      );
    }
    return topic;
  }

  #tokenSecret(): Secret {
    const secret = new Secret(this, 'TokenSecret', {
      description: 'Signs the bearer tokens of the API. Replacing it signs everyone out.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    acknowledge(secret, {
      'AwsSolutions-SMG4':
        'Each change signs everyone out, so it is made when there is reason to (docs/runbook.md#replace-the-token-secret), not by the calendar.',
    });
    return secret;
  }
}
