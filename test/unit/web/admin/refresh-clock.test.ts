import { describe, expect, test } from 'vitest';
import { refreshClock } from '../../../../web/admin/refresh-clock.ts';

const START = 1_000_000;
const at = (seconds: number) => START + seconds * 1000;

describe('the refresh clock', () => {
  test('is due at once, and then an interval after each refresh ended', () => {
    const clock = refreshClock(30, START);
    expect(clock.isDue(at(0))).toBe(true);
    clock.restart(at(2));
    expect([clock.isDue(at(31.9)), clock.isDue(at(32))]).toEqual([false, true]);
  });

  test('counts whole seconds down, never below none', () => {
    const clock = refreshClock(30, START);
    clock.restart(at(0));
    expect([0, 0.1, 29.5, 30, 99].map((seconds) => clock.secondsLeft(at(seconds)))).toEqual([
      30, 30, 1, 0, 0,
    ]);
  });

  test('is never due while paused; what came due meanwhile is due at once', () => {
    const clock = refreshClock(30, START);
    clock.restart(at(0));
    clock.pause();
    expect([clock.isDue(at(60)), clock.secondsLeft(at(60)), clock.paused]).toEqual([false, null, true]);
    clock.resume(at(60));
    expect([clock.isDue(at(60)), clock.paused]).toEqual([true, false]);
  });

  test('goes on where it was when paused shortly', () => {
    const clock = refreshClock(30, START);
    clock.restart(at(0));
    clock.pause();
    clock.resume(at(10));
    expect(clock.secondsLeft(at(10))).toBe(20);
  });

  test('waits as long as it is told to', () => {
    const clock = refreshClock(30, START);
    clock.restart(at(0), 5);
    expect(clock.secondsLeft(at(0))).toBe(5);
  });
});
