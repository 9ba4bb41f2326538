/**
 * Counts in memory and adds the sums to the store now and then, so that a request costs no write of its own. What a
 * process counted in its last seconds is lost when it is killed, and counted twice when an answer of the store is lost:
 * these are figures for people who watch, and nothing is decided by them.
 */
import { type AnsweredRequest, addCounters, type Counters, countersOf } from '../domain/metrics/counters.ts';

/** Adds to a counter; by 1 unless told otherwise. */
export type Count = (name: string, by?: number) => void;

export interface MetricsStore {
  /** Adds the counters to those of the day. */
  add(counters: Counters, now: Date): Promise<void>;
  /** The sums over the days, both included (`2026-11-20`). */
  read(days: { from: string; to: string }): Promise<Counters>;
}

export interface MetricsRecorder {
  count: Count;
  answered(request: AnsweredRequest): void;
  /** Counts that somebody else keeps, told as what they have come to so far. */
  watch(sums: () => Record<string, number>): void;
  /** Adds what was counted to the store, now. Never throws: what could not be added waits for the next time. */
  flush(): Promise<void>;
  /** The same when it was last done ten seconds ago or more; undefined when it is not due. */
  flushIfDue(): Promise<void> | undefined;
}

const FLUSH_EVERY_MILLISECONDS = 10_000;
/** Whoever looks right after doing something should see it. */
const FLUSH_SOON_MILLISECONDS = 2_000;

export function metricsRecorder(store: () => Pick<MetricsStore, 'add'>): MetricsRecorder {
  let counters = new Map<string, number>();
  const watched: { sums: () => Record<string, number>; told: Record<string, number> }[] = [];
  let flushedAt = Date.now();
  let running: Promise<void> | undefined;
  let timer: NodeJS.Timeout | undefined;

  function count(name: string, by = 1): void {
    counters.set(name, (counters.get(name) ?? 0) + by);
    // For a process that nobody asks anything more. On Lambda time stands still between requests, so there it is
    // the next request that flushes.
    timer ??= setTimeout(() => void flush(), FLUSH_SOON_MILLISECONDS).unref();
  }

  function collect(): Map<string, number> {
    for (const source of watched) {
      const sums = source.sums();
      for (const [name, sum] of Object.entries(sums)) {
        const grown = sum - (source.told[name] ?? 0);
        if (grown > 0) count(name, grown);
      }
      source.told = sums;
    }
    const collected = counters;
    counters = new Map();
    return collected;
  }

  async function add(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    flushedAt = Date.now();
    const collected = collect();
    clearTimeout(timer);
    timer = undefined;
    if (collected.size === 0) return;
    try {
      await store().add(collected, new Date());
    } catch {
      counters = addCounters([collected, counters]);
    }
  }

  function flush(): Promise<void> {
    running ??= add().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    count,
    answered(request) {
      for (const [name, by] of countersOf(request)) count(name, by);
    },
    watch(sums) {
      watched.push({ sums, told: {} });
    },
    flush,
    flushIfDue: () => (Date.now() - flushedAt < FLUSH_EVERY_MILLISECONDS ? undefined : flush()),
  };
}
