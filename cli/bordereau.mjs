#!/usr/bin/env node
// Runs the command line on the project's own Node, whichever one npx was started with.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REQUIRED_MAJOR = 24;
const main = new URL('./main.ts', import.meta.url);

if (Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR) {
  await import(main.href);
} else {
  const node = join(dirname(createRequire(import.meta.url).resolve('node/package.json')), 'bin', 'node');
  const { status, error } = spawnSync(node, [fileURLToPath(main), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  if (error) {
    process.stderr.write(`bordereau: Node ${REQUIRED_MAJOR} is missing; run npm ci\n`);
    process.exit(1);
  }
  process.exit(status ?? 1);
}
