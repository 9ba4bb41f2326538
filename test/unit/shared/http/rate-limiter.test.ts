import { describe, expect, test } from 'vitest';
import { rateLimiter } from '../../../../shared/http/rate-limiter.ts';
import type { RateWindows } from '../../../../shared/stores/rate-windows.ts';

/** Windows in memory that tell how often they were asked. */
function countedWindows(): RateWindows & { asked: number } {
  const points = new Map<string, number>();
  return {
    asked: 0,
    async add(key, more, length) {
      this.asked++;
      points.set(key, (points.get(key) ?? 0) + more);
      return { points: points.get(key) as number, endsAt: Date.now() + length };
    },
  };
}

describe('the limiter', () => {
  test('counts down, and tells when the window ends', async () => {
    const limiter = rateLimiter({ windows: countedWindows() });
    expect(await limiter.take('a', 2)).toEqual({
      isAllowed: true,
      limit: 2,
      remaining: 1,
      resetSeconds: 60,
    });
    expect(await limiter.take('a', 2)).toMatchObject({ isAllowed: true, remaining: 0 });
    expect(await limiter.take('a', 2)).toMatchObject({ isAllowed: false, remaining: 0 });
    expect(await limiter.take('b', 2)).toMatchObject({ isAllowed: true });
  });

  test('refuses a client that used its minute up without asking the store again', async () => {
    const windows = countedWindows();
    const limiter = rateLimiter({ windows });
    for (let time = 0; time < 50; time++) await limiter.take('a', 3);
    expect(windows.asked).toBe(3);
  });

  test('takes a high limit in portions, and gives out no more than it', async () => {
    const windows = countedWindows();
    const limiter = rateLimiter({ windows });
    const first = await limiter.take('a', 600);
    expect(first.remaining).toBe(599);
    const verdicts = [first];
    for (let time = 1; time < 700; time++) verdicts.push(await limiter.take('a', 600));
    expect(verdicts.filter(({ isAllowed }) => isAllowed)).toHaveLength(600);
    expect(verdicts[599]).toMatchObject({ isAllowed: true, remaining: 0 });
    expect(windows.asked).toBe(100);
  });

  test('has requests of one moment share a portion', async () => {
    const windows = countedWindows();
    const limiter = rateLimiter({ windows });
    await Promise.all(Array.from({ length: 60 }, () => limiter.take('a', 600)));
    expect(windows.asked).toBe(10);
  });

  test('lets processes together give out no more than the limit', async () => {
    const windows = countedWindows();
    const processes = Array.from({ length: 5 }, () => rateLimiter({ windows }));
    let allowed = 0;
    for (let time = 0; time < 1000; time++) {
      const { isAllowed } = await (processes[time % 5] as (typeof processes)[0]).take('a', 600);
      if (isAllowed) allowed++;
    }
    expect(allowed).toBeLessThanOrEqual(600);
    expect(allowed).toBeGreaterThanOrEqual(575);
  });

  test('counts in memory while the store fails: nobody is blocked, and nobody has more than the limit', async () => {
    let errors = 0;
    const limiter = rateLimiter({
      windows: {
        add: async () => {
          throw new Error('the table is throttled');
        },
      },
      onStoreError: () => {
        errors++;
      },
    });
    const verdicts = [];
    for (let time = 0; time < 5; time++) verdicts.push((await limiter.take('a', 3)).isAllowed);
    expect(verdicts).toEqual([true, true, true, false, false]);
    expect(errors).toBe(5);
  });

  test('leaves a store that failed alone for a while', async () => {
    let asked = 0;
    const limiter = rateLimiter({
      windows: {
        add: async () => {
          asked++;
          throw new Error('the table does not answer');
        },
      },
    });
    for (let time = 0; time < 10; time++) await limiter.take(`client ${time}`, 3);
    expect(asked).toBe(1);
  });
});
