import { describe, expect, test } from 'vitest';
import { ThreadError } from '../../../../shared/ocr/call-thread.ts';
import { createPool } from '../../../../shared/ocr/pool.ts';
import { workInThread } from '../../../../shared/ocr/thread-work.ts';

function numbered() {
  const ended: number[] = [];
  let made = 0;
  const pool = createPool({ create: async () => ++made, destroy: (n) => void ended.push(n), max: 1 });
  return { pool, ended };
}

const trap = new ThreadError('RuntimeError', 'unreachable');

describe('work in a lent thread', () => {
  test('that failed there is done in a fresh one', async () => {
    const { pool, ended } = numbered();
    const work = async (n: number): Promise<string> => {
      if (n === 1) throw trap;
      return `done by ${n}`;
    };
    expect(await workInThread(pool, work)).toBe('done by 2');
    expect(ended).toEqual([1]);
    expect((await pool.acquire()).resource).toBe(2);
  });

  test('that failed twice gives its error, and nobody gets either thread', async () => {
    const { pool, ended } = numbered();
    await expect(workInThread(pool, () => Promise.reject(trap))).rejects.toBe(trap);
    expect(ended).toEqual([1, 2]);
    expect((await pool.acquire()).resource).toBe(3);
  });

  test('that failed for another reason, or was aborted, is not tried again', async () => {
    const { pool, ended } = numbered();
    await expect(workInThread(pool, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
    const controller = new AbortController();
    const work = async (): Promise<void> => {
      controller.abort(new Error('enough'));
      throw trap;
    };
    await expect(workInThread(pool, work, { signal: controller.signal })).rejects.toBe(trap);
    expect(ended).toEqual([1, 2]);
  });

  test('leaves no thread behind that is spent', async () => {
    const { pool, ended } = numbered();
    expect(await workInThread(pool, async (n) => n, { isSpent: (n) => n === 1 })).toBe(1);
    expect(await workInThread(pool, async (n) => n, { isSpent: (n) => n === 1 })).toBe(2);
    expect(await workInThread(pool, async (n) => n, { isSpent: (n) => n === 1 })).toBe(2);
    expect(ended).toEqual([1]);
  });
});
