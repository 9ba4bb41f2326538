/** When the page asks anew: every so many seconds, unless a person paused it. Knows no browser, so that it is tested. */

export interface RefreshClock {
  /** Whole seconds to the next refresh; null while paused. */
  secondsLeft(nowMs: number): number | null;
  /** Whether a refresh is due. */
  isDue(nowMs: number): boolean;
  /** A refresh ended: the next one comes an interval later, or after so many seconds. */
  restart(nowMs: number, afterSeconds?: number): void;
  pause(): void;
  resume(nowMs: number): void;
  readonly paused: boolean;
}

/** @param intervalSeconds from the end of one refresh to the beginning of the next. */
export function refreshClock(intervalSeconds: number, nowMs: number): RefreshClock {
  let dueMs = nowMs;
  let paused = false;
  return {
    get paused() {
      return paused;
    },
    secondsLeft: (now) => (paused ? null : Math.max(0, Math.ceil((dueMs - now) / 1000))),
    isDue: (now) => !paused && now >= dueMs,
    restart(now, afterSeconds = intervalSeconds) {
      dueMs = now + afterSeconds * 1000;
    },
    pause() {
      paused = true;
    },
    resume(now) {
      // What was due while paused is due at once.
      paused = false;
      dueMs = Math.min(Math.max(dueMs, now), now + intervalSeconds * 1000);
    },
  };
}
