/** Each function's bundle: its size, and the time a fresh process takes to load it. */
import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rooms } from '../../functions/catalogue.ts';
import { bundle, bundleFolder } from '../../infra/bundle.ts';
import { type Figure, quantile } from './report.ts';

const LOADS = 5;

/** Milliseconds of importing the module in a fresh process, without the process's own start. */
function loadMs(file: string): number {
  const script = `const t = performance.now(); await import(${JSON.stringify(file)}); console.log(performance.now() - t); process.exit(0)`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, AWS_REGION: 'eu-west-3', LIVE_ENDPOINT: 'http://127.0.0.1:9' },
    encoding: 'utf8',
  });
  return Number(stdout.trim().split('\n').at(-1));
}

export async function benchBundles(): Promise<Figure[]> {
  await bundle('local');
  const folder = join(fileURLToPath(new URL('../../', import.meta.url)), bundleFolder('local'));
  const apiIds = new Set<string>(rooms.map(({ id }) => id));
  const figures: Figure[] = [];
  for (const id of (await readdir(folder)).sort()) {
    const file = join(folder, id, 'index.mjs');
    const size = await stat(file).catch(() => undefined);
    if (!size) continue;
    const times = Array.from({ length: LOADS }, () => loadMs(file));
    figures.push({
      what: `${id}${apiIds.has(id) ? ' (API)' : ''}`,
      value: `${Math.round(size.size / 1024)} KB, ${quantile(times, 0.5).toFixed(0)} ms`,
      ...(apiIds.has(id) && { aim: '< 1 MB' }),
    });
  }
  return figures;
}
