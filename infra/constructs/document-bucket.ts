/** The bucket of documents; `shared/blobs/document-bucket.ts` says what lies where. */
import { Aws, Duration, RemovalPolicy, Stack, Tags } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  StorageClass,
} from 'aws-cdk-lib/aws-s3';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { INBOX_PREFIX, UPLOADS_PREFIX } from '../../shared/domain/document/object-keys.ts';
import { acknowledge } from './acknowledge.ts';

export interface DocumentBucketProps {
  /** Queues that are told of every document dropped or uploaded. */
  tells: readonly Queue[];
  /** Web pages that may upload from a browser. */
  origins: readonly string[];
}

export class DocumentBucket extends Construct {
  readonly bucket: Bucket;

  constructor(scope: Construct, id: string, { tells, origins }: DocumentBucketProps) {
    super(scope, id);
    this.bucket = new Bucket(this, 'Bucket', {
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      // S3's own keys: partners who drop files then need no right on a key of ours, and nothing is billed a request.
      encryption: BucketEncryption.S3_MANAGED,
      // An event names the version it speaks of, so that a second drop of a name never replaces the first unread.
      versioned: true,
      removalPolicy: RemovalPolicy.RETAIN,
      cors:
        origins.length === 0
          ? []
          : [
              {
                allowedMethods: [HttpMethods.PUT],
                allowedOrigins: [...origins],
                allowedHeaders: ['content-type', 'content-length'],
                exposedHeaders: ['ETag'],
                maxAge: 3600,
              },
            ],
      lifecycleRules: [
        { id: 'unfinished-uploads', abortIncompleteMultipartUploadAfter: Duration.days(7) },
        {
          id: 'replaced-and-removed',
          noncurrentVersionExpiration: Duration.days(30),
          expiredObjectDeleteMarker: true,
        },
        // Pages are read again only when a task is retried; lost ones are simply read anew from the original.
        { id: 'pages', prefix: 'pages/', expiration: Duration.days(90) },
        // An export is made again in a second, and holds what its report did; a removed one leaves nothing behind.
        {
          id: 'exports',
          prefix: 'exports/',
          expiration: Duration.days(1),
          noncurrentVersionExpiration: Duration.days(1),
        },
        {
          id: 'originals',
          prefix: 'originals/',
          transitions: [
            { storageClass: StorageClass.INTELLIGENT_TIERING, transitionAfter: Duration.days(0) },
          ],
        },
      ],
    });
    // The local runtime copies what is put into its inbox folder on disk to the bucket with this tag.
    Tags.of(this.bucket).add('local-inbox', 'true');
    this.#tell(tells);
    acknowledge(this.bucket, {
      'AwsSolutions-S1':
        'Documents are read by our functions alone, whose logs say which task; for an audit, CloudTrail data events say more than access logs.',
    });
  }

  /**
   * The bucket's own notification settings, not CDK's `addEventNotification`, which sets them through a function of
   * its own with rights on every bucket. S3 checks that it may send when the settings are made, so the queue's
   * policy must be there before the bucket: it cannot name the bucket, and names its account and its name's form.
   */
  #tell(queues: readonly Queue[]): void {
    const resource = this.bucket.node.defaultChild as CfnBucket;
    const stack = Stack.of(this);
    resource.notificationConfiguration = {
      queueConfigurations: queues.flatMap((queue) =>
        [INBOX_PREFIX, UPLOADS_PREFIX].map((prefix) => ({
          event: 's3:ObjectCreated:*',
          queue: queue.queueArn,
          filter: { s3Key: { rules: [{ name: 'prefix', value: prefix }] } },
        })),
      ),
    };
    for (const queue of queues) {
      const { policyDependable } = queue.addToResourcePolicy(
        new PolicyStatement({
          sid: 'DocumentsDropped',
          principals: [new ServicePrincipal('s3.amazonaws.com')],
          actions: ['sqs:SendMessage'],
          resources: [queue.queueArn],
          conditions: {
            StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
            // CloudFormation starts the names it makes with the stack's, in lower case.
            ArnLike: {
              'aws:SourceArn': stack.formatArn({
                service: 's3',
                region: '',
                account: '',
                resource: `${stack.stackName}-*`.toLowerCase(),
              }),
            },
          },
        }),
      );
      if (policyDependable) resource.node.addDependency(policyDependable);
    }
  }
}
