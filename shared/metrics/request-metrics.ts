/** The figures of all processes together, with what this one has counted up to now. */
import type { RequestMetrics } from '../contract/metrics.ts';
import type { MetricsRecorder, MetricsStore } from './recorder.ts';

const DAY_MILLISECONDS = 86_400_000;

export function requestMetrics(
  recorder: Pick<MetricsRecorder, 'flush'>,
  store: Pick<MetricsStore, 'read'>,
): RequestMetrics {
  return {
    async read(days, now) {
      await recorder.flush();
      const day = (daysAgo: number) =>
        new Date(now.getTime() - daysAgo * DAY_MILLISECONDS).toISOString().slice(0, 10);
      return store.read({ from: day(days - 1), to: day(0) });
    },
  };
}
