import { setTimeout as delay } from 'node:timers/promises';
import type { Outcome } from './function-environment.ts';
import type { FunctionPool } from './function-pool.ts';
import { STOPPING } from './function-protocol.ts';
import type { LocalFunctions } from './functions.ts';
import type { QueueClient, ReceivedMessage } from './queue-client.ts';
import { type LocalModel, type LocalResource, REGION } from './template.ts';

const LONG_POLL_SECONDS = 20;
/** What a mapping without a bound of its own counts as when mappings compete; it is also AWS's ceiling. */
const UNBOUNDED_CONCURRENCY = 1000;

export interface EventSourceOptions {
  /** Wait before the first retry of a failed message; doubles with each further one. Default 1. */
  retrySeconds: number;
  /** Told in one line when a queue cannot be reached. */
  log(line: string): void;
}

/**
 * One SQS event source mapping: receives batches and runs the function on them.
 *
 * A mapping holds at most one batch that waits for an environment, so a function that several queues feed always
 * chooses between their next batches, and the mapping with the larger `MaximumConcurrency` is served first. A failed
 * message comes back after a short, doubling wait, never later than the queue's visibility timeout, unless the
 * function itself set its visibility. (On AWS it comes back after the visibility timeout.)
 */
export class EventSource {
  readonly #queueUrl: string;
  readonly #queueArn: string;
  readonly #pool: FunctionPool;
  readonly #client: QueueClient;
  readonly #options: EventSourceOptions;
  readonly #batchSize: number;
  readonly #windowSeconds: number;
  readonly #maximumConcurrency: number;
  readonly #reportsFailures: boolean;
  readonly #visibilitySeconds: number;
  /** Whether other mappings feed the same function, so that order between them matters. */
  readonly #isShared: boolean;
  readonly #stopping = new AbortController();
  readonly #running = new Set<Promise<void>>();
  #loop: Promise<void> | undefined;

  constructor(
    mapping: LocalResource,
    queue: LocalResource,
    pool: FunctionPool,
    client: QueueClient,
    options: EventSourceOptions & { isShared: boolean },
  ) {
    const { properties } = mapping;
    this.#queueUrl = queue.ref;
    this.#queueArn = queue.arn;
    this.#pool = pool;
    this.#client = client;
    this.#options = options;
    this.#batchSize = Number(properties.BatchSize ?? 10);
    this.#windowSeconds = Number(properties.MaximumBatchingWindowInSeconds ?? 0);
    const scaling = properties.ScalingConfig as { MaximumConcurrency?: unknown } | undefined;
    this.#maximumConcurrency = Number(scaling?.MaximumConcurrency ?? UNBOUNDED_CONCURRENCY);
    const responseTypes = (properties.FunctionResponseTypes ?? []) as string[];
    this.#reportsFailures = responseTypes.includes('ReportBatchItemFailures');
    this.#visibilitySeconds = Number(queue.properties.VisibilityTimeout ?? 30);
    this.#isShared = options.isShared;
  }

  start(): void {
    this.#loop ??= this.#poll();
  }

  /** Receives no more; resolves when the batches that run are done, which `FunctionPool.stop` bounds. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#loop;
    await Promise.all(this.#running);
  }

  async #poll(): Promise<void> {
    const { signal } = this.#stopping;
    let failures = 0;
    let release = () => {};
    while (!signal.aborted) {
      try {
        const batch = await this.#receiveBatch(release);
        failures = 0;
        if (batch.length === 0) continue;
        const started = Promise.withResolvers<void>();
        const work = this.#work(batch, () => {
          // Held from the very moment in which this batch leaves its place to the next.
          if (this.#isShared) release = this.#pool.expect(this.#maximumConcurrency);
          started.resolve();
        }).finally(() => this.#running.delete(work));
        this.#running.add(work);
        // The batch is in line now; whoever was held back for it may compete again.
        release();
        await Promise.race([started.promise, work]);
        if (this.#running.size >= this.#maximumConcurrency) release();
        while (this.#running.size >= this.#maximumConcurrency) await Promise.race(this.#running);
      } catch (error) {
        release();
        if (signal.aborted) return;
        if (failures++ === 0) this.#options.log(`${this.#queueArn}: ${(error as Error).message}`);
        await delay(Math.min(5000, 100 * 2 ** failures), undefined, { signal }).catch(() => {});
      }
    }
  }

  async #receiveBatch(release: () => void): Promise<ReceivedMessage[]> {
    const receive = (max: number, seconds: number) =>
      this.#client.receive(this.#queueUrl, Math.min(10, max), seconds, this.#stopping.signal);
    const batch = this.#isShared ? await receive(this.#batchSize, 0) : [];
    if (batch.length === 0) {
      // Nothing is there at this moment, so nobody need be held back while we wait.
      release();
      batch.push(...(await receive(this.#batchSize, LONG_POLL_SECONDS)));
    }
    const until = Date.now() + this.#windowSeconds * 1000;
    const wantsMore = () => batch.length < this.#batchSize && (this.#windowSeconds > 0 || batch.length >= 10);
    while (batch.length > 0 && wantsMore()) {
      const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      const more = await receive(this.#batchSize - batch.length, seconds);
      batch.push(...more);
      if (more.length === 0 && Date.now() >= until) break;
    }
    return batch;
  }

  async #work(batch: readonly ReceivedMessage[], onStart: () => void): Promise<void> {
    const heartbeat = setInterval(
      () => {
        for (const message of batch) void this.#setVisibility(message, this.#visibilitySeconds, 'running');
      },
      Math.max(1000, this.#visibilitySeconds * 500),
    );
    heartbeat.unref();
    try {
      const Records = batch.map((message) => sqsRecord(message, this.#queueArn));
      const outcome = await this.#pool.invoke(
        { event: { Records } },
        { priority: this.#maximumConcurrency, onStart },
      );
      clearInterval(heartbeat);
      // Neither done nor failed: the engine gives such messages back when it stops.
      if ('error' in outcome && outcome.error === STOPPING) return;
      const failed = this.#failedIds(batch, outcome);
      const done = batch.filter(({ MessageId }) => !failed.has(MessageId));
      const retried = batch.filter(({ MessageId }) => failed.has(MessageId));
      await Promise.all([
        this.#client.delete(
          this.#queueUrl,
          done.map(({ ReceiptHandle }) => ReceiptHandle),
        ),
        ...retried.map((message) => this.#setVisibility(message, this.#retrySeconds(message), 'failed')),
      ]);
    } catch (error) {
      // What could not be deleted comes back; consumers are idempotent.
      if (!this.#stopping.signal.aborted) this.#options.log(`${this.#queueArn}: ${(error as Error).message}`);
    } finally {
      clearInterval(heartbeat);
    }
  }

  /** As Lambda reads a response: an id that is missing or not of this batch fails the whole batch. */
  #failedIds(batch: readonly ReceivedMessage[], outcome: Outcome): Set<string> {
    const all = new Set(batch.map(({ MessageId }) => MessageId));
    if (!('json' in outcome)) return all;
    if (!this.#reportsFailures) return new Set();
    const reported = (
      JSON.parse(outcome.json) as { batchItemFailures?: { itemIdentifier?: unknown }[] } | null
    )?.batchItemFailures;
    if (!Array.isArray(reported)) return new Set();
    const ids = reported.map((failure) => failure?.itemIdentifier);
    return ids.every((id) => typeof id === 'string' && all.has(id)) ? new Set(ids as string[]) : all;
  }

  #retrySeconds(message: ReceivedMessage): number {
    const received = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
    return Math.min(this.#visibilitySeconds, this.#options.retrySeconds * 2 ** Math.min(20, received - 1));
  }

  async #setVisibility(
    message: ReceivedMessage,
    seconds: number,
    outcome: 'running' | 'failed',
  ): Promise<void> {
    await this.#client.changeVisibility(this.#queueUrl, message.ReceiptHandle, seconds, outcome).catch(() => {
      // Deleted meanwhile, or already visible again: nothing is left to change.
    });
  }
}

/** The enabled SQS mappings of the template. */
export function createEventSources(
  model: LocalModel,
  functions: LocalFunctions,
  client: QueueClient,
  options: EventSourceOptions,
): EventSource[] {
  const sources: EventSource[] = [];
  const mappings = model.ofType('AWS::Lambda::EventSourceMapping');
  const functionOf = ({ properties }: LocalResource) => functions.pool(String(properties.FunctionName));
  for (const mapping of mappings) {
    const queue = model.find('AWS::SQS::Queue', String(mapping.properties.EventSourceArn));
    if (!queue || String(mapping.properties.Enabled ?? true) === 'false') continue;
    const pool = functionOf(mapping);
    if (!pool) throw new Error(`The event source ${mapping.logicalId} leads to no function.`);
    const isShared = mappings.filter((other) => functionOf(other) === pool).length > 1;
    sources.push(new EventSource(mapping, queue, pool, client, { ...options, isShared }));
  }
  return sources;
}

/** A message as Lambda puts it into an SQS event. */
function sqsRecord(message: ReceivedMessage, queueArn: string): Record<string, unknown> {
  const messageAttributes: Record<string, unknown> = {};
  for (const [name, { DataType, StringValue, BinaryValue }] of Object.entries(
    message.MessageAttributes ?? {},
  )) {
    messageAttributes[name] = {
      ...(StringValue !== undefined && { stringValue: StringValue }),
      ...(BinaryValue !== undefined && { binaryValue: BinaryValue }),
      stringListValues: [],
      binaryListValues: [],
      dataType: DataType,
    };
  }
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes,
    md5OfBody: message.MD5OfBody,
    ...(message.MD5OfMessageAttributes && { md5OfMessageAttributes: message.MD5OfMessageAttributes }),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: REGION,
  };
}
