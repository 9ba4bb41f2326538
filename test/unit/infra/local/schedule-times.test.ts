import { expect, test } from 'vitest';
import { readSchedule } from '../../../../infra/local/schedule-times.ts';

const isDue = (expression: string, time: string) => {
  const schedule = readSchedule(expression);
  return schedule && 'isDue' in schedule ? schedule.isDue(new Date(time)) : undefined;
};

test('a rate is a number of milliseconds', () => {
  expect(readSchedule('rate(5 minutes)')).toEqual({ everyMilliseconds: 300_000 });
  expect(readSchedule('rate(1 day)')).toEqual({ everyMilliseconds: 86_400_000 });
});

test('a cron expression is due in the minutes that it names, in UTC', () => {
  expect(isDue('cron(15 3 * * ? *)', '2026-03-03T03:15:00Z')).toBe(true);
  expect(isDue('cron(15 3 * * ? *)', '2026-03-03T03:16:00Z')).toBe(false);
  expect(isDue('cron(0/10 8-18 ? * MON-FRI *)', '2026-03-03T09:20:00Z')).toBe(true);
  expect(isDue('cron(0/10 8-18 ? * MON-FRI *)', '2026-03-01T09:20:00Z')).toBe(false);
  expect(isDue('cron(0 0 1,15 JAN,JUL ? 2026)', '2026-07-15T00:00:00Z')).toBe(true);
});

test('what is not understood is said to be so instead of running at wrong times', () => {
  for (const expression of [
    'at(2026-01-01T00:00:00)',
    'cron(0 0 L * ? *)',
    'cron(0 0 ? * 2#1 *)',
    'cron(* *)',
  ]) {
    expect(readSchedule(expression)).toBeUndefined();
  }
});
