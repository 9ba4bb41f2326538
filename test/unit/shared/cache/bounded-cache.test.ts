import { describe, expect, test } from 'vitest';
import { boundedCache, type Cacheable, cacheStatistics } from '../../../../shared/cache/bounded-cache.ts';

let clock = 1_000;
const cacheOf = (maximumBytes = 100, name = 'tested') =>
  boundedCache<string>({ name, maximumBytes, ttlSeconds: 60, now: () => clock });
const made =
  (value: string, bytes = 10) =>
  async (): Promise<Cacheable<string>> => ({ value, bytes });
const never = () => Promise.reject(new Error('was known'));

describe('a bounded cache', () => {
  test('loads once, and answers from memory', async () => {
    const cache = cacheOf();
    expect(await cache.load('a', [], made('first'))).toBe('first');
    expect(await cache.load('a', [], never)).toBe('first');
    expect(cache.statistics()).toMatchObject({ entries: 1, bytes: 10, hits: 1, misses: 1 });
  });

  test('has lookups at one time share one load', async () => {
    const cache = cacheOf();
    let loads = 0;
    const slow = async () => {
      loads++;
      return made('shared')();
    };
    expect(await Promise.all([1, 2, 3].map(() => cache.load('a', [], slow)))).toEqual([
      'shared',
      'shared',
      'shared',
    ]);
    expect(loads).toBe(1);
  });

  test('tells everybody who waits of a load that fails, and tries again for the next', async () => {
    const cache = cacheOf();
    const fails = () => Promise.reject(new Error('no'));
    const outcomes = await Promise.allSettled([cache.load('a', [], fails), cache.load('a', [], never)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.load('a', [], made('second'))).toBe('second');
  });

  test('forgets the least used when bytes run out', async () => {
    const cache = cacheOf(100);
    await cache.load('a', [], made('a', 50));
    await cache.load('b', [], made('b', 40));
    await cache.load('a', [], never);
    await cache.load('c', [], made('c', 50));
    expect([cache.has('a'), cache.has('b'), cache.has('c')]).toEqual([true, false, true]);
    expect(cache.statistics()).toMatchObject({ bytes: 100, evictions: 1 });
    expect(cache.roomBytes()).toBe(0);
  });

  test('gives what is larger than all its room, keeps what it has, and counts no bytes for it', async () => {
    const cache = cacheOf(100);
    await cache.load('a', [], made('a', 50));
    expect(await cache.load('b', [], made('b', 101))).toBe('b');
    expect([cache.has('a'), cache.has('b')]).toEqual([true, false]);
  });

  test('forgets after a while, even what nobody asks for', async () => {
    const cache = cacheOf();
    await cache.load('a', [], made('old'));
    await cache.load('b', [], made('b'));
    clock += 61_000;
    expect(await cache.load('a', [], made('new'))).toBe('new');
    expect(cache.statistics()).toMatchObject({ entries: 1, bytes: 10, expirations: 2 });
  });

  test('forgets what depends on a change, and nothing else', async () => {
    const cache = cacheOf();
    await cache.load('a', ['x', 'y'], made('a'));
    await cache.load('b', ['y'], made('b'));
    await cache.load('c', ['z'], made('c'));
    cache.invalidate('y');
    expect([cache.has('a'), cache.has('b'), cache.has('c')]).toEqual([false, false, true]);
    cache.invalidate('x');
    expect(cache.statistics()).toMatchObject({ entries: 1, invalidations: 2 });
  });

  test('does not keep what was loaded while it changed', async () => {
    const cache = cacheOf();
    let go = () => {};
    const waiting = new Promise<void>((resolve) => {
      go = resolve;
    });
    const stale = cache.load('a', ['x'], async () => {
      await waiting;
      return made('stale')();
    });
    cache.invalidate('x');
    const fresh = cache.load('a', ['x'], made('fresh'));
    go();
    expect(await Promise.all([stale, fresh])).toEqual(['stale', 'fresh']);
    expect(await cache.load('a', [], never)).toBe('fresh');
  });

  test('is listed among those of the process', async () => {
    cacheOf(100, 'one');
    const two = cacheOf(200, 'two');
    await two.load('a', [], made('a'));
    const listed = cacheStatistics();
    expect(listed.find(({ name }) => name === 'one')).toMatchObject({ entries: 0, maximumBytes: 100 });
    expect(listed.find(({ name }) => name === 'two')).toMatchObject({ entries: 1, misses: 1 });
  });
});
