import { appendFile } from 'node:fs';
import { Worker } from 'node:worker_threads';
import {
  END,
  type EnvironmentMessage,
  type EnvironmentStart,
  type FunctionError,
  type HttpAnswer,
  type InvocationMessage,
  STOPPING,
} from './function-protocol.ts';

/** How long a bundle may take to load before its environment is given up. */
const INIT_LIMIT_MILLISECONDS = 60_000;

/** How long a thread may take to end by itself before it is ended, whatever its own threads are in the midst of. */
const END_LIMIT_MILLISECONDS = 20_000;

/** How an invocation ended. */
export type Outcome = { json: string } | { answer: HttpAnswer } | { error: FunctionError };

export interface EnvironmentOptions {
  start: EnvironmentStart;
  variables: Record<string, string>;
  timeoutMilliseconds: number;
}

/** One Lambda environment: a thread that runs one invocation at a time and is gone after a timeout or a crash. */
export class FunctionEnvironment {
  readonly #worker: Worker;
  readonly #options: EnvironmentOptions;
  readonly #onEnd: () => void;
  readonly #loaded = Promise.withResolvers<void>();
  readonly #gone = Promise.withResolvers<void>();
  readonly #onSettled: (() => void)[] = [];
  #finish: ((outcome: Outcome) => void) | undefined;
  #timer: NodeJS.Timeout | undefined;
  #initError: FunctionError | undefined;
  #isReady = false;
  #isEnded = false;
  /** When it last became idle, in milliseconds of the clock. */
  idleSince = Date.now();

  constructor(options: EnvironmentOptions, onEnd: () => void) {
    this.#options = options;
    this.#onEnd = onEnd;
    const { start, variables } = options;
    const execArgv = ['--disable-warning=ExperimentalWarning'];
    if (variables.NODE_OPTIONS?.includes('--enable-source-maps')) execArgv.push('--enable-source-maps');
    this.#worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
      name: start.functionName.slice(0, 60),
      workerData: start,
      env: variables,
      execArgv,
      stdout: true, // nothing should arrive there: the thread writes its own log
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: start.memoryMegabytes },
    });
    this.#worker.on('message', (message: EnvironmentMessage) => this.#receive(message));
    this.#worker.on('error', (error) => this.#crash(describeCrash(error)));
    this.#worker.on('exit', () => {
      this.#gone.resolve();
      this.#crash({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited.' });
    });
    // An idle environment must not keep the process alive.
    this.#worker.unref();
    this.#startTimer(INIT_LIMIT_MILLISECONDS);
  }

  get isBusy(): boolean {
    return this.#finish !== undefined;
  }

  /** Runs one invocation; only call it on an environment that is not busy. Never rejects. */
  run(message: Omit<InvocationMessage, 'deadline'>): Promise<Outcome> {
    return new Promise((resolve) => {
      this.#finish = resolve;
      if (this.#isReady) this.#startTimer(this.#options.timeoutMilliseconds);
      const transfer = [message.body, message.json]
        .filter((bytes) => isWholeBuffer(bytes))
        .map((bytes) => bytes.buffer);
      const deadline = Date.now() + this.#options.timeoutMilliseconds;
      this.#worker.postMessage(
        { ...message, deadline } satisfies InvocationMessage,
        transfer as ArrayBuffer[],
      );
    });
  }

  /** Resolves when the bundle is loaded, or will never be. */
  get loaded(): Promise<void> {
    return this.#loaded.promise;
  }

  /** Resolves when the thread has ended, some time after the environment has when it must finish something. */
  get gone(): Promise<void> {
    return this.#gone.promise;
  }

  /** Resolves when no invocation is running any more. */
  async whenIdle(): Promise<void> {
    while (this.isBusy) await new Promise<void>((resolve) => this.#onSettled.push(resolve));
  }

  async end(): Promise<void> {
    this.#crash(STOPPING);
    await this.#endThread();
  }

  async #endThread(): Promise<void> {
    this.#worker.postMessage(END);
    const limit = setTimeout(() => void this.#worker.terminate(), END_LIMIT_MILLISECONDS);
    await this.#gone.promise;
    clearTimeout(limit);
  }

  #receive(message: EnvironmentMessage): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        this.#loaded.resolve();
        clearTimeout(this.#timer);
        if (this.isBusy) this.#startTimer(this.#options.timeoutMilliseconds);
        return;
      case 'init-failed':
        this.#initError = message.error;
        return void this.#crash(message.error);
      case 'done':
        return void this.#settle({ json: message.json });
      case 'answered':
        return void this.#settle({ answer: message.answer });
      case 'failed':
        return void this.#settle({ error: message.error });
    }
  }

  /** The thread logs what its handler throws; that it timed out or crashed it can no longer say itself. */
  #log(error: FunctionError): void {
    const { logFile } = this.#options.start;
    appendFile(logFile, `${new Date().toISOString()}\tERROR\t${JSON.stringify(error)}\n`, () => {});
  }

  #startTimer(milliseconds: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const seconds = (milliseconds / 1000).toFixed(2);
      this.#crash({
        errorType: 'Sandbox.Timedout',
        errorMessage: `Error: Task timed out after ${seconds} seconds`,
      });
      void this.#endThread();
    }, milliseconds);
    this.#timer.unref();
  }

  #settle(outcome: Outcome): void {
    clearTimeout(this.#timer);
    const finish = this.#finish;
    this.#finish = undefined;
    this.idleSince = Date.now();
    finish?.(outcome);
    for (const resolve of this.#onSettled.splice(0)) resolve();
  }

  /** The first reason wins: the exit that follows a timeout or an uncaught error says less. */
  #crash(error: FunctionError): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    if ((this.isBusy && error !== STOPPING) || this.#initError) this.#log(this.#initError ?? error);
    this.#loaded.resolve();
    this.#onEnd();
    this.#settle({ error: this.#initError ?? error });
    if (this.#initError) void this.#endThread();
  }
}

function isWholeBuffer(bytes: Uint8Array | string | undefined): bytes is Uint8Array {
  return typeof bytes === 'object' && bytes.byteLength > 0 && bytes.byteLength === bytes.buffer.byteLength;
}

function describeCrash(error: unknown): FunctionError {
  const { name, message, code } = error as NodeJS.ErrnoException;
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return { errorType: 'Runtime.OutOfMemory', errorMessage: message };
  return { errorType: 'Runtime.UnhandledPromiseRejection', errorMessage: `${name}: ${message}` };
}
