/**
 * `defineConsumer` and `defineSchedule`: work that no request waits for. From a consumer come its queues with
 * their dead-letter queues, event-source mappings, alarms and rights. Delivery is at least once, so every handler
 * is safe to repeat.
 */
import type * as z from 'zod';
import type { Logger } from './logger.ts';
import type { ServiceName, Services } from './services.ts';

/** What feeds a queue: the bucket's notifications, the topic of events, or our own sends. */
export type QueueFeed = 'bucket' | 'events' | 'sends';

export interface QueueRule {
  /** Names the queue; its dead-letter queue is `<id>-dead`. */
  id: string;
  fedBy: QueueFeed;
  /** Messages handled at the same time. Where queues share a function, the one with more goes first. */
  maximumConcurrency: number;
}

export interface ConsumerContext<M, U extends ServiceName> {
  message: M;
  services: Pick<Services, U>;
  now: () => Date;
  log: Logger;
  /** From 1; the last try is `maximumReceives`. */
  receiveCount: number;
  isLastTry: boolean;
  /** Milliseconds until the function is stopped. */
  remainingMs: () => number;
}

export interface ConsumerDefinition<Id extends string, S extends z.ZodType, U extends ServiceName> {
  id: Id;
  queues: readonly QueueRule[];
  /** Validated before the handler; a message that does not fit goes to the dead-letter queue. */
  message: S;
  batchSize: number;
  /** How often a message is tried before it goes to the dead-letter queue. */
  maximumReceives: number;
  memoryMegabytes: number;
  timeoutSeconds: number;
  uses: readonly U[];
  /** Ships native engines beside its bundle. */
  readsDocuments?: boolean;
  failureCosts: string;
  handler: (context: ConsumerContext<z.output<S>, U>) => Promise<void>;
}

export function defineConsumer<const Id extends string, S extends z.ZodType, const U extends ServiceName>(
  definition: ConsumerDefinition<Id, S, U>,
): ConsumerDefinition<Id, S, U> {
  return definition;
}

// biome-ignore lint/suspicious/noExplicitAny: the erased form of every ConsumerDefinition.
export type AnyConsumer = ConsumerDefinition<string, any, any>;

export interface ScheduleDefinition<Id extends string, U extends ServiceName> {
  id: Id;
  everyMinutes: number;
  memoryMegabytes: number;
  timeoutSeconds: number;
  uses: readonly U[];
  failureCosts: string;
  handler: (
    context: Omit<ConsumerContext<never, U>, 'message' | 'receiveCount' | 'isLastTry'>,
  ) => Promise<unknown>;
}

export function defineSchedule<const Id extends string, const U extends ServiceName>(
  definition: ScheduleDefinition<Id, U>,
): ScheduleDefinition<Id, U> {
  return definition;
}

// biome-ignore lint/suspicious/noExplicitAny: the erased form of every ScheduleDefinition.
export type AnySchedule = ScheduleDefinition<string, any>;

/** Work an operator asks for by invoking the function: `aws lambda invoke`, `npx bordereau invoke`. */
export interface OperationDefinition<Id extends string, S extends z.ZodType, U extends ServiceName> {
  id: Id;
  input: S;
  memoryMegabytes: number;
  timeoutSeconds: number;
  uses: readonly U[];
  failureCosts: string;
  handler: (context: {
    input: z.output<S>;
    services: Pick<Services, U>;
    now: () => Date;
    log: Logger;
  }) => Promise<unknown>;
}

export function defineOperation<const Id extends string, S extends z.ZodType, const U extends ServiceName>(
  definition: OperationDefinition<Id, S, U>,
): OperationDefinition<Id, S, U> {
  return definition;
}

// biome-ignore lint/suspicious/noExplicitAny: the erased form of every OperationDefinition.
export type AnyOperation = OperationDefinition<string, any, any>;
