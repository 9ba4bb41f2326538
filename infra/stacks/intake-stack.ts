/** The pipeline: what takes documents from drop to record, and what runs by the clock or on request. */
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { consumers, operations, schedules } from '../../functions/catalogue.ts';
import type { AnyConsumer } from '../../shared/contract/consumer.ts';
import { readQueue } from '../../shared/domain/task/commands.ts';
import type { Priority } from '../../shared/domain/task/states.ts';
import { DescribedAlarm } from '../constructs/alarms.ts';
import { ConsumerFunction } from '../constructs/consumer-function.ts';
import { FunctionSchedule } from '../constructs/function-schedule.ts';
import { type FunctionSurroundings, ProductFunction } from '../constructs/product-function.ts';

export interface IntakeStackProps extends StackProps {
  surroundings: FunctionSurroundings;
  queues: ReadonlyMap<string, IQueue>;
}

/** How long a document may wait to be read before someone is told. Low is what a night batch is sent with. */
const LONGEST_WAIT_MINUTES: Readonly<Record<Priority, number>> = { high: 5, normal: 30, low: 12 * 60 };

/** Consumers that speak to live connections live in the live stack, since the connections' API is there. */
export function belongsToLive(consumer: AnyConsumer): boolean {
  return consumer.uses.includes('liveSender');
}

export class IntakeStack extends Stack {
  constructor(scope: Construct, id: string, { surroundings, queues, ...props }: IntakeStackProps) {
    super(scope, id, props);
    for (const consumer of consumers) {
      if (belongsToLive(consumer)) continue;
      new ConsumerFunction(this, `Consumer-${consumer.id}`, { ...surroundings, consumer, queues });
    }
    for (const schedule of schedules) {
      const { function: target } = new ProductFunction(this, schedule.id, {
        ...surroundings,
        definition: schedule,
        uses: schedule.uses,
        signsIn: false,
      });
      new FunctionSchedule(this, `Every-${schedule.id}`, { target, everyMinutes: schedule.everyMinutes });
    }
    for (const operation of operations) {
      new ProductFunction(this, operation.id, {
        ...surroundings,
        definition: operation,
        uses: operation.uses,
        signsIn: false,
        alarmingErrors: 1,
      });
    }
    this.#alarmOnWaiting(surroundings, queues);
    new CfnOutput(this, 'CreateAdministrator', {
      description: 'Run once: makes the first sign-in and prints its password, which is shown nowhere else',
      value: `aws lambda invoke --function-name ${surroundings.settings.name}-create-administrator --payload {} /dev/stdout`,
    });
  }

  #alarmOnWaiting({ alarmTopic, settings }: FunctionSurroundings, queues: ReadonlyMap<string, IQueue>): void {
    for (const [priority, minutes] of Object.entries(LONGEST_WAIT_MINUTES) as [Priority, number][]) {
      const queue = queues.get(readQueue(priority));
      if (!queue) throw new Error(`no consumer reads priority ${priority}`);
      new DescribedAlarm(this, `Waiting-${priority}`, {
        topic: alarmTopic,
        alarmName: `${settings.name}-${readQueue(priority)}-waiting`,
        metric: queue.metricApproximateAgeOfOldestMessage({
          period: Duration.minutes(5),
          statistic: 'Maximum',
        }),
        threshold: minutes * 60,
        seen: `A document of ${priority} priority has waited ${minutes} minutes or longer to be read.`,
        costs: 'Documents come in faster than they are read: users wait, and nothing is lost.',
        runbook: 'reading-waits',
      });
    }
  }
}
