/** The pipeline: what takes documents from drop to record, and what runs by the clock or on request. */
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { consumers, operations, schedules } from '../../functions/catalogue.ts';
import type { AnyConsumer } from '../../shared/contract/consumer.ts';
import { type CommandQueue, readQueue } from '../../shared/domain/task/commands.ts';
import type { Priority } from '../../shared/domain/task/states.ts';
import { DescribedAlarm } from '../constructs/alarms.ts';
import { ConsumerFunction } from '../constructs/consumer-function.ts';
import { FunctionSchedule } from '../constructs/function-schedule.ts';
import { type FunctionSurroundings, ProductFunction } from '../constructs/product-function.ts';

export interface IntakeStackProps extends StackProps {
  surroundings: FunctionSurroundings;
  queues: ReadonlyMap<string, IQueue>;
}

interface WaitingAlarm {
  id: string;
  queue: CommandQueue;
  minutes: number;
  /** What waits, as the alarm says it. */
  waits: string;
  costs: string;
  runbook: string;
}

/** How long a document may wait to be read before someone is told. Low is what a night batch is sent with. */
const LONGEST_READING_WAIT_MINUTES: Readonly<Record<Priority, number>> = {
  high: 5,
  normal: 30,
  low: 12 * 60,
};

/**
 * Longer than the 40 minutes that the tries of one log last whose imports die, which another alarm tells of: then it is
 * the others that wait. A log of 90,000 rows takes a second or two, and five are imported at once.
 */
const LONGEST_IMPORT_WAIT_MINUTES = 60;

const WAITING_ALARMS: readonly WaitingAlarm[] = [
  ...(Object.entries(LONGEST_READING_WAIT_MINUTES) as [Priority, number][]).map(([priority, minutes]) => ({
    id: `Waiting-${priority}`,
    queue: readQueue(priority),
    minutes,
    waits: `A document of ${priority} priority has waited ${minutes} minutes or longer to be read.`,
    costs: 'Documents come in faster than they are read: users wait, and nothing is lost.',
    runbook: 'reading-waits',
  })),
  {
    id: 'Waiting-import',
    queue: 'import',
    minutes: LONGEST_IMPORT_WAIT_MINUTES,
    waits: `A fax log has waited ${LONGEST_IMPORT_WAIT_MINUTES} minutes or longer to be imported.`,
    costs:
      'Fax logs come in faster than they are imported: users wait for their reports, and nothing is lost.',
    runbook: 'imports-wait',
  },
];

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
    for (const { id, queue: queueId, minutes, waits, costs, runbook } of WAITING_ALARMS) {
      const queue = queues.get(queueId);
      if (!queue) throw new Error(`no consumer has a queue ${queueId}`);
      new DescribedAlarm(this, id, {
        topic: alarmTopic,
        alarmName: `${settings.name}-${queueId}-waiting`,
        metric: queue.metricApproximateAgeOfOldestMessage({
          period: Duration.minutes(5),
          statistic: 'Maximum',
        }),
        threshold: minutes * 60,
        seen: waits,
        costs,
        runbook,
      });
    }
  }
}
