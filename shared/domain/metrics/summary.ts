/** Counters made into figures that people read. */
import { type Counters, DURATION_BOUNDS } from './counters.ts';

export interface RouteFigures {
  route: string;
  requests: number;
  /** Answers with a status of 400 to 499. */
  client_errors: number;
  /** Answers with a status of 500 and above. */
  server_errors: number;
  bytes_sent: number;
  /** Interpolated within the histogram's bucket; null without requests. */
  p50_ms: number | null;
  p95_ms: number | null;
}

export interface RequestFigures extends Omit<RouteFigures, 'route'> {
  by_status: Record<string, number>;
  /** Most called first. */
  by_route: RouteFigures[];
}

export interface LimiterFigures {
  allowed: number;
  limited: number;
  bypassed: number;
  /** Requests counted in a process's own memory since the table did not answer. */
  store_errors: number;
}

/** What is counted of caches. */
const CACHE_COUNTS = ['hits', 'misses', 'evictions', 'expirations', 'invalidations'] as const;
type CacheCounts = Record<(typeof CACHE_COUNTS)[number], number>;

/** Evictions made room; expirations were over time; invalidations were of what had changed. */
export interface OneCacheFigures extends CacheCounts {
  /** Hits of all lookups, 0 to 1; null before the first lookup. */
  hit_rate: number | null;
}

export interface CacheFigures extends OneCacheFigures {
  by_cache: (OneCacheFigures & { name: string })[];
}

/**
 * The duration that a share of requests stayed within, from counts by bucket; within a bucket they are taken to be
 * spread evenly. Beyond the last bound nothing is known but that bound.
 */
export function percentile(buckets: readonly number[], share: number): number | null {
  const total = buckets.reduce((sum, count) => sum + count, 0);
  if (total === 0) return null;
  const rank = share * total;
  let below = 0;
  for (const [bucket, count] of buckets.entries()) {
    if (count === 0 || below + count < rank) {
      below += count;
      continue;
    }
    const from = DURATION_BOUNDS[bucket - 1] ?? 0;
    const to = DURATION_BOUNDS[bucket] ?? from;
    return Math.round((from + ((to - from) * (rank - below)) / count) * 10) / 10;
  }
  return DURATION_BOUNDS.at(-1) ?? null;
}

interface Sums {
  statuses: Map<string, number>;
  buckets: number[];
  bytes: number;
}

const emptySums = (): Sums => ({
  statuses: new Map(),
  buckets: Array<number>(DURATION_BOUNDS.length + 1).fill(0),
  bytes: 0,
});

function figuresOf({ statuses, buckets, bytes }: Sums): Omit<RouteFigures, 'route'> {
  return {
    requests: [...statuses.values()].reduce((sum, count) => sum + count, 0),
    client_errors: statuses.get('4xx') ?? 0,
    server_errors: statuses.get('5xx') ?? 0,
    bytes_sent: bytes,
    p50_ms: percentile(buckets, 0.5),
    p95_ms: percentile(buckets, 0.95),
  };
}

/** Figures of all requests and of each route. */
export function requestFigures(counters: Counters): RequestFigures {
  const all = emptySums();
  const routes = new Map<string, Sums>();
  for (const [name, value] of counters) {
    const [kind, route = '', detail = ''] = name.split('|');
    if (kind !== 'r' && kind !== 'l' && kind !== 'b') continue;
    const own = routes.get(route) ?? emptySums();
    routes.set(route, own);
    for (const sums of [all, own]) {
      if (kind === 'r') sums.statuses.set(detail, (sums.statuses.get(detail) ?? 0) + value);
      else if (kind === 'b') sums.bytes += value;
      else sums.buckets[Number(detail)] = (sums.buckets[Number(detail)] ?? 0) + value;
    }
  }
  return {
    ...figuresOf(all),
    by_status: Object.fromEntries([...all.statuses].sort(([a], [b]) => a.localeCompare(b))),
    by_route: [...routes]
      .map(([route, sums]) => ({ route, ...figuresOf(sums) }))
      .sort((a, b) => b.requests - a.requests || a.route.localeCompare(b.route)),
  };
}

export function limiterFigures(counters: Counters): LimiterFigures {
  const of = (name: string) => counters.get(`limiter|${name}`) ?? 0;
  return {
    allowed: of('allowed'),
    limited: of('limited'),
    bypassed: of('bypassed'),
    store_errors: of('store_errors'),
  };
}

function withRate(counts: CacheCounts): OneCacheFigures {
  const lookups = counts.hits + counts.misses;
  return {
    ...counts,
    hit_rate: lookups === 0 ? null : Math.round((counts.hits / lookups) * 10_000) / 10_000,
  };
}

/** Figures of all caches together and of each. */
export function cacheFigures(counters: Counters): CacheFigures {
  const none = (): CacheCounts => ({ hits: 0, misses: 0, evictions: 0, expirations: 0, invalidations: 0 });
  const all = none();
  const caches = new Map<string, CacheCounts>();
  for (const [counter, value] of counters) {
    const [kind, name = '', what] = counter.split('|');
    const counted = CACHE_COUNTS.find((count) => count === what);
    if (kind !== 'cache' || !counted) continue;
    const own = caches.get(name) ?? none();
    caches.set(name, own);
    for (const counts of [all, own]) counts[counted] += value;
  }
  return {
    ...withRate(all),
    by_cache: [...caches]
      .map(([name, counts]) => ({ name, ...withRate(counts) }))
      .sort((a, b) => a.name.localeCompare(b.name)),
  };
}
