import { describe, expect, test } from 'vitest';
import { type Access, GRANTS, SIGN_IN } from '../../../../infra/grants.ts';
import { ITEM_KINDS, isObjectOf, OBJECT_KINDS, ownershipOf } from '../../../../shared/backup/item-owners.ts';

const accesses: Access[] = [...Object.values(GRANTS), SIGN_IN].flat();

test('every kind of item that a store may reach is in backups, or left out for a reason', () => {
  const partitions = new Set(accesses.flatMap((access) => (access.to === 'table' ? access.partitions : [])));
  const listed = ITEM_KINDS.map(({ pattern }) => pattern);
  expect([...partitions].filter((pattern) => !listed.includes(pattern))).toEqual([]);
});

test('every kind of object that a function may reach is in backups, or left out for a reason', () => {
  const prefixes = new Set(accesses.flatMap((access) => (access.to === 'objects' ? access.prefix : [])));
  expect([...prefixes].sort()).toEqual(OBJECT_KINDS.map(({ prefix }) => prefix).sort());
});

describe('an item is its tenant’s', () => {
  const owner = (item: Record<string, unknown>) => ownershipOf(item).tenant;

  test('by its key, whatever else is in the key', () => {
    expect(owner({ pk: 'TENANT#acme#TASK#1', sk: 'TASK' })).toBe('acme');
    expect(owner({ pk: 'TENANT#acme#DOCUMENT#TENANT#other#TASK#x', sk: 'RECORD' })).toBe('acme');
    expect(owner({ pk: 'TENANT#acme#AUDIT', sk: 'HEAD' })).toBe('acme');
  });

  test('by what is in it, where the key names none', () => {
    expect(owner({ pk: 'USER#9f', tenant: 'acme' })).toBe('acme');
    expect(owner({ pk: 'OUTBOX#3', sending: { to: 'queue', body: { tenant: 'acme' } } })).toBe('acme');
    expect(owner({ pk: 'OUTBOX#3', sending: { to: 'events', event: { tenant: 'acme' } } })).toBe('acme');
    expect(owner({ pk: 'ARRIVAL#9f' })).toBeUndefined();
  });

  test('and one of a kind that is not listed is not lost, and said to be unknown', () => {
    const { tenant, isLeftOut, isUnknown } = ownershipOf({ pk: 'TENANT#acme#NOVELTY#1', sk: 'X' });
    expect({ tenant, isLeftOut, isUnknown }).toEqual({ tenant: 'acme', isLeftOut: false, isUnknown: true });
  });
});

test('an object is its tenant’s by its folder; the inbox’s others are the default tenant’s', () => {
  const isTenant = (name: string) => /^[a-z0-9-]+$/.test(name);
  const owned = (key: string, tenant: string) => isObjectOf(key, tenant, isTenant);
  expect(owned('originals/acme/task/etag/a.pdf', 'acme')).toBe(true);
  expect(owned('originals/acme-sa/task/etag/a.pdf', 'acme')).toBe(false);
  expect(owned('inbox/acme/a.pdf', 'acme')).toBe(true);
  for (const key of ['inbox/a.pdf', 'inbox/Acme SA/a.pdf', 'inbox/default/a.pdf']) {
    expect(owned(key, 'default'), key).toBe(true);
    expect(owned(key, 'acme'), key).toBe(false);
  }
  expect(owned('exports/acme/x.csv', 'acme')).toBe(false);
});
