/**
 * `npm run bench [NAME…]`: measures and prints tables; asserts nothing. Names: start, drop, api, memory, bundles, reading.
 * Figures of one run belong together; machines differ and are noisy.
 */
import { cpus, totalmem } from 'node:os';
import { benchApi } from './api.ts';
import { benchBundles } from './bundles.ts';
import { benchDrop } from './drop.ts';
import { benchMemory } from './memory.ts';
import { benchReading } from './reading.ts';
import { printTable } from './report.ts';
import { benchStart } from './start.ts';

const BENCHES = {
  start: benchStart,
  drop: benchDrop,
  api: benchApi,
  memory: benchMemory,
  bundles: benchBundles,
  reading: benchReading,
};

const named = process.argv.slice(2);
if (named.includes('--help') || named.includes('-h')) {
  process.stdout.write(
    `npm run bench -- [NAME…]: measures all, or what is named: ${Object.keys(BENCHES).join(', ')}\n`,
  );
  process.exit(0);
}
const unknown = named.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  process.stderr.write(
    `bench: unknown ${unknown.join(', ')}; there are ${Object.keys(BENCHES).join(', ')}\n`,
  );
  process.exit(1);
}
process.stdout.write(
  `Node ${process.versions.node}, ${cpus().length} × ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
);
for (const [name, bench] of Object.entries(BENCHES)) {
  if (named.length > 0 && !named.includes(name)) continue;
  printTable(name, await bench());
}
