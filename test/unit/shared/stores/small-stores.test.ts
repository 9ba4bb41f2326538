import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrivals } from '../../../../shared/stores/arrivals.ts';
import { liveConnections } from '../../../../shared/stores/live-connections.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { NOON, someTenant } from '../../../support/task-examples.ts';

let table: Table;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());

describe('arrivals', () => {
  test('are known by key and content together, once remembered', async () => {
    const arrival = { key: 'inbox/acme/été 🧾.pdf', etag: 'aa' };
    expect(await arrivals(table).isKnown(arrival)).toBe(false);
    await arrivals(table).remember(arrival, NOON);
    await arrivals(table).remember(arrival, NOON);
    expect(await arrivals(table).isKnown(arrival)).toBe(true);
    expect(await arrivals(table).isKnown({ ...arrival, etag: 'bb' })).toBe(false);
    expect(await arrivals(table).isKnown({ ...arrival, key: 'inbox/other/été 🧾.pdf' })).toBe(false);
  });
});

describe('live connections', () => {
  test('are listed to their tenant until they are removed', async () => {
    const [tenant, other] = [someTenant(), someTenant()];
    await liveConnections(table).add(tenant, 'one=', NOON);
    await liveConnections(table).add(tenant, 'two=', NOON);
    await liveConnections(table).add(other, 'three=', NOON);
    expect(await liveConnections(table).list(tenant)).toEqual(['one=', 'two=']);
    await liveConnections(table).remove('one=');
    await liveConnections(table).remove('one=');
    expect(await liveConnections(table).list(tenant)).toEqual(['two=']);
    expect(await liveConnections(table).list(other)).toEqual(['three=']);
  });
});
