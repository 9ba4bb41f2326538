import { describe, expect, test } from 'vitest';
import { addCounters, countersOf, DURATION_BOUNDS } from '../../../../../shared/domain/metrics/counters.ts';
import {
  cacheFigures,
  limiterFigures,
  percentile,
  requestFigures,
} from '../../../../../shared/domain/metrics/summary.ts';

const answered = (route: string, status: number, milliseconds: number, bytes = 10) =>
  new Map(countersOf({ route, status, milliseconds, bytes }));

describe('figures of requests', () => {
  test('are those of all routes together and of each, most called first', () => {
    const figures = requestFigures(
      addCounters([
        answered('tasks.list', 200, 4),
        answered('tasks.list', 304, 4, 0),
        answered('tasks.list', 404, 4),
        answered('token', 503, 700),
      ]),
    );
    expect(figures).toMatchObject({
      requests: 4,
      client_errors: 1,
      server_errors: 1,
      bytes_sent: 30,
      by_status: { '2xx': 1, '3xx': 1, '4xx': 1, '5xx': 1 },
    });
    expect(figures.by_route.map(({ route, requests }) => [route, requests])).toEqual([
      ['tasks.list', 3],
      ['token', 1],
    ]);
    expect(figures.by_route[0]).toMatchObject({ client_errors: 1, server_errors: 0, bytes_sent: 20 });
    expect(figures.p95_ms).toBeGreaterThan(500);
  });

  test('of nothing are noughts, and durations that nobody knows', () => {
    expect(requestFigures(new Map())).toEqual({
      requests: 0,
      client_errors: 0,
      server_errors: 0,
      bytes_sent: 0,
      p50_ms: null,
      p95_ms: null,
      by_status: {},
      by_route: [],
    });
  });
});

describe('a percentile', () => {
  const none = () => Array<number>(DURATION_BOUNDS.length + 1).fill(0);

  test('lies within the bucket that holds it', () => {
    const buckets = none();
    buckets[3] = 100;
    expect(percentile(buckets, 0.5)).toBe(4);
    expect(percentile(buckets, 1)).toBe(5);
  });

  test('counts what is below it', () => {
    const buckets = none();
    buckets[0] = 90;
    buckets[10] = 10;
    expect(percentile(buckets, 0.5)).toBeLessThanOrEqual(1);
    expect(percentile(buckets, 0.95)).toBeGreaterThan(80);
    expect(percentile(buckets, 0.95)).toBeLessThanOrEqual(120);
  });

  test('beyond the last bound is told as that bound', () => {
    const buckets = none();
    buckets[DURATION_BOUNDS.length] = 1;
    expect(percentile(buckets, 0.5)).toBe(DURATION_BOUNDS.at(-1));
  });
});

test('hits are told of all lookups, and nothing before the first', () => {
  const none = { hits: 0, misses: 0, evictions: 0, expirations: 0, invalidations: 0, hit_rate: null };
  expect(cacheFigures(new Map())).toEqual({ ...none, by_cache: [] });
  const counters = new Map([
    ['cache|searches|hits', 17],
    ['cache|searches|misses', 3],
    ['cache|rests|evictions', 1],
  ]);
  expect(cacheFigures(counters)).toEqual({
    ...none,
    hits: 17,
    misses: 3,
    evictions: 1,
    hit_rate: 0.85,
    by_cache: [
      { ...none, name: 'rests', evictions: 1 },
      { ...none, name: 'searches', hits: 17, misses: 3, hit_rate: 0.85 },
    ],
  });
});

test('the limiter’s counts are noughts where nothing was counted', () => {
  expect(limiterFigures(new Map([['limiter|limited', 2]]))).toEqual({
    allowed: 0,
    limited: 2,
    bypassed: 0,
    store_errors: 0,
  });
});
