import { describe, expect, test, vi } from 'vitest';
import { createPool } from '../../../../shared/ocr/pool.ts';

function numbered(max: number, maxIdle?: number) {
  const ended: number[] = [];
  let made = 0;
  const pool = createPool({
    create: async () => ++made,
    destroy: (n) => void ended.push(n),
    max,
    ...(maxIdle === undefined ? {} : { maxIdle }),
  });
  return { pool, ended, made: () => made };
}

describe('a pool', () => {
  test('lends what was given back rather than making another', async () => {
    const { pool, made } = numbered(2);
    (await pool.acquire()).release();
    expect((await pool.acquire()).resource).toBe(1);
    expect(made()).toBe(1);
  });

  test('lets whoever comes when all are lent wait for the first to come back', async () => {
    const { pool, made } = numbered(1);
    const first = await pool.acquire();
    const second = pool.acquire();
    first.release();
    expect((await second).resource).toBe(1);
    expect(made()).toBe(1);
  });

  test('makes another for one that was discarded', async () => {
    const { pool, ended } = numbered(1);
    const first = await pool.acquire();
    const second = pool.acquire();
    first.discard();
    expect((await second).resource).toBe(2);
    expect(ended).toEqual([1]);
  });

  test('takes back each one only once', async () => {
    const { pool } = numbered(1);
    const lease = await pool.acquire();
    lease.release();
    lease.release();
    lease.discard();
    const again = await pool.acquire();
    expect(again.resource).toBe(1);
  });

  test('keeps no more warm than it may', async () => {
    const { pool, ended } = numbered(2, 1);
    const [a, b] = [await pool.acquire(), await pool.acquire()];
    a.release();
    b.release();
    expect(ended).toEqual([2]);
  });

  test('lets the next in line go on when one is aborted after being woken', async () => {
    const { pool } = numbered(1);
    const first = await pool.acquire();
    const controller = new AbortController();
    const second = pool.acquire(controller.signal);
    const third = pool.acquire();
    first.release();
    controller.abort(new Error('enough'));
    await expect(second).rejects.toThrow('enough');
    expect((await third).resource).toBe(1);
  });

  test('lets the next in line try when making one failed', async () => {
    let tries = 0;
    const pool = createPool({
      create: async () => {
        if (++tries === 1) throw new Error('no memory');
        return tries;
      },
      destroy: () => {},
      max: 1,
    });
    const first = pool.acquire();
    const second = pool.acquire();
    await expect(first).rejects.toThrow('no memory');
    expect((await second).resource).toBe(2);
  });

  test('ends the idle ones when closed, and those lent when they come back', async () => {
    const { pool, ended } = numbered(2);
    const [a, b] = [await pool.acquire(), await pool.acquire()];
    a.release();
    await pool.close();
    expect(ended).toEqual([1]);
    b.release();
    expect(ended).toEqual([1, 2]);
  });

  test('puts a new one in the place of one that is replaced, ahead of those in line', async () => {
    const { pool, ended } = numbered(1);
    const first = await pool.acquire();
    const waiting = pool.acquire();
    const second = await first.replace();
    expect([second.resource, ended]).toEqual([2, [1]]);
    first.release();
    second.release();
    expect((await waiting).resource).toBe(2);
  });

  test('gives the place up when no new one can be made for it', async () => {
    let made = 0;
    const pool = createPool({
      create: async () => {
        if (++made === 2) throw new Error('no memory');
        return made;
      },
      destroy: () => {},
      max: 1,
    });
    await expect((await pool.acquire()).replace()).rejects.toThrow('no memory');
    expect((await pool.acquire()).resource).toBe(3);
  });

  test('ends one that nobody used for as long as it may be idle, and none in use', async () => {
    vi.useFakeTimers();
    try {
      const ended: number[] = [];
      let made = 0;
      const pool = createPool({
        create: async () => ++made,
        destroy: (n) => void ended.push(n),
        max: 2,
        idleSeconds: 60,
      });
      (await pool.acquire()).release();
      vi.advanceTimersByTime(59_000);
      const again = await pool.acquire();
      vi.advanceTimersByTime(120_000);
      expect([again.resource, ended]).toEqual([1, []]);
      again.release();
      vi.advanceTimersByTime(60_000);
      expect(ended).toEqual([1]);
      expect((await pool.acquire()).resource).toBe(2);
    } finally {
      vi.useRealTimers();
    }
  });
});
