import { expect, test } from 'vitest';
import { processProbe } from '../../../../shared/metrics/process-probe.ts';

test('figures of the process are those of the operating system', async () => {
  const probe = processProbe();
  await probe.read();
  const until = performance.now() + 50;
  while (performance.now() < until);
  const figures = await probe.read();
  expect(figures.cpu_percent).toBeGreaterThan(0);
  expect(figures.cpu_percent).toBeLessThanOrEqual(100);
  expect(figures.memory_mb).toBeCloseTo(process.memoryUsage.rss() / 1024 / 1024, -2);
  expect(figures.memory_percent).toBeGreaterThan(0);
  expect(figures.memory_percent).toBeLessThanOrEqual(100);
  if (process.platform === 'linux') expect(figures.num_threads).toBeGreaterThan(1);
  expect(figures.uptime_seconds).toBeCloseTo(process.uptime(), 0);
});
