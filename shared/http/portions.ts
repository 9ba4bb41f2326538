/**
 * High limits are taken from the shared window in portions: a process takes a hundredth of the limit at once and gives
 * it out request by request. A limit of 60 is counted one by one; one of 600 costs a write for six requests, and one of
 * a million no more writes than a table item can take. What a process took and did not give out is lost to the client
 * until the window ends: it may be refused that much early, never late.
 */
import { LRUCache } from 'lru-cache';
import type { RateWindow, RateWindows } from '../stores/rate-windows.ts';

const PORTIONS_A_LIMIT = 100;
const CLIENTS_REMEMBERED = 10_000;

interface Portion {
  /** Points of the window up to the last one given out. */
  given: number;
  /** Points of the window up to the end of the portion. */
  taken: number;
  endsAt: number;
}

/** The same windows for clients of that limit, asked for one point at a time. */
export function inPortions(windows: RateWindows, limit: number): RateWindows {
  const size = Math.max(1, Math.floor(limit / PORTIONS_A_LIMIT));
  if (size === 1) return windows;
  const portions = new LRUCache<string, Portion>({ max: CLIENTS_REMEMBERED });
  const underWay = new Map<string, Promise<void>>();

  async function take(key: string, lengthMilliseconds: number): Promise<void> {
    const { points, endsAt } = await windows.add(key, size, lengthMilliseconds);
    portions.set(key, { given: points - size, taken: points, endsAt });
  }

  function give(key: string): RateWindow | undefined {
    const portion = portions.get(key);
    if (!portion || portion.given >= portion.taken || portion.endsAt <= Date.now()) return undefined;
    portion.given++;
    return { points: portion.given, endsAt: portion.endsAt };
  }

  return {
    async add(key, _points, lengthMilliseconds) {
      for (;;) {
        const given = give(key);
        if (given) return given;
        // Requests at one time share a portion rather than take one each.
        let taking = underWay.get(key);
        if (!taking) {
          taking = take(key, lengthMilliseconds).finally(() => underWay.delete(key));
          underWay.set(key, taking);
        }
        await taking;
      }
    },
  };
}
