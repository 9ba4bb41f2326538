import { describe, expect, test } from 'vitest';
import { withinTime } from '../../../../shared/documents/limits.ts';

const never = (): Promise<never> => new Promise(() => {});

describe('a time limit', () => {
  test('ends work that does not listen as reading_gave_up', async () => {
    await expect(withinTime(0.01, undefined, never)).rejects.toMatchObject({
      code: 'reading_gave_up',
      details: { seconds: 0.01 },
    });
  });
  test('tells work that listens', async () => {
    const told = await new Promise<unknown>((resolve) => {
      withinTime(0.01, undefined, (signal) => {
        signal.addEventListener('abort', () => resolve(signal.reason));
        return never();
      }).catch(() => {});
    });
    expect(told).toMatchObject({ code: 'reading_gave_up' });
  });
  test('gives the caller’s own abort its own reason', async () => {
    const controller = new AbortController();
    const running = withinTime(60, controller.signal, never);
    controller.abort(new Error('cancelled'));
    await expect(running).rejects.toThrow('cancelled');
  });
  test('passes on what the work gives or throws', async () => {
    expect(await withinTime(60, undefined, async () => 7)).toBe(7);
    await expect(withinTime(60, undefined, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
