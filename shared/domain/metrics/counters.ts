/**
 * What is counted of requests, as plain additive counters by name, so that processes can add theirs together in any
 * order. Names are short: they are attributes of one item.
 *
 * `r|<route>|2xx` answers by status class · `l|<route>|<bucket>` answers by duration · `b|<route>` bytes sent ·
 * `limiter|allowed|limited|bypassed|store_errors` · `cache|<name>|hits|misses|evictions|expirations|invalidations`
 */

/** Counters by name. */
export type Counters = ReadonlyMap<string, number>;

/** Upper bounds of the duration buckets, milliseconds; the last bucket has none. */
export const DURATION_BOUNDS = [
  1, 2, 3, 5, 8, 12, 20, 30, 50, 80, 120, 200, 300, 500, 800, 1200, 2000, 3000, 5000, 8000, 12_000, 20_000,
] as const;

/** One answered request. */
export interface AnsweredRequest {
  /** The route's id; `unrouted` for none. */
  route: string;
  status: number;
  milliseconds: number;
  /** Of the body as sent. */
  bytes: number;
}

function bucketOf(milliseconds: number): number {
  const bucket = DURATION_BOUNDS.findIndex((bound) => milliseconds <= bound);
  return bucket < 0 ? DURATION_BOUNDS.length : bucket;
}

/** What a request adds to the counters. */
export function countersOf({ route, status, milliseconds, bytes }: AnsweredRequest): [string, number][] {
  return [
    [`r|${route}|${Math.floor(status / 100)}xx`, 1],
    [`l|${route}|${bucketOf(milliseconds)}`, 1],
    ...(bytes > 0 ? [[`b|${route}`, bytes] as [string, number]] : []),
  ];
}

/** The sum of each counter. */
export function addCounters(all: Iterable<Counters>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const counters of all) {
    for (const [name, value] of counters) sums.set(name, (sums.get(name) ?? 0) + value);
  }
  return sums;
}
