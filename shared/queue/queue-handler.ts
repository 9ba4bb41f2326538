/** The middy runtimes of consumers and schedules. A batch's failed messages come back alone (partial batch response). */
import middy from '@middy/core';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type * as z from 'zod';
import type { ConsumerDefinition, OperationDefinition, ScheduleDefinition } from '../contract/consumer.ts';
import type { ServiceName } from '../contract/services.ts';
import { logger } from '../logging.ts';
import { type Factories, lazyServices } from '../services.ts';

const systemClock = () => new Date();

/** The Lambda handler of a consumer: messages of a batch side by side, each failing for itself. */
export function queueHandler<S extends z.ZodType, U extends ServiceName>(
  consumer: ConsumerDefinition<string, S, U>,
  factories: Factories<U>,
  now: () => Date = systemClock,
) {
  const services = lazyServices(factories);

  async function handle(record: SQSRecord, context: Context): Promise<void> {
    const receiveCount = Number(record.attributes.ApproximateReceiveCount);
    await consumer.handler({
      message: consumer.message.parse(JSON.parse(record.body)),
      services,
      now,
      log: logger({ message_id: record.messageId, receive_count: receiveCount }),
      receiveCount,
      isLastTry: receiveCount >= consumer.maximumReceives,
      remainingMs: () => context.getRemainingTimeInMillis(),
    });
  }

  return middy<SQSEvent, SQSBatchResponse>().handler(async (event, context) => {
    const outcomes = await Promise.allSettled(event.Records.map((record) => handle(record, context)));
    const batchItemFailures: SQSBatchResponse['batchItemFailures'] = [];
    outcomes.forEach((outcome, index) => {
      if (outcome.status === 'fulfilled') return;
      const itemIdentifier = event.Records[index]?.messageId ?? '';
      logger({ message_id: itemIdentifier }).error('message failed', { error: outcome.reason });
      batchItemFailures.push({ itemIdentifier });
    });
    return { batchItemFailures };
  });
}

/** The Lambda handler of a schedule; throws what its handler throws, so that the failure is counted. */
export function scheduleHandler<U extends ServiceName>(
  schedule: ScheduleDefinition<string, U>,
  factories: Factories<U>,
  now: () => Date = systemClock,
) {
  const services = lazyServices(factories);
  return middy().handler(async (_event: unknown, context: Context) => {
    const log = logger({ schedule: schedule.id, request_id: context.awsRequestId });
    const result = await schedule.handler({
      services,
      now,
      log,
      remainingMs: () => context.getRemainingTimeInMillis(),
    });
    log.info('schedule ran', { result });
    return result;
  });
}

/** The Lambda handler of an operation: its event is the input, its answer the result. */
export function operationHandler<S extends z.ZodType, U extends ServiceName>(
  operation: OperationDefinition<string, S, U>,
  factories: Factories<U>,
  now: () => Date = systemClock,
) {
  const services = lazyServices(factories);
  return middy().handler(async (event: unknown, context: Context) => {
    const log = logger({ operation: operation.id, request_id: context.awsRequestId });
    return operation.handler({ input: operation.input.parse(event), services, now, log });
  });
}
