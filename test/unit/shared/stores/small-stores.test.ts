import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { arrivals } from '../../../../shared/stores/arrivals.ts';
import { liveAudience } from '../../../../shared/stores/live-audience.ts';
import { liveConnections } from '../../../../shared/stores/live-connections.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { NOON, someTenant } from '../../../support/task-examples.ts';

let table: Table;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());

describe('arrivals', () => {
  test('are known by key and content together, once remembered', async () => {
    const arrival = { key: 'inbox/acme/été 🧾.pdf', etag: 'aa' };
    expect(await arrivals(grantedTable(table, 'arrivals')).isKnown(arrival)).toBe(false);
    await arrivals(grantedTable(table, 'arrivals')).remember(arrival, NOON);
    await arrivals(grantedTable(table, 'arrivals')).remember(arrival, NOON);
    expect(await arrivals(grantedTable(table, 'arrivals')).isKnown(arrival)).toBe(true);
    expect(await arrivals(grantedTable(table, 'arrivals')).isKnown({ ...arrival, etag: 'bb' })).toBe(false);
    expect(
      await arrivals(grantedTable(table, 'arrivals')).isKnown({ ...arrival, key: 'inbox/other/été 🧾.pdf' }),
    ).toBe(false);
  });
});

describe('live connections', () => {
  test('are listed to their tenant until they are removed', async () => {
    const [tenant, other] = [someTenant(), someTenant()];
    await liveConnections(grantedTable(table, 'liveConnections')).add(tenant, 'one=', NOON);
    await liveConnections(grantedTable(table, 'liveConnections')).add(tenant, 'two=', NOON);
    await liveConnections(grantedTable(table, 'liveConnections')).add(other, 'three=', NOON);
    expect(await liveAudience(grantedTable(table, 'liveAudience')).list(tenant)).toEqual(['one=', 'two=']);
    await liveConnections(grantedTable(table, 'liveConnections')).remove('one=');
    await liveConnections(grantedTable(table, 'liveConnections')).remove('one=');
    expect(await liveAudience(grantedTable(table, 'liveAudience')).list(tenant)).toEqual(['two=']);
    expect(await liveAudience(grantedTable(table, 'liveAudience')).list(other)).toEqual(['three=']);
  });
});
