/** Alarms that speak to whoever is woken by them: what users lose, and where to read what to do. */
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { type ITopic, Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge.ts';

/** Where every alarm tells. */
export class AlarmTopic extends Construct {
  readonly topic: ITopic;

  constructor(scope: Construct, id: string, { email }: { email: string | undefined }) {
    super(scope, id);
    // CloudWatch cannot publish to a topic under SNS's own key; alarm texts hold no document's content.
    const topic = new Topic(this, 'Topic', { enforceSSL: true });
    if (email) topic.addSubscription(new EmailSubscription(email));
    acknowledge(topic, {
      'AwsSolutions-SNS2':
        'CloudWatch may not use the key that SNS manages, and alarm texts hold nothing confidential.',
    });
    this.topic = topic;
  }
}

export interface DescribedAlarmProps {
  topic: ITopic;
  alarmName: string;
  metric: IMetric;
  /** The alarm sounds when the metric is at least this. */
  threshold: number;
  /** Periods in a row. Default 1. */
  periods?: number;
  /** First sentence: what was seen. */
  seen: string;
  /** What users lose, from the definition. */
  costs: string;
  /** Heading of its entry in docs/runbook.md. */
  runbook: string;
}

/** An alarm on "at least so much"; no data means that nothing happened. */
export class DescribedAlarm extends Construct {
  constructor(scope: Construct, id: string, props: DescribedAlarmProps) {
    super(scope, id);
    const alarm = new Alarm(this, 'Alarm', {
      alarmName: props.alarmName,
      alarmDescription: `${props.seen} ${props.costs} See docs/runbook.md#${props.runbook}`,
      metric: props.metric,
      threshold: props.threshold,
      evaluationPeriods: props.periods ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(props.topic));
    alarm.addOkAction(new SnsAction(props.topic));
  }
}
