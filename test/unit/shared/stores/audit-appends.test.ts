import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AuditCommand } from '../../../../shared/domain/audit/audit-entry.ts';
import { auditAppends } from '../../../../shared/stores/audit-appends.ts';
import { auditLog } from '../../../../shared/stores/audit-log.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { NOON, someTenant } from '../../../support/task-examples.ts';

let table: Table;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());

const appender = () => auditAppends(grantedTable(table, 'auditAppends'), { keptDays: 365 });
const reader = () => auditLog(grantedTable(table, 'auditLog'));

function command(tenant: string, id: string, entry: Partial<AuditCommand['entry']> = {}): AuditCommand {
  return {
    tenant,
    entry_id: id,
    entry: {
      timestamp: NOON.toISOString(),
      event_type: 'api_call',
      user_id: 'anne',
      resource_id: null,
      action: 'webhooks.remove',
      status: 'success',
      details: {},
      ...entry,
    },
  };
}

async function ids(tenant: string): Promise<string[]> {
  const { entries } = await reader().list(tenant, {}, { limit: 500 });
  return entries.map(({ action }) => action);
}

test('an entry is appended once, however often and wherever its message is repeated', async () => {
  const tenant = someTenant();
  const [one, other] = [appender(), appender()];
  const repeats = Array.from({ length: 8 }, (_, index) =>
    (index % 2 ? one : other).append(command(tenant, 'import-1', { action: 'once' }), NOON),
  );
  await Promise.all(repeats);
  await appender().append(command(tenant, 'import-1', { action: 'once' }), NOON);
  expect(await ids(tenant)).toEqual(['once']);
});

test('what several processes append at once all ends in one whole chain', async () => {
  const tenant = someTenant();
  const processes = [appender(), appender(), appender()];
  const all = Array.from({ length: 90 }, (_, index) => `entry-${String(index).padStart(2, '0')}`);
  await Promise.all(
    all.map((id, index) =>
      processes[index % processes.length]?.append(command(tenant, id, { action: id }), NOON),
    ),
  );
  expect((await ids(tenant)).sort()).toEqual(all);
  expect(await reader().verify(tenant, NOON)).toMatchObject({
    intact: true,
    complete: true,
    checked: 90,
    head: { seq: 90 },
  });
});

test('an entry that cannot be stored does not keep out those it came with', async () => {
  const tenant = someTenant();
  const appends = appender();
  const tooLarge = command(tenant, 'huge', { details: { text: 'x'.repeat(500_000) } });
  const outcomes = await Promise.allSettled([
    appends.append(command(tenant, 'before', { action: 'before' }), NOON),
    appends.append(tooLarge, NOON),
    appends.append(command(tenant, 'after', { action: 'after' }), NOON),
  ]);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await ids(tenant)).sort()).toEqual(['after', 'before']);
  expect((await reader().verify(tenant, NOON)).intact).toBe(true);
});

test('of one that was told as interrupted and as ended at once, the end is kept', async () => {
  const tenant = someTenant();
  const appends = appender();
  await Promise.all([
    appends.append(command(tenant, 'call', { status: 'interrupted' }), NOON),
    appends.append(command(tenant, 'call', { status: 'success' }), NOON),
  ]);
  const { entries } = await reader().list(tenant, {}, { limit: 10 });
  expect(entries.map(({ status }) => status)).toEqual(['success']);
});

test('tenants have logs of their own', async () => {
  const [one, other] = [someTenant(), someTenant()];
  const appends = appender();
  await appends.append(command(one, 'same-id', { action: 'mine' }), NOON);
  await appends.append(command(other, 'same-id', { action: 'theirs' }), NOON);
  expect(await ids(one)).toEqual(['mine']);
  expect(await ids(other)).toEqual(['theirs']);
});
