/** Each function's bundle: its size, and the time and memory a fresh process takes to load it. */
import { spawnSync } from 'node:child_process';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { rooms } from '../../functions/catalogue.ts';
import { bundle, bundleFolder } from '../../infra/bundle.ts';
import { type Figure, quantile } from './report.ts';

const LOADS = 5;

/** Importing the module in a fresh process: milliseconds without the process's own start, and resident bytes after. */
function load(file: string): { ms: number; bytes: number } {
  const script = `const t = performance.now(); await import(${JSON.stringify(file)});
    console.log(JSON.stringify({ ms: performance.now() - t, bytes: process.memoryUsage.rss() })); process.exit(0)`;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: {
      ...process.env,
      AWS_REGION: 'eu-west-3',
      TABLE_NAME: 'unused',
      LIVE_ENDPOINT: 'http://127.0.0.1:9',
    },
    encoding: 'utf8',
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

export async function benchBundles(): Promise<Figure[]> {
  await bundle('local');
  const folder = bundleFolder('local');
  const apiIds = new Set<string>(rooms.map(({ id }) => id));
  const figures: Figure[] = [];
  for (const id of (await readdir(folder)).sort()) {
    const file = join(folder, id, 'index.mjs');
    const size = await stat(file).catch(() => undefined);
    if (!size) continue;
    const loads = Array.from({ length: LOADS }, () => load(file));
    const ms = quantile(
      loads.map((each) => each.ms),
      0.5,
    );
    const bytes = quantile(
      loads.map((each) => each.bytes),
      0.5,
    );
    figures.push({
      what: `${id}${apiIds.has(id) ? ' (API)' : ''}`,
      value: `${Math.round(size.size / 1024)} KB, ${ms.toFixed(0)} ms, ${Math.round(bytes / 2 ** 20)} MiB`,
      ...(apiIds.has(id) && { aim: '< 1 MB' }),
    });
  }
  return figures;
}
