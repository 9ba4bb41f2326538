/** Grants as AWS takes them: rights of IAM on the resources of an installation, and the environment that goes with them. */
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { CommandQueue } from '../shared/domain/task/commands.ts';
import { type Access, LIST_INDEX } from './grants.ts';

/** The resources that rights are given on. */
export interface GrantableResources {
  table: ITableV2;
  bucket: IBucket;
  topic: ITopic;
  commandQueues: Readonly<Record<CommandQueue, IQueue>>;
  tokenSecret: ISecret;
  /** Absent where no function of the stack speaks to live connections. */
  live?: { endpoint: string; connectionsArn: string };
  allowPrivateWebhooks: boolean;
  auditRetentionDays: number;
  usesTextract: boolean;
}

/** A right on one resource of AWS. */
interface Right {
  resource: string;
  actions: readonly string[];
  /** Only items whose partition key is like one of these. */
  partitions?: readonly string[];
  /** Why the resource has a star, if it has one: AWS knows no narrower name. */
  wildcardBecause?: string;
}

/**
 * Rights on each resource, sorted, so that templates only change when rights do. Actions share a right only where they
 * have the same partitions: merging others would let each reach what only one may.
 */
export function rightsOf(accesses: readonly Access[], resources: GrantableResources): Right[] {
  const rights = accesses.flatMap((access) => rightOf(access, resources) ?? []);
  const merged = new Map<string, Right>();
  for (const [resource, ofResource] of Map.groupBy(rights, (right) => right.resource)) {
    for (const action of [...new Set(ofResource.flatMap(({ actions }) => actions))].sort()) {
      const granting = ofResource.filter(({ actions }) => actions.includes(action));
      const partitions = [...new Set(granting.flatMap((right) => right.partitions ?? []))].sort();
      const key = JSON.stringify([resource, partitions]);
      merged.set(key, {
        ...(granting[0] as Right),
        actions: [...(merged.get(key)?.actions ?? []), action],
        ...(partitions.length > 0 && { partitions }),
      });
    }
  }
  return [...merged.values()];
}

/**
 * IAM's condition for rights on some partitions only; undefined for a right on the whole resource. `ForAllValues` is
 * true of no values at all, hence the second one: a request that names no key is refused. DynamoDB takes apart
 * transactions before it asks, so each item needs to be allowed.
 */
export function conditionsOf({ partitions }: Right): Record<string, Record<string, unknown>> | undefined {
  if (!partitions) return undefined;
  return {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [...partitions] },
    Null: { 'dynamodb:LeadingKeys': 'false' },
  };
}

function rightOf(access: Access, resources: GrantableResources): Right | undefined {
  switch (access.to) {
    case 'table':
      return {
        resource: resources.table.tableArn,
        actions: access.actions,
        partitions: access.partitions,
      };
    case 'index':
      return {
        resource: `${resources.table.tableArn}/index/${LIST_INDEX}`,
        actions: access.actions,
        partitions: access.partitions,
      };
    case 'objects':
      return {
        resource: resources.bucket.arnForObjects(`${access.prefix}*`),
        actions: access.actions,
        wildcardBecause: `Keys under ${access.prefix} come with the documents; the prefix is all that is known.`,
      };
    case 'bucket':
      return { resource: resources.bucket.bucketArn, actions: ['s3:ListBucket'] };
    case 'queue':
      return { resource: resources.commandQueues[access.queue].queueArn, actions: ['sqs:SendMessage'] };
    case 'topic':
      return { resource: resources.topic.topicArn, actions: ['sns:Publish'] };
    case 'token-secret':
      return { resource: resources.tokenSecret.secretArn, actions: ['secretsmanager:GetSecretValue'] };
    case 'live-connections':
      return {
        resource: `${liveOf(resources).connectionsArn}/*`,
        actions: ['execute-api:ManageConnections'],
        wildcardBecause:
          'Connections of this one WebSocket API come and go; the right is to send to any of them.',
      };
    case 'textract':
      if (!resources.usesTextract) return undefined;
      return {
        resource: '*',
        actions: ['textract:DetectDocumentText'],
        wildcardBecause: 'Textract has no resources to name.',
      };
    case 'audit-retention':
    case 'webhook-policy':
      return undefined;
  }
}

/** The environment variables that go with those rights. */
export function environmentOf(
  accesses: readonly Access[],
  resources: GrantableResources,
): Record<string, string> {
  const variables: Record<string, string> = {};
  for (const access of accesses) {
    switch (access.to) {
      case 'table':
      case 'index':
        variables.TABLE_NAME = resources.table.tableName;
        break;
      case 'objects':
      case 'bucket':
        variables.BUCKET_NAME = resources.bucket.bucketName;
        break;
      case 'queue':
        variables[queueUrlVariable(access.queue)] = resources.commandQueues[access.queue].queueUrl;
        break;
      case 'topic':
        variables.EVENTS_TOPIC_ARN = resources.topic.topicArn;
        break;
      case 'token-secret':
        variables.TOKEN_SECRET_ARN = resources.tokenSecret.secretArn;
        break;
      case 'live-connections':
        variables.LIVE_ENDPOINT = liveOf(resources).endpoint;
        break;
      case 'textract':
        if (resources.usesTextract) variables.OCR_ENGINE = 'textract';
        break;
      case 'audit-retention':
        variables.AUDIT_RETENTION_DAYS = String(resources.auditRetentionDays);
        break;
      case 'webhook-policy':
        if (resources.allowPrivateWebhooks) variables.WEBHOOKS_ALLOW_PRIVATE = 'true';
        break;
    }
  }
  return variables;
}

/** As `shared/queues/queue-sender.ts` reads it; that file cannot be imported here, since it brings the AWS client. */
function queueUrlVariable(name: CommandQueue): string {
  return `QUEUE_URL_${name.toUpperCase().replaceAll('-', '_')}`;
}

function liveOf({ live }: GrantableResources): NonNullable<GrantableResources['live']> {
  if (!live) throw new Error('a function that speaks to live connections belongs in the live stack');
  return live;
}
