/**
 * The product's own stores over the engines that run on one machine: a table of its own on the DynamoDB engine, and
 * queues, topic and bucket in an S3/SQS/SNS engine inside this process, where what was sent can be looked at.
 */
import { randomUUID } from 'node:crypto';
import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { startFauxqs } from 'fauxqs';
import { inject } from 'vitest';
import {
  type DomainEvent,
  TASK_EVENT_TYPES,
  type TaskEvent,
} from '../../shared/domain/event/domain-event.ts';
import { COMMAND_QUEUES, type CommandQueue } from '../../shared/domain/task/commands.ts';
import { queueUrlVariable } from '../../shared/queues/queue-sender.ts';
import { LIST_INDEX, type Table } from '../../shared/stores/table.ts';

const EVENTS = 'events';
const BUCKET = 'bordereau-documents';

/** A command waiting in a queue. */
export interface SentCommand<Body = Record<string, unknown>> {
  body: Body;
  /** 0 for one that can be received at once. */
  delaySeconds: number;
}

export interface Backend {
  table: Table;
  bucket: string;
  /** What lies in a queue, oldest first; looking takes nothing out. */
  sent(queue: CommandQueue): SentCommand[];
  /** Events published so far, oldest first. */
  events(): (DomainEvent & { durability: string })[];
  /** Those of them that are about tasks. */
  taskEvents(): (TaskEvent & { durability: string })[];
  /** Forgets what was sent and stored in queues and bucket. */
  forgetSent(): void;
  /** Makes sending to these queues, or of events, fail until called with nothing. */
  breakSending(...targets: (CommandQueue | 'events')[]): void;
  stop(): Promise<void>;
}

/** An empty table with the product's keys and index. */
export async function createTable(): Promise<Table> {
  const engine = inject('dynamodb');
  if ('missing' in engine) throw new Error(engine.missing);
  const base = new DynamoDBClient({ endpoint: engine.url });
  const name = `test-${randomUUID()}`;
  const attribute = (AttributeName: string) => ({ AttributeName, AttributeType: 'S' as const });
  const keys = (pk: string, sk: string) => [
    { AttributeName: pk, KeyType: 'HASH' as const },
    { AttributeName: sk, KeyType: 'RANGE' as const },
  ];
  await base.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk'].map(attribute),
      KeySchema: keys('pk', 'sk'),
      GlobalSecondaryIndexes: [
        { IndexName: LIST_INDEX, KeySchema: keys('gsi1pk', 'gsi1sk'), Projection: { ProjectionType: 'ALL' } },
      ],
    }),
  );
  const client = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } });
  return { name, client };
}

/** Once a test file: the SDK's clients keep the address they first saw. */
export async function startBackend(): Promise<Backend> {
  const [table, aws] = await Promise.all([
    createTable(),
    startFauxqs({ port: 0, host: '127.0.0.1', logger: false, defaultRegion: 'eu-west-3' }),
  ]);
  const { topics } = aws.setup({
    queues: [...COMMAND_QUEUES, EVENTS].map((name) => ({ name })),
    topics: [{ name: EVENTS }],
    subscriptions: [{ topic: EVENTS, queue: EVENTS }],
    buckets: [BUCKET],
  });
  for (const service of ['S3', 'SQS', 'SNS']) process.env[`AWS_ENDPOINT_URL_${service}`] = aws.address;
  process.env.BUCKET_NAME = BUCKET;

  const waiting = (queue: string) => {
    const messages = aws.inspectQueue(queue)?.messages;
    return [...(messages?.ready ?? []), ...(messages?.delayed ?? [])];
  };
  const backend: Backend = {
    table,
    bucket: BUCKET,
    sent: (queue) =>
      waiting(queue).map(({ body, delayUntil, sentTimestamp }) => ({
        body: JSON.parse(body),
        delaySeconds: delayUntil ? Math.round((delayUntil - sentTimestamp) / 1000) : 0,
      })),
    events: () =>
      waiting(EVENTS).map(({ body }) => {
        const { Message, MessageAttributes } = JSON.parse(body);
        return { ...JSON.parse(Message), durability: MessageAttributes.durability.Value };
      }),
    taskEvents: () =>
      backend
        .events()
        .filter((event): event is TaskEvent & { durability: string } =>
          (TASK_EVENT_TYPES as readonly string[]).includes(event.type),
        ),
    forgetSent: () => aws.reset(),
    breakSending: (...targets) => {
      for (const queue of COMMAND_QUEUES) {
        const name = targets.includes(queue) ? `${queue}-gone` : queue;
        process.env[queueUrlVariable(queue)] = `${aws.address}/000000000000/${name}`;
      }
      const arn = topics[0]?.arn ?? '';
      process.env.EVENTS_TOPIC_ARN = targets.includes('events') ? `${arn}-gone` : arn;
    },
    stop: async () => {
      table.client.destroy();
      await aws.stop();
    },
  };
  backend.breakSending();
  return backend;
}
