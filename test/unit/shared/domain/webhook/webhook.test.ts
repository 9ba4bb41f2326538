import { expect, test } from 'vitest';
import { MAXIMUM_DELIVERY_TRIES, nextTryAt } from '../../../../../shared/domain/webhook/webhook.ts';
import { NOON } from '../../../../support/task-examples.ts';

const waits = (jitter: number) =>
  Array.from({ length: MAXIMUM_DELIVERY_TRIES - 1 }, (_, index) => {
    const next = nextTryAt(index + 1, NOON, jitter) as Date;
    return (next.getTime() - NOON.getTime()) / 1000;
  });

test('a failed delivery is tried again ever later, for about three days', () => {
  expect(waits(0)).toEqual(waits(0).toSorted((a, b) => a - b));
  const days = waits(0).reduce((sum, seconds) => sum + seconds, 0) / 86_400;
  expect(waits(0)[0]).toBe(5);
  expect(days).toBeGreaterThan(2.5);
  expect(days).toBeLessThan(4);
});

test('tries are spread by at most a tenth', () => {
  waits(1).forEach((seconds, index) => {
    expect(seconds).toBeCloseTo((waits(0)[index] as number) * 1.1, 6);
  });
});

test('after the last try none follows', () => {
  expect(nextTryAt(MAXIMUM_DELIVERY_TRIES, NOON, 0)).toBeUndefined();
});
