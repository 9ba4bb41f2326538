/** A queue that a consumer works through, with the dead-letter queue for what it cannot, and that one's alarm. */
import { Duration } from 'aws-cdk-lib';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AnyConsumer, QueueRule } from '../../shared/contract/consumer.ts';
import { DescribedAlarm } from './alarms.ts';

export interface WorkQueueProps {
  /** Starts the queues' names. */
  installation: string;
  consumer: AnyConsumer;
  rule: QueueRule;
  alarmTopic: ITopic;
}

/** How often the function's timeout a message stays hidden; see `WorkQueue`. */
const VISIBILITY_FACTOR = 2;

/**
 * The longest SQS keeps anything. A stopped function must be able to go on where it was after more than a long weekend,
 * and a person needs time to look at what failed. A dead letter's age counts from when it was first sent, so its queue
 * must not keep less. `shared/stores/arrivals.ts` counts on it.
 */
const RETENTION = Duration.days(14);

export class WorkQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { installation, consumer, rule, alarmTopic }: WorkQueueProps) {
    super(scope, id);
    const name = `${installation}-${rule.id}`;
    const deadLetters = new Queue(this, 'DeadLetters', {
      queueName: `${name}-dead`,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
    });
    // AWS advises six times the timeout for functions whose concurrency is reserved, so that throttled invocations
    // do not use a message's tries up. Ours is bounded at the event source, which never takes what it cannot
    // hand over. So twice is enough for a full run and its end, and a crashed one is tried again three times sooner.
    // There is no batching window to add.
    this.queue = new Queue(this, 'Queue', {
      queueName: name,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: RETENTION,
      visibilityTimeout: Duration.seconds(consumer.timeoutSeconds * VISIBILITY_FACTOR),
      deadLetterQueue: { queue: deadLetters, maxReceiveCount: consumer.maximumReceives },
    });
    new DescribedAlarm(this, 'DeadLettersAlarm', {
      topic: alarmTopic,
      alarmName: `${name}-dead-letters`,
      metric: deadLetters.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      threshold: 1,
      seen: `Messages of ${name} were given up after ${consumer.maximumReceives} tries and lie in ${name}-dead.`,
      costs: consumer.failureCosts,
      runbook: `dead-letters-${consumer.id}`,
    });
  }
}
