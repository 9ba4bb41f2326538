import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DomainEvent, taskEvent } from '../../../../shared/domain/event/domain-event.ts';
import { MAXIMUM_DELIVERY_TRIES, type Webhook } from '../../../../shared/domain/webhook/webhook.ts';
import type { Delivery } from '../../../../shared/domain/webhook/webhook-services.ts';
import { outbox } from '../../../../shared/stores/outbox.ts';
import { webhookDeliveries } from '../../../../shared/stores/webhook-deliveries.ts';
import { webhookRegistry } from '../../../../shared/stores/webhooks.ts';
import { type Backend, startBackend } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { NOON, noonPlus, someTask, someTenant } from '../../../support/task-examples.ts';

let backend: Backend;
let tenant: string;
beforeAll(async () => {
  backend = await startBackend();
});
afterAll(() => backend.stop());
beforeEach(() => {
  backend.forgetSent();
  tenant = someTenant();
});

const registry = () =>
  webhookRegistry(grantedTable(backend.table, 'webhooks'), { allowPrivateAddresses: false });
const deliveries = () => webhookDeliveries(grantedTable(backend.table, 'webhookDeliveries'));
const register = () =>
  registry().register(tenant, { url: 'https://erp.example.com/hook', events: ['task_completed'] }, NOON);
const someEvent = (): DomainEvent => taskEvent('task_completed', someTask(tenant), NOON);

describe('the registry', () => {
  test('keeps a webhook with a secret of its own until it is removed', async () => {
    const webhook = await register();
    expect(webhook.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(await registry().get(tenant, webhook.webhookId)).toEqual(webhook);
    expect(await registry().list(tenant)).toEqual([webhook]);
    expect(await registry().remove(tenant, webhook.webhookId)).toBe(true);
    expect(await registry().remove(tenant, webhook.webhookId)).toBe(false);
    expect(await registry().get(tenant, webhook.webhookId)).toBeUndefined();
  });

  test('shows and removes nothing of another tenant', async () => {
    const webhook = await register();
    const other = someTenant();
    expect(await registry().get(other, webhook.webhookId)).toBeUndefined();
    expect(await registry().list(other)).toEqual([]);
    expect(await registry().remove(other, webhook.webhookId)).toBe(false);
    expect(await registry().get(tenant, webhook.webhookId)).toEqual(webhook);
  });

  test('refuses an address deliveries may not reach, and the fifty-first', async () => {
    await expect(
      registry().register(tenant, { url: 'https://127.0.0.1/', events: ['task_failed'] }, NOON),
    ).rejects.toMatchObject({ code: 'unsafe_url' });
    for (let number = 0; number < 50; number++) await register();
    await expect(register()).rejects.toMatchObject({ code: 'conflict', details: { limit: 50 } });
  });
});

describe('a delivery', () => {
  const tries = () => backend.sent('webhook-delivery');
  const failure = { delivered: false, status: 500 };
  async function opened(): Promise<{ webhook: Webhook; event: DomainEvent; delivery: Delivery }> {
    const webhook = await register();
    const event = someEvent();
    await deliveries().open(webhook, event, NOON);
    const delivery = (await deliveries().get(tenant, webhook.webhookId, event.id)) as Delivery;
    return { webhook, event, delivery };
  }

  test('is opened once however often an event comes, with one first try', async () => {
    const { webhook, event } = await opened();
    await Promise.all([1, 2, 3].map((later) => deliveries().open(webhook, event, noonPlus(later))));
    expect(await deliveries().list(tenant, webhook.webhookId, 10)).toHaveLength(1);
    expect(tries()).toEqual([
      { body: { tenant, webhook_id: webhook.webhookId, event_id: event.id, tries: 0 }, delaySeconds: 0 },
    ]);
  });

  test('keeps the event as it happened', async () => {
    const { delivery, event } = await opened();
    expect(delivery).toMatchObject({ event, state: 'pending', tries: 0, lastTryAt: null, lastStatus: null });
  });

  test('that succeeds is over', async () => {
    const { webhook, event, delivery } = await opened();
    backend.forgetSent();
    expect(await deliveries().record(delivery, { delivered: true, status: 204 }, noonPlus(2))).toBe(
      'delivered',
    );
    expect(await deliveries().get(tenant, webhook.webhookId, event.id)).toMatchObject({
      state: 'delivered',
      tries: 1,
      lastStatus: 204,
      lastTryAt: noonPlus(2).toISOString(),
    });
    expect(tries()).toEqual([]);
  });

  test('that fails is tried again after five seconds, spread by at most a tenth', async () => {
    const { delivery } = await opened();
    backend.forgetSent();
    expect(await deliveries().record(delivery, failure, noonPlus(2))).toBe('pending');
    expect(tries()).toHaveLength(1);
    expect(tries()[0]?.delaySeconds).toBeGreaterThanOrEqual(5);
    expect(tries()[0]?.delaySeconds).toBeLessThanOrEqual(6);
  });

  test('recording a try twice counts and plans it once', async () => {
    const { webhook, event, delivery } = await opened();
    backend.forgetSent();
    await Promise.all([1, 2, 3].map(() => deliveries().record(delivery, failure, noonPlus(2))));
    expect(await deliveries().get(tenant, webhook.webhookId, event.id)).toMatchObject({ tries: 1 });
    expect(tries()).toHaveLength(1);
  });

  test('a failure recorded after a success leaves it delivered', async () => {
    const { webhook, event, delivery } = await opened();
    await deliveries().record(delivery, { delivered: true, status: 200 }, noonPlus(2));
    await deliveries().record(delivery, failure, noonPlus(3));
    expect(await deliveries().get(tenant, webhook.webhookId, event.id)).toMatchObject({ state: 'delivered' });
  });

  test('is given up after the last try, and every try before plans the next', async () => {
    const { webhook, event } = await opened();
    const sweepUntilPlanned = noonPlus(40 * 86_400);
    for (let number = 1; number <= MAXIMUM_DELIVERY_TRIES; number++) {
      await outbox(grantedTable(backend.table, 'outbox')).sweep(sweepUntilPlanned);
      expect(tries(), `try ${number}`).toHaveLength(1);
      backend.forgetSent();
      const delivery = (await deliveries().get(tenant, webhook.webhookId, event.id)) as Delivery;
      const state = await deliveries().record(delivery, { delivered: false, status: null }, noonPlus(number));
      expect(state).toBe(number === MAXIMUM_DELIVERY_TRIES ? 'failed' : 'pending');
    }
    await outbox(grantedTable(backend.table, 'outbox')).sweep(sweepUntilPlanned);
    expect(tries()).toEqual([]);
    expect(await deliveries().get(tenant, webhook.webhookId, event.id)).toMatchObject({
      state: 'failed',
      tries: MAXIMUM_DELIVERY_TRIES,
      lastStatus: null,
    });
  });

  test('lists the latest first, to its tenant only', async () => {
    const webhook = await register();
    const events = [someEvent(), someEvent(), someEvent()];
    for (const [seconds, event] of events.entries())
      await deliveries().open(webhook, event, noonPlus(seconds));
    const listed = await deliveries().list(tenant, webhook.webhookId, 2);
    expect(listed.map(({ event }) => event.id)).toEqual([events[2]?.id, events[1]?.id]);
    expect(await deliveries().list(someTenant(), webhook.webhookId, 2)).toEqual([]);
  });
});
