import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Counters } from '../../../../shared/domain/metrics/counters.ts';
import { metricsRecorder } from '../../../../shared/metrics/recorder.ts';
import { requestMetrics } from '../../../../shared/metrics/request-metrics.ts';
import { metricsStore } from '../../../../shared/stores/metrics.ts';
import type { Table } from '../../../../shared/stores/table.ts';
import { createTable } from '../../../support/backend.ts';
import { grantedTable } from '../../../support/granted-table.ts';
import { NOON } from '../../../support/task-examples.ts';

let table: Table;
beforeAll(async () => {
  table = await createTable();
});
afterAll(() => table.client.destroy());

/** A store in memory that fails as often as it is told to. */
function memoryStore(failures = 0) {
  const added: Record<string, number>[] = [];
  let left = failures;
  const add = async (counters: Counters) => {
    if (left-- > 0) throw new Error('the table is throttled');
    added.push(Object.fromEntries(counters));
  };
  return { added, add };
}

describe('what is counted', () => {
  test('is added to the store once', async () => {
    const store = memoryStore();
    const recorder = metricsRecorder(() => store);
    recorder.answered({ route: 'tasks.list', status: 200, milliseconds: 4, bytes: 120 });
    recorder.answered({ route: 'tasks.list', status: 404, milliseconds: 4, bytes: 0 });
    recorder.count('limiter|allowed', 2);
    await recorder.flush();
    await recorder.flush();
    expect(store.added).toEqual([
      {
        'r|tasks.list|2xx': 1,
        'r|tasks.list|4xx': 1,
        'l|tasks.list|3': 2,
        'b|tasks.list': 120,
        'limiter|allowed': 2,
      },
    ]);
  });

  test('waits for the next time where the store fails, which nobody is told of', async () => {
    const store = memoryStore(1);
    const recorder = metricsRecorder(() => store);
    recorder.count('limiter|limited');
    await recorder.flush();
    recorder.count('limiter|limited');
    await recorder.flush();
    expect(store.added).toEqual([{ 'limiter|limited': 2 }]);
  });

  test('while it is added is added the next time', async () => {
    const store = memoryStore();
    const recorder = metricsRecorder(() => store);
    recorder.count('limiter|allowed');
    const flushing = recorder.flush();
    recorder.count('limiter|allowed');
    await flushing;
    await recorder.flush();
    expect(store.added).toEqual([{ 'limiter|allowed': 1 }, { 'limiter|allowed': 1 }]);
  });

  test('elsewhere is told as what it has come to, and added as what it grew by', async () => {
    const store = memoryStore();
    const recorder = metricsRecorder(() => store);
    const sums = { 'cache|hits': 3, 'cache|misses': 0 };
    recorder.watch(() => ({ ...sums }));
    await recorder.flush();
    sums['cache|hits'] = 10;
    await recorder.flush();
    await recorder.flush();
    expect(store.added).toEqual([{ 'cache|hits': 3 }, { 'cache|hits': 7 }]);
  });

  test('is not due again at once', () => {
    expect(metricsRecorder(() => memoryStore()).flushIfDue()).toBeUndefined();
  });
});

describe('the store of counters', () => {
  const storeOf = (source: string) => metricsStore(grantedTable(table, 'requestMetrics'), source);

  test('sums up all functions and processes over days', async () => {
    const yesterday = new Date(NOON.getTime() - 86_400_000);
    await storeOf('tasks').add(new Map([['r|a|2xx', 1]]), yesterday);
    await storeOf('tasks').add(new Map([['r|a|2xx', 2]]), NOON);
    await storeOf('tasks').add(new Map([['r|a|2xx', 3]]), NOON);
    await storeOf('identity').add(new Map([['r|b|4xx', 4]]), NOON);
    const metrics = requestMetrics({ flush: async () => {} }, storeOf('any'));
    expect(Object.fromEntries(await metrics.read(1, NOON))).toEqual({ 'r|a|2xx': 5, 'r|b|4xx': 4 });
    expect((await metrics.read(2, NOON)).get('r|a|2xx')).toBe(6);
    expect((await metrics.read(1, new Date(NOON.getTime() + 5 * 86_400_000))).size).toBe(0);
  });

  test('takes more counters than one write does', async () => {
    const day = new Date('2031-01-01T00:00:00Z');
    const counters = new Map(Array.from({ length: 350 }, (_, index) => [`r|route ${index}|2xx`, index + 1]));
    await storeOf('many').add(counters, day);
    expect(await storeOf('many').read({ from: '2031-01-01', to: '2031-01-01' })).toEqual(counters);
  });
});
