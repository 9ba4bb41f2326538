import { DeleteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditEntry, AuditEventType } from '../../../../shared/domain/audit/audit-entry.ts';
import type { AuditFilter } from '../../../../shared/domain/audit/audit-services.ts';
import { auditAppends } from '../../../../shared/stores/audit-appends.ts';
import { auditPartition, entrySk, HEAD } from '../../../../shared/stores/audit-items.ts';
import { auditLog } from '../../../../shared/stores/audit-log.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { NOON, noonPlus, someTenant } from '../../../support/task-examples.ts';

let table: Table;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());

const reader = () => auditLog(grantedTable(table, 'auditLog'));

/** A log of that many entries: one a minute; types and users in turn. */
async function logOf(
  length: number,
  types: readonly AuditEventType[] = ['api_call', 'upload'],
  users = ['anne'],
) {
  const tenant = someTenant();
  const appends = auditAppends(grantedTable(table, 'auditAppends'), { keptDays: 365 });
  await Promise.all(
    Array.from({ length }, (_, index) => {
      const entry: AuditEntry = {
        timestamp: noonPlus(60 * index).toISOString(),
        event_type: types[index % types.length] as AuditEventType,
        user_id: users[index % users.length] as string,
        resource_id: null,
        action: `action-${index}`,
        status: 'success',
        details: { ratio: 0.1, nested: { empty: {}, list: [] }, none: null },
      };
      return appends.append({ tenant, entry_id: `entry-${index}`, entry }, NOON);
    }),
  );
  return tenant;
}

async function all(tenant: string, filter: AuditFilter, limit: number) {
  const pages: string[][] = [];
  let cursor: string | null | undefined;
  do {
    const page = await reader().list(tenant, filter, { limit, cursor: cursor ?? undefined });
    pages.push(page.entries.map(({ action }) => action.slice('action-'.length)));
    cursor = page.cursor;
  } while (cursor);
  return pages;
}

describe('a list of entries', () => {
  test('has the latest first, page by page, each entry once, as it was told', async () => {
    const tenant = await logOf(23, ['api_call', 'upload', 'delete', 'sign_in'], ['anne', 'paul', 'key:1']);
    const expected = Array.from({ length: 23 }, (_, index) => String(22 - index));
    const pages = await all(tenant, {}, 5);
    expect(pages.flat()).toEqual(expected);
    expect(pages.map(({ length }) => length)).toEqual([5, 5, 5, 5, 3]);
    const { entries } = await reader().list(tenant, {}, { limit: 1 });
    expect(entries[0]).toMatchObject({
      timestamp: noonPlus(60 * 22).toISOString(),
      event_type: 'delete',
      details: { ratio: 0.1, nested: { empty: {}, list: [] }, none: null },
      seq: 23,
    });
  });

  test('is narrowed by type, user and time, alone and together', async () => {
    const tenant = await logOf(12, ['api_call', 'upload', 'delete'], ['anne', 'paul']);
    const listed = async (filter: AuditFilter) => (await all(tenant, filter, 2)).flat();
    expect(await listed({ eventType: 'upload' })).toEqual(['10', '7', '4', '1']);
    expect(await listed({ userId: 'paul' })).toEqual(['11', '9', '7', '5', '3', '1']);
    const from = noonPlus(60 * 4).toISOString();
    const to = noonPlus(60 * 8).toISOString();
    expect(await listed({ from, to })).toEqual(['7', '6', '5', '4']);
    expect(await listed({ from, to, userId: 'anne', eventType: 'delete' })).toEqual([]);
    expect(await listed({ from: to, to: from })).toEqual([]);
    expect(await listed({ userId: 'nobody' })).toEqual([]);
  });

  test('of a tenant without entries is empty', async () => {
    expect(await reader().list(someTenant(), {}, { limit: 10 })).toEqual({ entries: [], cursor: null });
  });
});

describe('the walk over a stored log', () => {
  const change = (tenant: string, sk: string, expression: string, names: object, values: object) =>
    table.client.send(
      new UpdateCommand({
        TableName: table.name,
        Key: { pk: auditPartition(tenant), sk },
        UpdateExpression: expression,
        ExpressionAttributeNames: names as Record<string, string>,
        ExpressionAttributeValues: values as Record<string, unknown>,
      }),
    );
  const set = (tenant: string, seq: number, attribute: string, value: unknown) =>
    change(tenant, entrySk(seq), 'SET #a = :a', { '#a': attribute }, { ':a': value });

  test('finds any single attribute of any entry that was changed', async () => {
    const changes: [string, unknown][] = [
      ['user_id', 'somebody else'],
      ['status', 'failure'],
      ['timestamp', noonPlus(1).toISOString()],
      ['details', '{"ratio":0.2}'],
      ['details', 'no JSON'],
      ['resource_id', 'report'],
      ['recorded_at', noonPlus(1).toISOString()],
      ['seq', 99],
      // Not hashed itself: an entry must not be hidden from lists, nor be made to go early.
      ['gsi1sk', '1970'],
      ['expiresAt', 1],
      ['expires_at', 1],
    ];
    for (const [attribute, value] of changes) {
      const tenant = await logOf(4);
      expect((await reader().verify(tenant, NOON)).intact).toBe(true);
      await set(tenant, 3, attribute, value);
      const { intact, finding } = await reader().verify(tenant, NOON);
      expect([intact, finding?.kind, finding?.seq], attribute).toEqual([false, 'changed', 3]);
    }
  });

  test('finds an entry that was deleted, and a head that was set back', async () => {
    const tenant = await logOf(6);
    await table.client.send(
      new DeleteCommand({ TableName: table.name, Key: { pk: auditPartition(tenant), sk: entrySk(6) } }),
    );
    expect((await reader().verify(tenant, NOON)).finding).toMatchObject({ kind: 'cut_off', seq: 6 });
    const { reached } = await reader().verify(tenant, NOON);
    await change(
      tenant,
      HEAD,
      'SET #s = :s, #h = :h',
      { '#s': 'seq', '#h': 'hash' },
      { ':s': reached.seq, ':h': reached.hash },
    );
    // Whoever rewrites the head as well leaves a whole chain behind, which only an anchor speaks against.
    expect((await reader().verify(tenant, NOON)).intact).toBe(true);
    const anchor = { seq: 6, hash: 'a'.repeat(64) };
    expect(await reader().verify(tenant, NOON, { anchor })).toMatchObject({
      intact: false,
      finding: { kind: 'anchor_differs', seq: 6 },
      anchor: { seq: 6, state: 'differs' },
    });
  });

  test('confirms an anchor that was noted, and none that was not', async () => {
    const tenant = await logOf(5);
    const { head } = await reader().verify(tenant, NOON);
    await auditAppends(table, { keptDays: 365 }).append(
      {
        tenant,
        entry_id: 'later',
        entry: { ...(await reader().list(tenant, {}, { limit: 1 })).entries[0]!, action: 'later' },
      },
      NOON,
    );
    const noted = { seq: head!.seq, hash: head!.hash };
    expect(await reader().verify(tenant, NOON, { anchor: noted })).toMatchObject({
      intact: true,
      anchor: { seq: 5, state: 'holds' },
    });
    const wrong = { ...noted, hash: 'b'.repeat(64) };
    expect(await reader().verify(tenant, NOON, { anchor: wrong })).toMatchObject({
      intact: false,
      finding: { kind: 'anchor_differs', seq: 5 },
    });
  });

  test('goes on where the time did not last', async () => {
    const tenant = await logOf(5);
    let after: { seq: number; hash: string } | undefined;
    let checked = 0;
    for (let walks = 1; walks <= 10; walks++) {
      const result = await reader().verify(tenant, NOON, { after, until: 0 });
      checked += result.checked;
      after = result.reached;
      expect(result.intact).toBe(true);
      if (result.complete) break;
    }
    expect(checked).toBe(5);
    expect(after?.seq).toBe(5);
  });

  test('takes what is appended meanwhile for what it is', async () => {
    const tenant = await logOf(40);
    const appends = auditAppends(table, { keptDays: 365 });
    const [entry] = (await reader().list(tenant, {}, { limit: 1 })).entries;
    const more = Array.from({ length: 40 }, (_, index) =>
      appends.append({ tenant, entry_id: `more-${index}`, entry: entry! }, NOON),
    );
    for (let walks = 0; walks < 10; walks++) {
      expect((await reader().verify(tenant, NOON)).finding).toBeNull();
    }
    await Promise.all(more);
    expect(await reader().verify(tenant, NOON)).toMatchObject({ intact: true, head: { seq: 80 } });
  });
});
