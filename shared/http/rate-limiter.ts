/**
 * rate-limiter-flexible over our table. Three lines, one behind the other: a client that used its minute up is refused
 * from memory, at no cost; else the shared window counts; and while the table does not answer, each process counts for
 * itself, so that nothing is blocked and nothing is thrown open.
 */
import { LRUCache } from 'lru-cache';
import RateLimiterMemory from 'rate-limiter-flexible/lib/RateLimiterMemory.js';
import RateLimiterRes from 'rate-limiter-flexible/lib/RateLimiterRes.js';
import RateLimiterStoreAbstract from 'rate-limiter-flexible/lib/RateLimiterStoreAbstract.js';
import type { RateWindow, RateWindows } from '../stores/rate-windows.ts';
import { inPortions } from './portions.ts';

/** Limits are told by the minute. */
export const WINDOW_SECONDS = 60;

/** What became of one request. */
export interface RateVerdict {
  isAllowed: boolean;
  /** Requests in a window. */
  limit: number;
  remaining: number;
  /** Until the window ends, rounded up. */
  resetSeconds: number;
}

export interface RateLimiter {
  /** Counts a request of `key` against so many in a minute. Never throws. */
  take(key: string, requestsPerMinute: number): Promise<RateVerdict>;
}

export interface RateLimiterParts {
  windows: RateWindows;
  /** Told of every request that was counted without the table. */
  onStoreError?: (error: unknown) => void;
}

/** After the table failed it is left alone this long, so that not every request waits for it in vain. */
const REST_MILLISECONDS = 5_000;
/** Limits that differ: one of each route, and those of tenants and keys. */
const LIMITS_AT_ONCE = 200;

/** Of what a store can be asked, only counting: nobody looks at, sets or deletes a window. */
class WindowLimiter extends RateLimiterStoreAbstract {
  readonly #windows: RateWindows;

  constructor(windows: RateWindows, points: number) {
    super({
      storeClient: windows,
      points,
      duration: WINDOW_SECONDS,
      keyPrefix: '',
      // Once used up, until the window ends.
      inMemoryBlockOnConsumed: points,
      insuranceLimiter: new RateLimiterMemory({ points, duration: WINDOW_SECONDS, keyPrefix: '' }),
    });
    this.#windows = windows;
  }

  _upsert(key: string, points: number, milliseconds: number): Promise<RateWindow> {
    return this.#windows.add(key, points, milliseconds);
  }

  _getRateLimiterRes(_key: string, changed: number, { points, endsAt }: RateWindow): RateLimiterRes {
    const remaining = Math.max(this.points - points, 0);
    return new RateLimiterRes(remaining, Math.max(endsAt - Date.now(), 0), points, points === changed);
  }
}

/** The same windows, left alone for a while after they failed. */
function resting(windows: RateWindows, onStoreError: (error: unknown) => void): RateWindows {
  let restsUntil = 0;
  let lastError: unknown;
  return {
    async add(...request) {
      try {
        if (Date.now() < restsUntil) throw lastError;
        return await windows.add(...request);
      } catch (error) {
        if (Date.now() >= restsUntil) restsUntil = Date.now() + REST_MILLISECONDS;
        lastError = error;
        onStoreError(error);
        throw error;
      }
    },
  };
}

/** One for a process: what it remembers of clients must be asked by all its requests. */
export function rateLimiter({ windows, onStoreError = () => {} }: RateLimiterParts): RateLimiter {
  const rested = resting(windows, onStoreError);
  const limiters = new LRUCache<number, WindowLimiter>({ max: LIMITS_AT_ONCE });
  const limiterOf = (limit: number) => {
    let limiter = limiters.get(limit);
    if (!limiter) {
      limiter = new WindowLimiter(inPortions(rested, limit), limit);
      limiters.set(limit, limiter);
    }
    return limiter;
  };
  return {
    async take(key, limit) {
      const verdict = (isAllowed: boolean, result: RateLimiterRes): RateVerdict => ({
        isAllowed,
        limit,
        remaining: result.remainingPoints,
        resetSeconds: Math.ceil(result.msBeforeNext / 1000),
      });
      try {
        return verdict(true, await limiterOf(limit).consume(key));
      } catch (result) {
        if (result instanceof RateLimiterRes) return verdict(false, result);
        throw result;
      }
    },
  };
}
