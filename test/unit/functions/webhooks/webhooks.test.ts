import type { SQSBatchResponse } from 'aws-lambda';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { webhookDelivery } from '../../../../functions/webhooks/deliver.ts';
import { webhookFanOut } from '../../../../functions/webhooks/fan-out.ts';
import { listDeliveries, registerWebhook } from '../../../../functions/webhooks/webhooks.ts';
import {
  type DomainEvent,
  type EventType,
  type TaskEventType,
  taskEvent,
} from '../../../../shared/domain/event/domain-event.ts';
import type { Webhook } from '../../../../shared/domain/webhook/webhook.ts';
import { queueHandler } from '../../../../shared/queue/queue-handler.ts';
import { webhookDeliveries } from '../../../../shared/stores/webhook-deliveries.ts';
import { webhookRegistry } from '../../../../shared/stores/webhooks.ts';
import { webhookTransport } from '../../../../shared/webhooks/webhook-transport.ts';
import { type Api, startApi } from '../../../support/api-under-test.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { type HttpListener, listenHttp } from '../../../support/http-listener.ts';
import { lambdaContext, sqsEvent } from '../../../support/lambda-events.ts';
import { NOON, someTask, someTenant } from '../../../support/task-examples.ts';

const LOCAL = { allowPrivateAddresses: true };

let backend: Backend;
let api: Api;
let receiver: HttpListener;
let status: number;
let tenant: string;

beforeAll(async () => {
  backend = await startBackend();
  api = await startApi(backend);
});
afterAll(async () => {
  await api.stop();
  await backend.stop();
});
beforeEach(async () => {
  backend.forgetSent();
  tenant = someTenant();
  status = 204;
  receiver = await listenHttp(() => status);
});
afterEach(() => receiver.stop());

const registry = () => webhookRegistry(grantedTable(backend.table, 'webhooks'), LOCAL);
const deliveries = () => webhookDeliveries(grantedTable(backend.table, 'webhookDeliveries'));
const register = (events: EventType[] = ['task_completed'], path = '/hook') =>
  registry().register(tenant, { url: `${receiver.url}${path}`, events }, NOON);
const someEvent = (type: TaskEventType = 'task_completed') => taskEvent(type, someTask(tenant), NOON);

async function fanOut(...events: DomainEvent[]): Promise<SQSBatchResponse> {
  const handler = queueHandler(webhookFanOut, { webhookDirectory: registry, webhookDeliveries: deliveries });
  return (await handler(sqsEvent(events), lambdaContext())) as SQSBatchResponse;
}
async function deliver(...commands: unknown[]): Promise<SQSBatchResponse> {
  const handler = queueHandler(webhookDelivery, {
    webhookDirectory: registry,
    webhookDeliveries: deliveries,
    webhookTransport: () => webhookTransport(LOCAL),
  });
  return (await handler(sqsEvent(commands), lambdaContext())) as SQSBatchResponse;
}
/** Handles every delivery that waits in the queue; the number of them. */
async function deliverAll(): Promise<number> {
  const commands = backend.sent('webhook-delivery').map(({ body }) => body);
  backend.forgetSent();
  expect(await deliver(...commands)).toEqual({ batchItemFailures: [] });
  return commands.length;
}
const stateOf = async (webhook: Webhook, event: DomainEvent) =>
  deliveries().get(tenant, webhook.webhookId, event.id);

describe('an event', () => {
  test('goes to the webhooks of its tenant that want it, and to no others', async () => {
    await register(['task_completed'], '/completed');
    await register(['task_failed'], '/failed');
    await register(['task_completed', 'new_task'], '/both');
    await registry().register(
      someTenant(),
      { url: `${receiver.url}/other`, events: ['task_completed'] },
      NOON,
    );
    await fanOut(someEvent());
    await deliverAll();
    expect(receiver.received.map(({ path }) => path).toSorted()).toEqual(['/both', '/completed']);
  });

  test('told of many times is delivered once', async () => {
    const webhook = await register();
    const event = someEvent();
    await fanOut(event, event);
    await fanOut(event);
    expect(await deliverAll()).toBe(1);
    expect(receiver.received).toHaveLength(1);
    expect(await stateOf(webhook, event)).toMatchObject({ state: 'delivered', tries: 1, lastStatus: 204 });
  });

  test('that is none comes back and disturbs nobody', async () => {
    await register();
    const event = someEvent();
    expect(await fanOut({ ...event, type: 'other' } as never, event)).toEqual({
      batchItemFailures: [{ itemIdentifier: 'message-0' }],
    });
    expect(await deliverAll()).toBe(1);
  });
});

describe('a delivery', () => {
  test('can be verified with the secret that registering showed', async () => {
    const webhook = await register();
    await fanOut(someEvent());
    await deliverAll();
    const [request] = receiver.received;
    const verify = () =>
      new Verifier(webhook.secret).verify(request?.body ?? '', request?.headers as Record<string, string>);
    expect(verify()).toMatchObject({ type: 'task_completed', data: { status: 'queued' } });
  });

  test('that fails is planned again, with the same id, until it succeeds', async () => {
    const webhook = await register();
    const event = someEvent();
    await fanOut(event);
    status = 503;
    await deliverAll();
    expect(await stateOf(webhook, event)).toMatchObject({ state: 'pending', tries: 1, lastStatus: 503 });
    status = 200;
    expect(backend.sent('webhook-delivery')[0]?.delaySeconds).toBeGreaterThanOrEqual(5);
    expect(await deliverAll()).toBe(1);
    expect(await stateOf(webhook, event)).toMatchObject({ state: 'delivered', tries: 2 });
    expect(receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([event.id, event.id]);
    expect(await deliverAll()).toBe(0);
  });

  test('that failed is tried once a turn, however often its turn is told of', async () => {
    const webhook = await register();
    const event = someEvent();
    await fanOut(event);
    const [first] = backend.sent('webhook-delivery');
    status = 503;
    await deliverAll();
    await deliver(first?.body, first?.body);
    expect(await stateOf(webhook, event)).toMatchObject({ tries: 1 });
    expect(receiver.received).toHaveLength(1);
    expect(backend.sent('webhook-delivery')).toHaveLength(1);
  });

  test('that was told of twice after it succeeded is not sent again', async () => {
    await register();
    await fanOut(someEvent());
    const [command] = backend.sent('webhook-delivery');
    await deliverAll();
    await deliver(command?.body);
    expect(receiver.received).toHaveLength(1);
  });

  test('to a webhook that was removed meanwhile is dropped', async () => {
    const webhook = await register();
    await fanOut(someEvent());
    await registry().remove(tenant, webhook.webhookId);
    await deliverAll();
    expect(receiver.received).toEqual([]);
    expect(await deliverAll()).toBe(0);
  });

  test('to nowhere is dropped', async () => {
    const command = { tenant, webhook_id: 'wh_none', event_id: 'evt_none', tries: 0 };
    expect(await deliver(command)).toEqual({ batchItemFailures: [] });
  });

  test('is listed with its state to those who may see it', async () => {
    const webhook = await register();
    const event = someEvent();
    await fanOut(event);
    await deliverAll();
    const caller = { tenant, subject: 'anne', role: 'admin' } as const;
    const { json } = await api.call(listDeliveries, { caller, params: { webhook_id: webhook.webhookId } });
    expect(json).toEqual([
      {
        event_id: event.id,
        type: 'task_completed',
        state: 'delivered',
        tries: 1,
        last_try_at: expect.any(String),
        last_status: 204,
      },
    ]);
  });
});

describe('registering', () => {
  const call = (body: object) =>
    api.call(registerWebhook, { caller: { tenant, subject: 'anne', role: 'admin' }, body });

  test('wants ends by default, each once', async () => {
    const { status: answered, json } = await call({ url: 'https://erp.example.com/hook' });
    expect([answered, json.events]).toEqual([201, ['task_completed', 'task_failed']]);
    const twice = await call({ url: 'https://erp.example.com/hook', events: ['new_task', 'new_task'] });
    expect(twice.json.events).toEqual(['new_task']);
  });

  test('refuses an address that deliveries may not reach, and says why', async () => {
    const { status: answered, json } = await call({ url: 'https://169.254.169.254/' });
    expect([answered, json.error.code, json.error.details]).toEqual([
      422,
      'unsafe_url',
      { reason: 'private_address' },
    ]);
  });
});
