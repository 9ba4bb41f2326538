/**
 * The DynamoDB engine of the tests: the one that runs on one machine, in memory, started once for all files. A test
 * file makes its own table on it, so that files never see each other's items.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    dynamodb: { url: string } | { missing: string };
  }
}

function engineBinary(): string | undefined {
  try {
    const manifest = createRequire(import.meta.url).resolve(
      `@dynoxide/${process.platform}-${process.arch}/package.json`,
    );
    const binary = join(dirname(manifest), 'dynoxide');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Tries again when somebody took the port between finding and using it. */
async function startOnFreePort(binary: string, tries = 3): Promise<{ engine: ChildProcess; url: string }> {
  const port = await findFreePort();
  const engine = spawn(binary, ['serve', '--host', '127.0.0.1', '--port', String(port)], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  for await (const line of createInterface({ input: engine.stderr })) {
    if (!line.includes('listening on')) continue;
    engine.stderr.resume();
    return { engine, url: `http://127.0.0.1:${port}` };
  }
  engine.kill('SIGKILL');
  if (tries > 1) return startOnFreePort(binary, tries - 1);
  throw new Error('the DynamoDB engine does not start');
}

/** Vitest's global setup; the answer stops the engine. */
export default async function startEngine(project: TestProject): Promise<() => Promise<void>> {
  const binary = engineBinary();
  if (!binary) {
    // Only files that need a table fail, each with this sentence.
    project.provide('dynamodb', { missing: `no DynamoDB engine for ${process.platform}-${process.arch}` });
    return async () => {};
  }
  const { engine, url } = await startOnFreePort(binary);
  const stopWithUs = () => engine.kill('SIGKILL');
  process.once('exit', stopWithUs);
  project.provide('dynamodb', { url });
  return async () => {
    process.off('exit', stopWithUs);
    const ended = once(engine, 'exit');
    engine.kill('SIGKILL');
    await ended;
  };
}
