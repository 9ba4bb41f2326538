import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { GetQueueAttributesCommand, ReceiveMessageCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LocalRuntime } from '../../../../infra/local/runtime.ts';
import { connect, createScratch, startFixture } from './fixtures/start.ts';

const scratch = createScratch();
let runtime: LocalRuntime;
let client: ReturnType<typeof connect>;

beforeAll(async () => {
  runtime = await startFixture(scratch.path, { watchInbox: false });
  client = connect(runtime);
});
afterAll(async () => {
  client.close();
  await runtime.stop();
  scratch.remove();
});

const send = (queue: string, body: object, attributes?: Record<string, string>) =>
  client.sqs.send(
    new SendMessageCommand({
      QueueUrl: client.queueUrl(queue),
      MessageBody: JSON.stringify(body),
      MessageAttributes:
        attributes &&
        Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [
            name,
            { DataType: 'String', StringValue },
          ]),
        ),
    }),
  );
const receive = async (queue: string) => {
  const asked = {
    QueueUrl: client.queueUrl(queue),
    WaitTimeSeconds: 10,
    MaxNumberOfMessages: 10,
    MessageAttributeNames: ['All'],
  };
  return (await client.sqs.send(new ReceiveMessageCommand(asked))).Messages ?? [];
};
const inFlight = async (queue: string) => {
  const AttributeNames = ['ApproximateNumberOfMessagesNotVisible' as const];
  const asked = { QueueUrl: client.queueUrl(queue), AttributeNames };
  return (await client.sqs.send(new GetQueueAttributesCommand(asked))).Attributes?.[AttributeNames[0]!];
};
const until = { timeout: 10_000, interval: 20 };

test('a message reaches its function as Lambda would hand it over', async () => {
  await send('Jobs', { subject: 'shape' }, { traceparent: '00-1' });
  await expect.poll(() => client.facts('shape'), until).toHaveLength(1);
  const [fact] = await client.facts('shape');
  expect(fact?.message).toMatchObject({
    body: '{"subject":"shape"}',
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: expect.stringMatching(/^\d+$/),
      SenderId: '000000000000',
    },
    messageAttributes: {
      traceparent: { stringValue: '00-1', dataType: 'String', stringListValues: [], binaryListValues: [] },
    },
    md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/),
    eventSource: 'aws:sqs',
    eventSourceARN: expect.stringContaining(':Product-Jobs'),
    awsRegion: 'eu-west-3',
  });
});

test('of a batch only the messages that failed come again, with a higher receive count', async () => {
  await Promise.all([
    send('Jobs', { subject: 'fails once', failures: 1 }),
    send('Jobs', { subject: 'fails never' }),
  ]);
  await expect.poll(() => client.facts('fails once done'), until).toHaveLength(1);
  const counts = (await client.facts('fails once')).map(
    (fact) => (fact.message as { attributes: Record<string, string> }).attributes.ApproximateReceiveCount,
  );
  expect(counts).toEqual(['1', '2']);
  await expect.poll(() => client.facts('fails never done'), until).toHaveLength(1);
  expect(await client.facts('fails never')).toHaveLength(1);
});

test('a message that keeps failing ends in the dead-letter queue after its last allowed try', async () => {
  await send('Jobs', { subject: 'hopeless', failures: 99 });
  const [dead] = await receive('DeadLetters');
  expect(dead?.Body).toContain('hopeless');
  expect(await client.facts('hopeless')).toHaveLength(3);
});

test('a visibility that the function sets itself is kept when the message fails', async () => {
  await send('Jobs', { subject: 'chooses', failures: 1, visibilitySeconds: 1 });
  await expect.poll(() => client.facts('chooses done'), until).toHaveLength(1);
  const [first, second] = (await client.facts('chooses')).map(({ at }) => Number(at));
  expect(second! - first!).toBeGreaterThan(900);
});

test('a visibility of zero brings a message back at once and breaks nothing', async () => {
  await send('Jobs', { subject: 'at once', failures: 1, visibilitySeconds: 0 });
  await expect.poll(() => client.facts('at once done'), until).toHaveLength(1);
});

test('of the queues that share a function the one with the larger concurrency goes first', async () => {
  // The first message holds the only environment until the others are there.
  await send('Low', { subject: 'holder', gate: 'gate' });
  await expect.poll(() => client.facts('holder'), until).toHaveLength(1);
  for (let index = 0; index < 4; index++) await send('Low', { subject: `low ${index}` });
  for (let index = 0; index < 4; index++) await send('High', { subject: `high ${index}` });
  await expect.poll(() => inFlight('High'), until).toBe('1');
  await client.database.send(new PutItemCommand({ TableName: client.table, Item: { pk: { S: 'gate' } } }));
  const times = async (kind: string) => {
    const facts = await Promise.all([0, 1, 2, 3].map((index) => client.facts(`${kind} ${index}`)));
    return facts.flat().map(({ at }) => Number(at));
  };
  await expect.poll(() => times('low'), until).toHaveLength(4);
  const low = (await times('low')).sort();
  expect(Math.max(...(await times('high')))).toBeLessThan(low[0]!);
});

test('a topic reaches all its queues, filtered and raw where the subscription says so', async () => {
  const { credentials, region, addresses } = runtime;
  const topics = new SNSClient({ endpoint: addresses.sns, region, credentials });
  for (const kind of ['other', 'chosen']) {
    const MessageAttributes = { kind: { DataType: 'String', StringValue: kind } };
    await topics.send(
      new PublishCommand({ TopicArn: client.topicArn, Message: `about ${kind}`, MessageAttributes }),
    );
  }
  topics.destroy();
  const everything = (await receive('Everything')).map(({ Body }) => JSON.parse(Body!).Message);
  expect(everything.sort()).toEqual(['about chosen', 'about other']);
  expect((await receive('Selected')).map(({ Body }) => Body)).toEqual(['about chosen']);
});

test('a schedule’s function runs with the event of its rule', async () => {
  const rule = runtime.model.ofType('AWS::Events::Rule')[0]!;
  expect(rule.properties.ScheduleExpression).toBe('rate(1 hour)');
  const [target] = rule.properties.Targets as { Arn: string }[];
  await runtime.invoke(target!.Arn, { 'detail-type': 'Scheduled Event' });
  expect(await client.facts('schedule')).toHaveLength(1);
});
