import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { EngineSettings, EngineStart, FromEngine, ToEngine } from './engine-protocol.ts';
import { LocalSetupError } from './setup-error.ts';

/** Runs a function for the AWS endpoint's `Invoke`. */
export type InvokeByName = (
  functionName: string,
  payload: Uint8Array,
  asynchronous: boolean,
) => Promise<{ status: number; payload: string; functionError?: string }>;

/** The thread behind the AWS endpoint. */
export interface StorageEngine {
  port: number;
  /** Hands over buckets, secrets and origins; resolves once they are in force. */
  configure(settings: EngineSettings, invoke: InvokeByName): Promise<void>;
  stop(): Promise<void>;
}

/** Starts the engine thread; resolves when it listens. Throws `LocalSetupError` if its port is taken. */
export async function startStorageEngine(start: EngineStart): Promise<StorageEngine> {
  const worker = new Worker(new URL('./engine-worker.ts', import.meta.url), {
    workerData: start,
    // Compiled code is kept between runs; loading fauxqs is most of the start.
    env: { ...process.env, NODE_COMPILE_CACHE: join(start.directory, 'code-cache') },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  const send = (message: ToEngine) => worker.postMessage(message);
  let invoke: InvokeByName = async () => ({ status: 503, payload: '{}' });
  let whenConfigured = () => {};
  const stopped = new Promise<void>((resolve) => worker.once('exit', () => resolve()));

  const port = await new Promise<number>((resolve, reject) => {
    let isReady = false;
    worker.on('error', (error) => {
      // Without its engine nothing works any more: end, and let the next start repair what was under way.
      if (isReady) throw error;
      reject(error);
    });
    worker.on('message', async (message: FromEngine) => {
      switch (message.type) {
        case 'ready':
          isReady = true;
          return resolve(message.port);
        case 'failed':
          await worker.terminate();
          return reject(failure(message, start.port));
        case 'configured':
          return whenConfigured();
        case 'invoke': {
          const result = await invoke(message.functionName, message.payload, message.asynchronous);
          send({ type: 'invoked', id: message.id, ...result });
        }
      }
    });
  });
  return {
    port,
    configure: (settings, invokeByName) => {
      invoke = invokeByName;
      return new Promise((resolve) => {
        whenConfigured = resolve;
        send({ type: 'configure', settings });
      });
    },
    stop: async () => {
      send({ type: 'stop' });
      await stopped;
    },
  };
}

function failure(message: { code: string; message: string }, port: number): Error {
  if (message.code === 'EADDRINUSE') return new LocalSetupError(`Port ${port} is already in use (S3_PORT).`);
  if (message.code === 'EACCES') return new LocalSetupError(`Port ${port} may not be used (S3_PORT).`);
  return new Error(`The storage engine does not start: ${message.message}`);
}
