/** A consumer's function, fed from its queues. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { EventSourceMapping } from 'aws-cdk-lib/aws-lambda';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { AnyConsumer } from '../../shared/contract/consumer.ts';
import { type FunctionSurroundings, ProductFunction } from './product-function.ts';

export interface ConsumerFunctionProps extends FunctionSurroundings {
  consumer: AnyConsumer;
  /** Every queue by its rule's id. */
  queues: ReadonlyMap<string, IQueue>;
}

/** What Lambda's poller does with the function's role. */
const POLLING = ['sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:ReceiveMessage'];

export class ConsumerFunction extends Construct {
  constructor(scope: Construct, id: string, { consumer, queues, ...surroundings }: ConsumerFunctionProps) {
    super(scope, id);
    const sources = consumer.queues.map((rule) => {
      const queue = queues.get(rule.id);
      if (!queue) throw new Error(`no queue ${rule.id} for ${consumer.id}`);
      return { rule, queue };
    });
    const { function: target } = new ProductFunction(this, consumer.id, {
      ...surroundings,
      definition: consumer,
      uses: consumer.uses,
      signsIn: false,
      statements: [
        new PolicyStatement({ actions: POLLING, resources: sources.map(({ queue }) => queue.queueArn) }),
      ],
    });
    for (const { rule, queue } of sources) {
      new EventSourceMapping(this, `From-${rule.id}`, {
        target,
        eventSourceArn: queue.queueArn,
        batchSize: consumer.batchSize,
        maxConcurrency: rule.maximumConcurrency,
        reportBatchItemFailures: true,
      });
    }
  }
}
