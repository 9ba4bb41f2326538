/** Figures of this process, from the operating system. */
import { readFile } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { isMainThread } from 'node:worker_threads';
import type { ProcessProbe } from '../contract/metrics.ts';
import { optionalSetting } from '../environment.ts';

const MEBIBYTE = 1024 * 1024;

/**
 * What the process may use. On AWS a function has a process of its own, with the function's memory. On one machine all
 * functions are threads of one process, whose bound is the machine's memory, or what the system (a container) allots.
 */
function memoryBytes(): number {
  const ownMegabytes = Number(optionalSetting('AWS_LAMBDA_FUNCTION_MEMORY_SIZE') ?? 0);
  if (isMainThread && ownMegabytes > 0) return ownMegabytes * MEBIBYTE;
  const allotted = process.constrainedMemory();
  return allotted > 0 ? Math.min(allotted, totalmem()) : totalmem();
}

/** Linux alone tells it simply. */
async function threadCount(): Promise<number | null> {
  try {
    const status = await readFile('/proc/self/status', 'utf8');
    return Number(/^Threads:\s+(\d+)$/m.exec(status)?.[1] ?? Number.NaN) || null;
  } catch {
    return null;
  }
}

const tenths = (value: number) => Math.round(value * 10) / 10;

export function processProbe(): ProcessProbe {
  let last: { microseconds: number; at: number } | undefined;
  return {
    async read() {
      const { user, system } = process.cpuUsage();
      const uptime = process.uptime();
      const since = last ?? { microseconds: 0, at: 0 };
      const seconds = Math.max(uptime - since.at, 0.001);
      const busy = (user + system - since.microseconds) / 1e6;
      last = { microseconds: user + system, at: uptime };
      const resident = process.memoryUsage.rss();
      return {
        cpu_percent: tenths(Math.min(100, (100 * busy) / (seconds * availableParallelism()))),
        memory_mb: tenths(resident / MEBIBYTE),
        memory_percent: tenths((100 * resident) / memoryBytes()),
        num_threads: await threadCount(),
        uptime_seconds: tenths(uptime),
      };
    },
  };
}
