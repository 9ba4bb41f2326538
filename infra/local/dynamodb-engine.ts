import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, existsSync, mkdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { LocalSetupError } from './setup-error.ts';

/** The running DynamoDB engine. */
export interface DynamodbEngine {
  url: string;
  /** Whether the database file was there before, so that a stamp about its tables can be believed. */
  isFresh: boolean;
  stop(): Promise<void>;
}

/**
 * Runs beside the engine so that it ends with us even when we are killed: reading its standard input, which only we
 * hold open, comes to an end in either case. `$1` is the pid file, the rest the engine's command line.
 */
const KEEPER = `
pid_file=$1; shift
exec 3<&0
"$@" 3<&- </dev/null & engine=$!
echo $engine > "$pid_file"
(cat <&3 >/dev/null; kill -9 $engine 2>/dev/null) &
exec 3<&-
wait $engine
`;

/**
 * Starts dynoxide on the database file of the data folder and waits until it answers.
 * Throws `LocalSetupError` when there is no binary for this machine or it does not start.
 */
export async function startDynamodb(dataDirectory: string): Promise<DynamodbEngine> {
  const binary = findBinary();
  const directory = join(dataDirectory, 'dynamodb');
  mkdirSync(directory, { recursive: true });
  const database = join(directory, 'dynamodb.db');
  const pidFile = join(directory, 'engine.pid');
  await endStaleEngine(pidFile, binary);
  const isFresh = !existsSync(database);
  for (let attempt = 1; ; attempt++) {
    const port = await findFreePort();
    const keeper = spawn(
      '/bin/sh',
      [
        '-c',
        KEEPER,
        'keeper',
        pidFile,
        binary,
        'serve',
        '--host',
        '127.0.0.1',
        '--port',
        String(port),
        '--db-path',
        database,
      ],
      { stdio: ['pipe', 'ignore', 'pipe'], detached: true },
    );
    let complaint = '';
    keeper.stderr!.on('data', (chunk) => {
      complaint = (complaint + chunk).slice(-500);
    });
    const url = `http://127.0.0.1:${port}`;
    if (await answers(url, keeper)) {
      // Neither the keeper nor its pipes may hold this process open.
      keeper.unref();
      (keeper.stderr as unknown as { unref(): void }).unref();
      (keeper.stdin as unknown as { unref(): void }).unref();
      return { url, isFresh, stop: () => stop(keeper, pidFile) };
    }
    // Somebody may have taken the port between finding and using it.
    if (attempt === 3)
      throw new LocalSetupError(`The DynamoDB engine does not start: ${complaint.trim().split('\n').at(-1)}`);
  }
}

function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    const binary = join(dirname(manifest), 'dynoxide');
    accessSync(binary, constants.X_OK);
    return binary;
  } catch (cause) {
    throw new LocalSetupError(
      `The DynamoDB engine ${name} is not installed; install it or set AWS_ENDPOINT_URL_DYNAMODB to another one.`,
      { cause },
    );
  }
}

/** Ends an engine that outlived its keeper, if the process of that number really is one. */
async function endStaleEngine(pidFile: string, binary: string): Promise<void> {
  const pid = readPid(pidFile);
  if (pid === undefined || !isEngine(pid, binary)) return;
  process.kill(pid, 'SIGKILL');
  for (let waited = 0; isEngine(pid, binary) && waited < 2000; waited += 10) await delay(10);
}

function readPid(pidFile: string): number | undefined {
  try {
    return Number(readFileSync(pidFile, 'utf8')) || undefined;
  } catch {
    return undefined;
  }
}

function isEngine(pid: number, binary: string): boolean {
  try {
    return readlinkSync(`/proc/${pid}/exe`) === binary;
  } catch {
    return false; // gone, or a system without /proc, where the keeper alone must do
  }
}

/** A port of 127.0.0.1 that nobody uses at this moment. */
async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function answers(url: string, keeper: ChildProcess): Promise<boolean> {
  let isRunning = true;
  keeper.once('exit', () => {
    isRunning = false;
  });
  const deadline = Date.now() + 10_000;
  while (isRunning && Date.now() < deadline) {
    const status = await new Promise<number>((resolve) => {
      get(url, { agent: false }, (response) => resolve(response.resume().statusCode ?? 0)).on('error', () =>
        resolve(0),
      );
    });
    if (status === 200) return true;
    await delay(3);
  }
  keeper.stdin?.destroy();
  return false;
}

async function stop(keeper: ChildProcess, pidFile: string): Promise<void> {
  const pid = readPid(pidFile);
  if (keeper.exitCode !== null || pid === undefined) return;
  const ended = once(keeper, 'exit');
  keeper.ref();
  process.kill(pid, 'SIGINT'); // lets it fold its write-ahead log into the database
  await Promise.race([ended, delay(2000, undefined, { ref: false })]);
  keeper.stdin?.destroy();
  await ended;
  rmSync(pidFile, { force: true });
}
