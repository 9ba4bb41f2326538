import type { Context, SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { expect, test } from 'vitest';
import * as z from 'zod';
import { defineConsumer, defineOperation, defineSchedule } from '../../../../shared/contract/consumer.ts';
import { operationHandler, queueHandler, scheduleHandler } from '../../../../shared/queue/queue-handler.ts';
import { NOON } from '../../../support/task-examples.ts';

const context = { getRemainingTimeInMillis: () => 4321, awsRequestId: 'request' } as Context;
const limits = { memoryMegabytes: 128, timeoutSeconds: 1, uses: [], failureCosts: 'Nothing.' } as const;

function eventOf(...messages: { body: unknown; receiveCount?: number }[]): SQSEvent {
  return {
    Records: messages.map(({ body, receiveCount = 1 }, index) => ({
      messageId: `message-${index}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      attributes: { ApproximateReceiveCount: String(receiveCount) },
    })),
  } as unknown as SQSEvent;
}

interface Seen {
  message: { task: string };
  receiveCount: number;
  isLastTry: boolean;
  remainingMs: number;
}
function consumerThat(does: (task: string) => void): {
  seen: Seen[];
  handle: (event: SQSEvent) => Promise<SQSBatchResponse>;
} {
  const seen: Seen[] = [];
  const consumer = defineConsumer({
    ...limits,
    id: 'test',
    queues: [{ id: 'test', fedBy: 'sends', maximumConcurrency: 2 }],
    message: z.object({ task: z.string() }),
    batchSize: 10,
    maximumReceives: 3,
    handler: async ({ message, receiveCount, isLastTry, remainingMs }) => {
      seen.push({ message, receiveCount, isLastTry, remainingMs: remainingMs() });
      does(message.task);
    },
  });
  const handler = queueHandler(consumer, {}, () => NOON);
  return { seen, handle: async (event) => (await handler(event, context)) as SQSBatchResponse };
}

test('each message of a batch is handled, with its count and the time that is left', async () => {
  const { seen, handle } = consumerThat(() => {});
  expect(await handle(eventOf({ body: { task: 'a' } }, { body: { task: 'b' }, receiveCount: 2 }))).toEqual({
    batchItemFailures: [],
  });
  expect(seen).toEqual([
    { message: { task: 'a' }, receiveCount: 1, isLastTry: false, remainingMs: 4321 },
    { message: { task: 'b' }, receiveCount: 2, isLastTry: false, remainingMs: 4321 },
  ]);
});

test('a message that fails comes back alone', async () => {
  const { handle } = consumerThat((task) => {
    if (task === 'bad') throw new Error('no');
  });
  const event = eventOf({ body: { task: 'a' } }, { body: { task: 'bad' } }, { body: { task: 'c' } });
  expect(await handle(event)).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
});

test('a message of another shape, or none, comes back and reaches no handler', async () => {
  const { seen, handle } = consumerThat(() => {});
  const event = eventOf({ body: '{"task":' }, { body: { task: 7 } }, { body: '' }, { body: { task: 'a' } });
  expect((await handle(event)).batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
    'message-0',
    'message-1',
    'message-2',
  ]);
  expect(seen).toHaveLength(1);
});

test('the last try is known as such', async () => {
  const { seen, handle } = consumerThat(() => {});
  await handle(eventOf({ body: { task: 'a' }, receiveCount: 3 }, { body: { task: 'b' }, receiveCount: 4 }));
  expect(seen.map(({ isLastTry }) => isLastTry)).toEqual([true, true]);
});

test('a schedule that fails says so, so that it is counted', async () => {
  const schedule = (does: () => unknown) =>
    scheduleHandler(
      defineSchedule({ ...limits, id: 'test', everyMinutes: 1, handler: async () => does() }),
      {},
    );
  expect(await schedule(() => ({ sent: 3 }))({}, context)).toEqual({ sent: 3 });
  const failing = schedule(() => {
    throw new Error('no');
  });
  await expect(failing({}, context)).rejects.toThrow('no');
});

test('an operation takes its event as input, defaults filled in, and refuses another shape', async () => {
  const operation = defineOperation({
    ...limits,
    id: 'test',
    input: z.object({ name: z.string().default('admin') }),
    handler: async ({ input, now }) => ({ ...input, at: now().toISOString() }),
  });
  const handler = operationHandler(operation, {}, () => NOON);
  expect(await handler({}, context)).toEqual({ name: 'admin', at: NOON.toISOString() });
  await expect(handler({ name: 7 }, context)).rejects.toMatchObject({ name: 'ZodError' });
});
