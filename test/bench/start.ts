/** Start to ready: cold (nothing bundled, no data), and warm (as the second time). */
import { rm } from 'node:fs/promises';
import { Installation } from '../support/installation.ts';
import { type Figure, quantile } from './report.ts';

const WARM_RUNS = 5;

async function startSeconds(
  dataDirectory?: string,
): Promise<{ seconds: number; installation: Installation }> {
  const startedAt = performance.now();
  const installation = await Installation.start(dataDirectory ? { dataDirectory } : {});
  return { seconds: (performance.now() - startedAt) / 1000, installation };
}

export async function benchStart(): Promise<Figure[]> {
  await rm(new URL('../../build/', import.meta.url), { recursive: true, force: true });
  const cold = await startSeconds();
  await cold.installation.stop();
  const warm: number[] = [];
  for (let run = 0; run < WARM_RUNS; run++) {
    const { seconds, installation } = await startSeconds(cold.installation.dataDirectory);
    warm.push(seconds);
    await installation.stop();
  }
  await cold.installation.remove();
  return [
    { what: 'cold start to /health 200', value: `${cold.seconds.toFixed(2)} s` },
    {
      what: `warm start, median of ${WARM_RUNS}`,
      value: `${quantile(warm, 0.5).toFixed(2)} s`,
      aim: '< 3 s',
    },
    { what: 'warm start, slowest', value: `${quantile(warm, 1).toFixed(2)} s` },
  ];
}
