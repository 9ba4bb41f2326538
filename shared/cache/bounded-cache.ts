/**
 * What a process remembers: bounded in bytes, for a time, the least used forgotten first. Entries say what they depend
 * on, so that a change forgets exactly what it made untrue. Every cache of a process has a name and counts.
 */
import { LRUCache } from 'lru-cache';

export interface CacheStatistics {
  name: string;
  entries: number;
  bytes: number;
  maximumBytes: number;
  /** Lookups answered from memory, and by a load that another lookup had begun. */
  hits: number;
  misses: number;
  /** Entries forgotten because others needed their room. */
  evictions: number;
  /** Entries forgotten because their time was over. */
  expirations: number;
  /** Entries forgotten because what they depend on changed. */
  invalidations: number;
}

/** A value, and what it takes of the bound. */
export interface Cacheable<V> {
  value: V;
  bytes: number;
}

export interface BoundedCache<V> {
  readonly maximumBytes: number;
  /** Bytes that can be added before anything must be forgotten. */
  roomBytes(): number;
  /** Whether it is known or being loaded. */
  has(key: string): boolean;
  /**
   * The value, loaded where it is not known. Lookups at one time share one load. A load that fails is remembered by
   * nobody; a value larger than the bound, or invalidated while it was loaded, is given and not kept.
   * @param dependencies what makes the value untrue, always the same for a key.
   */
  load(key: string, dependencies: readonly string[], make: () => Promise<Cacheable<V>>): Promise<V>;
  /** Forgets every entry that depends on it, loaded or being loaded. */
  invalidate(dependency: string): void;
  statistics(): CacheStatistics;
}

export interface CacheOptions {
  name: string;
  maximumBytes: number;
  ttlSeconds: number;
  /** Milliseconds of a clock that only goes forward. */
  now?: () => number;
}

const ofProcess = new Map<string, BoundedCache<unknown>>();

/** What every cache of this process counted since it began, by name. */
export function cacheStatistics(): CacheStatistics[] {
  return [...ofProcess.values()].map((cache) => cache.statistics());
}

/** A second cache of a name takes the first one's place in the statistics. */
export function boundedCache<V>({
  name,
  maximumBytes,
  ttlSeconds,
  now = () => performance.now(),
}: CacheOptions): BoundedCache<V> {
  const counts = { hits: 0, misses: 0, evictions: 0, expirations: 0, invalidations: 0 };
  const loading = new Map<string, Promise<V>>();
  /** Keys by what they depend on, loaded or being loaded. */
  const dependants = new Map<string, Set<string>>();

  function connect(key: string, dependencies: readonly string[]): void {
    for (const dependency of dependencies) {
      const keys = dependants.get(dependency) ?? new Set();
      dependants.set(dependency, keys.add(key));
    }
  }

  function disconnect(key: string, dependencies: readonly string[]): void {
    for (const dependency of dependencies) {
      const keys = dependants.get(dependency);
      keys?.delete(key);
      if (keys?.size === 0) dependants.delete(dependency);
    }
  }

  const entries = new LRUCache<string, Cacheable<V> & { dependencies: readonly string[] }>({
    maxSize: maximumBytes,
    sizeCalculation: ({ bytes }) => Math.max(1, Math.ceil(bytes)),
    ttl: ttlSeconds * 1000,
    ttlResolution: 0,
    perf: { now },
    dispose: ({ dependencies }, key, reason) => {
      disconnect(key, dependencies);
      if (reason === 'evict') counts.evictions++;
      else if (reason === 'expire') counts.expirations++;
      else if (reason === 'delete') counts.invalidations++;
    },
  });

  const cache: BoundedCache<V> = {
    maximumBytes,
    roomBytes: () => maximumBytes - entries.calculatedSize,
    has: (key) => entries.has(key) || loading.has(key),

    load(key, dependencies, make) {
      const known = entries.get(key);
      const shared = known ? Promise.resolve(known.value) : loading.get(key);
      if (shared) {
        counts.hits++;
        return shared;
      }
      counts.misses++;
      connect(key, dependencies);
      const load: Promise<V> = make().then(
        (made) => {
          // Another load has its place where it was invalidated meanwhile.
          if (loading.get(key) !== load) return made.value;
          loading.delete(key);
          // Otherwise what nobody asks for again would hold its memory until others need it.
          entries.purgeStale();
          entries.set(key, { ...made, dependencies });
          if (!entries.has(key)) disconnect(key, dependencies);
          return made.value;
        },
        (error) => {
          if (loading.get(key) === load) {
            loading.delete(key);
            disconnect(key, dependencies);
          }
          throw error;
        },
      );
      loading.set(key, load);
      return load;
    },

    invalidate(dependency) {
      for (const key of [...(dependants.get(dependency) ?? [])]) {
        loading.delete(key);
        entries.delete(key);
      }
      dependants.delete(dependency);
    },

    statistics: () => ({
      name,
      entries: entries.size,
      bytes: entries.calculatedSize,
      maximumBytes,
      ...counts,
    }),
  };
  ofProcess.set(name, cache);
  return cache;
}
