import { describe, expect, test } from 'vitest';
import type { AuditEntry } from '../../../../../shared/domain/audit/audit-entry.ts';
import {
  type ChainedEntry,
  type ChainHead,
  canonicalJson,
  GENESIS_HASH,
  hashOf,
  headOf,
  linked,
} from '../../../../../shared/domain/audit/chain.ts';
import { chainWalk, type Finding } from '../../../../../shared/domain/audit/verification.ts';
import { NOON, noonPlus } from '../../../../support/task-examples.ts';

const DAY = 86_400;

function entry(action: string): AuditEntry {
  return {
    timestamp: NOON.toISOString(),
    event_type: 'api_call',
    user_id: 'anne',
    resource_id: 'webhook_1',
    action,
    status: 'success',
    details: { http_status: 204 },
  };
}

/** A chain of that many entries, a minute apart. */
function chainOf(length: number, keptSeconds: (seq: number) => number = () => 30 * DAY): ChainedEntry[] {
  const entries: ChainedEntry[] = [];
  for (let seq = 1; seq <= length; seq++) {
    const last = entries.at(-1);
    const asked = { tenant: 'acme', entryId: `e${seq}`, entry: entry(`action-${seq}`) };
    entries.push(linked(last && headOf(last), asked, noonPlus(60 * seq), keptSeconds(seq)));
  }
  return entries;
}

function walked(
  entries: readonly ChainedEntry[],
  options: { head?: ChainHead | undefined; now?: Date; places?: (number | undefined)[] } = {},
): Finding | undefined {
  const walk = chainWalk('acme', options.now ?? noonPlus(DAY));
  for (const [index, each] of entries.entries()) {
    const place = options.places ? options.places[index] : each.seq;
    const finding = walk.next({ place, entry: each });
    if (finding) return finding;
  }
  const last = entries.at(-1);
  return walk.end('head' in options ? options.head : last && headOf(last));
}

/** As somebody would who knows how hashes are made. */
function rehashed(changed: ChainedEntry): ChainedEntry {
  return { ...changed, hash: hashOf(changed) };
}

describe('the hash of an entry', () => {
  test('does not depend on the order of members, and depends on everything else', () => {
    const [first] = chainOf(1) as [ChainedEntry];
    const turned = Object.fromEntries(Object.entries(first).reverse()) as ChainedEntry;
    expect(hashOf(turned)).toBe(first.hash);
    for (const [member, value] of Object.entries(first)) {
      if (member === 'hash') continue;
      const other =
        typeof value === 'number' ? value + 1 : typeof value === 'string' ? `${value}x` : entry('x');
      expect(hashOf({ ...first, [member]: other }), member).not.toBe(first.hash);
    }
  });

  test('is made over JSON with sorted members and no blanks', () => {
    const value = { b: [1, { z: null, y: undefined, a: 'é"' }], a: true };
    expect(canonicalJson(value)).toBe('{"a":true,"b":[1,{"a":"é\\"","z":null}]}');
  });

  test('begins with the one of nothing', () => {
    expect(chainOf(1)[0]).toMatchObject({ seq: 1, previous_hash: GENESIS_HASH, previous_expires_at: 0 });
  });
});

describe('a walk over the chain', () => {
  test('finds nothing in a whole one, nor in an empty one', () => {
    expect(walked(chainOf(20))).toBeUndefined();
    expect(walked([])).toBeUndefined();
  });

  test('finds a changed entry', () => {
    const entries = chainOf(9);
    const target = entries[4] as ChainedEntry;
    entries[4] = { ...target, entry: { ...target.entry, user_id: 'paul' } };
    expect(walked(entries)).toMatchObject({ kind: 'changed', seq: 5 });
  });

  test('finds an entry changed together with its hash, by the one after, and the last one by the head', () => {
    const entries = chainOf(9);
    const head = headOf(entries[8] as ChainedEntry);
    const forge = (index: number) => {
      const target = entries[index] as ChainedEntry;
      return entries.with(index, rehashed({ ...target, entry: { ...target.entry, status: 'failure' } }));
    };
    expect(walked(forge(4), { head })).toMatchObject({ kind: 'changed', seq: 5 });
    expect(walked(forge(8), { head })).toMatchObject({ kind: 'changed', seq: 9 });
  });

  test('finds removed ones, at the beginning, inside and at the end', () => {
    const entries = chainOf(9);
    const head = headOf(entries[8] as ChainedEntry);
    expect(walked(entries.slice(2), { head })).toMatchObject({ kind: 'removed', seq: 1 });
    expect(walked(entries.toSpliced(3, 2), { head })).toMatchObject({ kind: 'removed', seq: 4 });
    expect(walked(entries.slice(0, 7), { head })).toMatchObject({ kind: 'cut_off', seq: 8 });
    expect(walked([], { head })).toMatchObject({ kind: 'cut_off', seq: 1 });
  });

  test('finds two that changed places', () => {
    const entries = chainOf(5);
    const swapped = [entries[0], entries[2], entries[1], entries[3], entries[4]] as ChainedEntry[];
    expect(walked(swapped, { places: [1, 2, 3, 4, 5] })).toMatchObject({ kind: 'moved', seq: 2 });
  });

  test('finds one of another tenant’s log', () => {
    const entries = chainOf(3);
    entries[1] = rehashed({ ...(entries[1] as ChainedEntry), tenant: 'other' });
    expect(walked(entries)).toMatchObject({ kind: 'moved', seq: 2 });
  });

  test('finds what was put in: beyond the head, or where no entry can lie', () => {
    const entries = chainOf(4);
    expect(walked(entries, { head: headOf(entries[2] as ChainedEntry) })).toMatchObject({
      kind: 'inserted',
      seq: 4,
    });
    const places = [1, 2, undefined, 3];
    expect(walked(entries, { places })).toMatchObject({ kind: 'inserted', seq: 3 });
  });

  test('finds a head that is gone, or that somebody moved to another end', () => {
    const entries = chainOf(4);
    expect(walked(entries, { head: undefined })).toMatchObject({ kind: 'removed' });
    const head = { ...headOf(entries[3] as ChainedEntry), hash: 'f'.repeat(64) };
    expect(walked(entries, { head })).toMatchObject({ kind: 'changed', seq: 4 });
    // As if what was cut off had expired before what is left.
    const early = { ...headOf(entries[3] as ChainedEntry), expires_at: 1 };
    expect(walked(entries.slice(0, 2), { head: early })).toMatchObject({ kind: 'cut_off', seq: 3 });
  });
});

describe('retention', () => {
  const expired = (seq: number) => noonPlus(60 * seq + 30 * DAY + 1);

  test('removing the beginning, or parts of it in any order, is no finding', () => {
    const entries = chainOf(9);
    const now = expired(5);
    expect(walked(entries.slice(5), { now })).toBeUndefined();
    expect(walked(entries.toSpliced(2, 2), { now })).toBeUndefined();
    expect(walked(entries.slice(3), { now })).toBeUndefined();
  });

  test('does not excuse the loss of one that had not expired', () => {
    const entries = chainOf(9);
    expect(walked(entries.slice(6), { now: expired(5) })).toMatchObject({ kind: 'removed' });
    expect(
      walked(entries.slice(0, 7), { now: expired(5), head: headOf(entries[8] as ChainedEntry) }),
    ).toMatchObject({ kind: 'cut_off', seq: 8 });
  });

  test('may leave nothing but the head', () => {
    const entries = chainOf(3);
    const head = headOf(entries[2] as ChainedEntry);
    expect(walked([], { now: expired(4), head })).toBeUndefined();
  });

  test('made shorter lets no entry go before the one before it', () => {
    const entries = chainOf(4, (seq) => (seq <= 2 ? 30 * DAY : DAY));
    const ends = entries.map(({ expires_at }) => expires_at);
    expect(ends).toEqual([...ends].sort());
    expect(walked(entries.toSpliced(2, 1), { now: noonPlus(2 * DAY) })).toMatchObject({
      kind: 'removed',
      seq: 3,
    });
  });
});

test('a clock that goes back does not make an entry older than the one before', () => {
  const [first] = chainOf(1) as [ChainedEntry];
  const next = linked(headOf(first), { tenant: 'acme', entryId: 'e2', entry: entry('x') }, NOON, 30 * DAY);
  expect(next.recorded_at).toBe(first.recorded_at);
});
