import { describe, expect, test } from 'vitest';
import {
  averageConfidence,
  averageProcessingSeconds,
  NO_COUNTS,
  periodDays,
  rounded,
  successRate,
} from '../../../../../shared/domain/task/statistics.ts';

test.each([
  ['day', '2026-03-03', '2026-03-03'],
  ['week', '2026-02-25', '2026-03-03'],
  ['month', '2026-02-02', '2026-03-03'],
  ['year', '2025-03-04', '2026-03-03'],
] as const)('the period %s is %s to %s, today included', (period, from, to) => {
  expect(periodDays(period, new Date('2026-03-03T23:59:59.999Z'))).toEqual({ from, to });
});

describe('figures', () => {
  test('are 0 where nothing was counted', () => {
    expect([
      successRate(NO_COUNTS),
      averageProcessingSeconds(NO_COUNTS),
      averageConfidence(NO_COUNTS),
    ]).toEqual([0, 0, 0]);
  });

  test('are means over completed tasks, and the share of them among those that were read', () => {
    const counts = {
      ...NO_COUNTS,
      created: 10,
      completed: 3,
      failed: 1,
      cancelled: 2,
      processingMs: 4_500,
      confidenceMillionths: 2_700_000,
    };
    expect(successRate(counts)).toBe(0.75);
    expect(averageProcessingSeconds(counts)).toBe(1.5);
    expect(averageConfidence(counts)).toBeCloseTo(0.9, 12);
  });

  test('leave logs out of the mean confidence, as they have none', () => {
    const counts = {
      ...NO_COUNTS,
      completed: 5,
      withoutConfidence: 3,
      confidenceMillionths: 1_600_000,
    };
    expect(averageConfidence(counts)).toBeCloseTo(0.8, 12);
    expect(averageConfidence({ ...NO_COUNTS, completed: 3, withoutConfidence: 3 })).toBe(0);
  });

  test('are rounded to the places people read', () => {
    expect(rounded(2 / 3, 4)).toBe(0.6667);
  });
});
