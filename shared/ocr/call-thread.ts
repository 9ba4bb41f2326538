/**
 * A worker thread that answers calls. Parsers and engines fed with files from strangers run in one, for three
 * reasons: a call that never ends can be ended by ending its thread, running out of memory ends only the
 * thread, and such code sees none of the process's environment variables.
 *
 * The thread's program is a string of CommonJS. A file of its own would have to be found again after bundling;
 * a string travels with the bundle, and takes from packages only what is resolved here and handed over.
 */
import { isMainThread, Worker } from 'node:worker_threads';

/** An error that the thread's program threw, with the name its program gave it. */
export class ThreadError extends Error {
  override readonly name = 'ThreadError';
  /** `name` of the error inside the thread, or `crashed` when the thread itself ended. */
  readonly kind: string;

  constructor(kind: string, message: string) {
    super(message);
    this.kind = kind;
  }
}

export interface CallThreadOptions {
  /**
   * Statements run once in the thread, which must define `calls`: an object of functions, each taking the
   * payload and giving a result, or a promise of one. `require`, `data` and `transfer(result, buffers)` are there.
   */
  program: string;
  /** What the program needs to know: paths of packages, mostly. */
  data: Record<string, unknown>;
  /**
   * Its calls run native code that a thread ended in their midst does not survive, nor does the process: an ended
   * thread then lives on until it has answered. Only for calls that are sure to end. Default false.
   */
  finishesCalls?: boolean;
  /** Bound of the thread's JavaScript heap; WebAssembly memory and buffers lie outside it. */
  maxHeapMegabytes: number;
}

/** Libraries talk to the console, but a command's standard output belongs to its caller. */
const WRAP = `'use strict';
for (const level of ['debug', 'error', 'info', 'log', 'warn']) console[level] = () => {};
const { parentPort, workerData: data } = require('node:worker_threads');
const transferred = new WeakMap();
const transfer = (result, buffers) => { transferred.set(result, buffers); return result; };
PROGRAM
parentPort.on('message', async ({ id, name, payload }) => {
  try {
    const result = await calls[name](payload);
    parentPort.postMessage({ id, result }, transferred.get(result) ?? []);
  } catch (error) {
    parentPort.postMessage({ id, error: { kind: String(error?.name ?? 'Error'), message: String(error?.message ?? error) } });
  }
});`;

interface Pending {
  resolve(result: unknown): void;
  reject(error: unknown): void;
}

interface Answer {
  id: number;
  result?: unknown;
  error?: { kind: string; message: string };
}

/** Threads that are being ended and have not ended yet. */
const ending = new Set<Promise<unknown>>();

/** Resolves when every thread that is being ended has ended. To be awaited before `process.exit`. */
export async function threadsEnded(): Promise<void> {
  await Promise.all(ending);
}

/** Threads that run, in case the thread that started them is itself asked to end. */
const living = new Set<CallThread>();
let isEnding = false;

// Ours runs in a thread where a Lambda environment is one. Whoever ends such a thread ends those it started with it,
// at once and in the midst of native code: it says so before, as Lambda does of its environments.
if (!isMainThread) {
  process.once('SIGTERM', () => {
    isEnding = true;
    for (const thread of living) void thread.end();
  });
}

export class CallThread {
  readonly #worker: Worker;
  readonly #pending = new Map<number, Pending>();
  readonly #finishesCalls: boolean;
  /** Calls that the thread has not answered yet, whether or not anybody still waits for them. */
  readonly #unanswered = new Set<number>();
  /** Called when the thread has nothing under way, or is gone. */
  #onIdle: (() => void) | undefined;
  #lastId = 0;
  #failure: ThreadError | undefined;

  constructor(options: CallThreadOptions) {
    this.#finishesCalls = options.finishesCalls ?? false;
    this.#worker = new Worker(
      WRAP.replace('PROGRAM', () => options.program),
      {
        eval: true,
        workerData: options.data,
        env: {},
        execArgv: [],
        resourceLimits: { maxOldGenerationSizeMb: options.maxHeapMegabytes },
      },
    );
    this.#worker.on('message', (answer: Answer) => this.#settle(answer));
    this.#worker.on('error', (error) => this.#fail(error instanceof Error ? error.message : String(error)));
    living.add(this);
    this.#worker.on('exit', (code) => {
      living.delete(this);
      this.#unanswered.clear();
      this.#onIdle?.();
      if (isEnding) return;
      this.#fail(`thread ended with ${code}`);
    });
    // A warm thread with nothing to do must not keep the process alive.
    this.#worker.unref();
  }

  /** Whether the thread has ended or been ended; it answers nothing more. */
  get broken(): boolean {
    return this.#failure !== undefined;
  }

  /**
   * Calls a function of the program. Rejects with ThreadError; when `signal` fires first, the thread is ended,
   * since nothing else stops it, and the signal's reason is thrown at once.
   */
  async call<T>(
    name: string,
    payload: unknown,
    options: { signal?: AbortSignal | undefined; transfer?: ArrayBuffer[] } = {},
  ): Promise<T> {
    options.signal?.throwIfAborted();
    // Whoever calls is about to be gone, and must not take that for a failure of what it reads.
    if (isEnding) return new Promise<T>(() => {});
    if (this.#failure) throw this.#failure;
    const id = ++this.#lastId;
    const onAbort = (): void => {
      this.#pending.get(id)?.reject(options.signal?.reason);
      void this.terminate();
    };
    options.signal?.addEventListener('abort', onAbort, { once: true });
    this.#worker.ref();
    try {
      return await new Promise<T>((resolve, reject) => {
        this.#pending.set(id, { resolve: resolve as (result: unknown) => void, reject });
        this.#worker.postMessage({ id, name, payload }, options.transfer ?? []);
        this.#unanswered.add(id);
      });
    } finally {
      options.signal?.removeEventListener('abort', onAbort);
      this.#pending.delete(id);
      if (this.#pending.size === 0 && (!this.#finishesCalls || !this.#failure)) this.#worker.unref();
    }
  }

  /** Ends the thread, see `finishesCalls`; calls under way reject at once. */
  terminate(): Promise<void> {
    this.#fail('terminated');
    const ended = this.end().finally(() => ending.delete(ended));
    ending.add(ended);
    return ended;
  }

  /** Ends the thread, see `finishesCalls`, and leaves calls under way without an answer. */
  async end(): Promise<void> {
    if (this.#finishesCalls && this.#unanswered.size > 0) {
      // Nor may the process end before: that ends its threads as abruptly.
      this.#worker.ref();
      await new Promise<void>((resolve) => {
        const others = this.#onIdle;
        this.#onIdle = () => {
          others?.();
          resolve();
        };
      });
    }
    await this.#worker.terminate();
  }

  #settle({ id, result, error }: Answer): void {
    this.#unanswered.delete(id);
    if (this.#unanswered.size === 0) this.#onIdle?.();
    if (isEnding) return;
    const pending = this.#pending.get(id);
    if (error) pending?.reject(new ThreadError(error.kind, error.message));
    else pending?.resolve(result);
  }

  #fail(message: string): void {
    this.#failure ??= new ThreadError('crashed', message);
    for (const pending of this.#pending.values()) pending.reject(this.#failure);
  }
}
