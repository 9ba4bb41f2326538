#!/usr/bin/env node
// Runs the command line on the project's own Node, whichever one npx was started with.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const REQUIRED_MAJOR = 24;
const main = new URL('./main.ts', import.meta.url);

/** The Node that npm ci installed for this platform. */
function projectNode() {
  try {
    return createRequire(import.meta.url).resolve(`node-${process.platform}-${process.arch}/bin/node`);
  } catch {
    process.stderr.write(
      `bordereau: Node ${REQUIRED_MAJOR} is missing: run npm ci, or install it yourself\n`,
    );
    process.exit(1);
  }
}

if (Number(process.versions.node.split('.')[0]) >= REQUIRED_MAJOR) {
  await import(main.href);
} else {
  const child = spawnSync(projectNode(), [fileURLToPath(main), ...process.argv.slice(2)], {
    stdio: 'inherit',
  });
  process.exit(child.status ?? 1);
}
