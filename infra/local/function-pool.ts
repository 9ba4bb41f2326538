import { randomUUID } from 'node:crypto';
import { type EnvironmentOptions, FunctionEnvironment, type Outcome } from './function-environment.ts';
import { type InvocationMessage, STOPPING, WITHDRAWN } from './function-protocol.ts';

/** Environments beyond the first are ended when nobody needed them for this long. */
const IDLE_LIMIT_MILLISECONDS = 5 * 60_000;

/** What to run: the parts of an invocation that its caller knows. */
export type Invocation = Omit<InvocationMessage, 'deadline' | 'requestId'>;

/** How an invocation waits for its environment. */
export interface Patience {
  /** Higher is served first. Default: before everything that has one. */
  priority?: number;
  /** Called when it leaves the line for an environment. */
  onStart?: () => void;
  /** Takes it out of the line, with the outcome `WITHDRAWN`; one that already runs is not broken off. */
  signal?: AbortSignal;
}

interface Waiting {
  message: Omit<InvocationMessage, 'deadline'>;
  priority: number;
  onStart: (() => void) | undefined;
  resolve: (outcome: Outcome) => void;
}

/**
 * The environments of one function. An invocation takes an idle environment, else starts one while there are fewer
 * than the bound, and waits otherwise: higher priority first, then first come, first served.
 */
export class FunctionPool {
  readonly name: string;
  readonly #options: EnvironmentOptions;
  readonly #limit: number;
  readonly #environments = new Set<FunctionEnvironment>();
  /** Threads of environments that have ended. */
  readonly #leaving = new Set<Promise<void>>();
  /** Most recently used last, so that spare ones grow old and can be ended. */
  readonly #idle: FunctionEnvironment[] = [];
  readonly #waiting: Waiting[] = [];
  readonly #expected: number[] = [];
  #isStopping = false;

  constructor(options: EnvironmentOptions, limit: number) {
    this.name = options.start.functionName;
    this.#options = options;
    this.#limit = limit;
  }

  /** Runs the function once. Never rejects: a failure of the function is an outcome. */
  invoke(invocation: Invocation, patience: Patience = {}): Promise<Outcome> {
    const { priority = Number.POSITIVE_INFINITY, onStart, signal } = patience;
    if (this.#isStopping) return Promise.resolve({ error: STOPPING });
    if (signal?.aborted) return Promise.resolve({ error: WITHDRAWN });
    const message = { ...invocation, requestId: randomUUID() };
    return new Promise((resolve) => {
      const place = this.#waiting.findLastIndex((other) => other.priority >= priority);
      const waiting: Waiting = { message, priority, onStart, resolve };
      this.#waiting.splice(place + 1, 0, waiting);
      signal?.addEventListener('abort', () => this.#withdraw(waiting), { once: true });
      this.#dispatch();
    });
  }

  /**
   * Announces that an invocation of this priority may come at any moment: those of lower priority are held back
   * until the returned function is called. For a source that is just looking for its next message.
   */
  expect(priority: number): () => void {
    this.#expected.push(priority);
    return () => {
      const place = this.#expected.indexOf(priority);
      if (place < 0) return;
      this.#expected.splice(place, 1);
      this.#dispatch();
    };
  }

  /** Starts the first environment ahead of need; resolves when it has loaded. */
  async prewarm(): Promise<void> {
    if (this.#environments.size > 0 || this.#isStopping) return;
    const environment = this.#create();
    this.#idle.push(environment);
    await environment.loaded;
  }

  /** Ends spare environments that have been idle for long. */
  trim(now = Date.now()): void {
    const oldest = this.#idle[0];
    if (oldest && this.#environments.size > 1 && now - oldest.idleSince > IDLE_LIMIT_MILLISECONDS)
      void oldest.end();
  }

  /** Refuses new invocations, and ends the environments once running ones are done or at the deadline. */
  async stop(deadline: Promise<unknown>): Promise<void> {
    this.#isStopping = true;
    for (const { resolve } of this.#waiting.splice(0)) {
      resolve({ error: STOPPING });
    }
    await Promise.race([
      deadline,
      Promise.all([...this.#environments].map((environment) => environment.whenIdle())),
    ]);
    await Promise.all([...this.#environments].map((environment) => environment.end()));
    await Promise.all(this.#leaving);
  }

  #withdraw(waiting: Waiting): void {
    const place = this.#waiting.indexOf(waiting);
    if (place < 0) return;
    this.#waiting.splice(place, 1);
    waiting.resolve({ error: WITHDRAWN });
  }

  #create(): FunctionEnvironment {
    const environment = new FunctionEnvironment(this.#options, () => {
      this.#environments.delete(environment);
      this.#leaving.add(environment.gone);
      void environment.gone.then(() => this.#leaving.delete(environment.gone));
      const place = this.#idle.indexOf(environment);
      if (place >= 0) this.#idle.splice(place, 1);
      // Its place is free for whoever waits.
      queueMicrotask(() => this.#dispatch());
    });
    this.#environments.add(environment);
    return environment;
  }

  #dispatch(): void {
    for (let next = this.#waiting[0]; next && !this.#isStopping; next = this.#waiting[0]) {
      const { priority } = next;
      if (this.#expected.some((expected) => expected > priority)) return;
      const isFull = this.#environments.size >= this.#limit;
      const environment = this.#idle.pop() ?? (isFull ? undefined : this.#create());
      if (!environment) return;
      this.#waiting.shift();
      this.#start(environment, next);
    }
  }

  #start(environment: FunctionEnvironment, { message, onStart, resolve }: Waiting): void {
    onStart?.();
    void environment.run(message).then((outcome) => {
      if (this.#environments.has(environment)) this.#idle.push(environment);
      this.#dispatch();
      resolve(outcome);
    });
  }
}
