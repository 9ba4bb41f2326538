import { randomUUID } from 'node:crypto';
import { type EnvironmentOptions, FunctionEnvironment, type Outcome } from './function-environment.ts';
import type { InvocationMessage } from './function-protocol.ts';

/** Environments beyond the first are ended when nobody needed them for this long. */
const IDLE_LIMIT_MILLISECONDS = 5 * 60_000;

/** What to run: the parts of an invocation that its caller knows. */
export type Invocation = Omit<InvocationMessage, 'deadline' | 'requestId'>;

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
  /** Most recently used last, so that spare ones grow old and can be ended. */
  readonly #idle: FunctionEnvironment[] = [];
  readonly #waiting: Waiting[] = [];
  #isStopping = false;

  constructor(options: EnvironmentOptions, limit: number) {
    this.name = options.start.functionName;
    this.#options = options;
    this.#limit = limit;
  }

  /** Whether an invocation would start without waiting for another to end. */
  get hasRoom(): boolean {
    return this.#idle.length > 0 || this.#environments.size < this.#limit;
  }

  get runningCount(): number {
    return this.#environments.size - this.#idle.length;
  }

  /** Runs the function once. Never rejects: a failure of the function is an outcome. */
  invoke(
    invocation: Invocation,
    priority = Number.POSITIVE_INFINITY,
    onStart?: () => void,
  ): Promise<Outcome> {
    if (this.#isStopping) {
      return Promise.resolve({
        error: { errorType: 'ServiceException', errorMessage: 'The local runtime is stopping.' },
      });
    }
    const message = { ...invocation, requestId: randomUUID() };
    return new Promise((resolve) => {
      const waiting: Waiting = { message, priority, onStart, resolve };
      const environment = this.#idle.pop();
      if (environment) return this.#start(environment, waiting);
      const place = this.#waiting.findLastIndex((other) => other.priority >= priority);
      this.#waiting.splice(place + 1, 0, waiting);
      // A new environment counts as free once it is made: it loads its bundle with the invocation already in hand.
      if (this.#environments.size < this.#limit) this.#next(this.#create());
    });
  }

  /** Starts environments ahead of need. */
  prewarm(count: number): void {
    while (this.#environments.size < Math.min(count, this.#limit)) this.#idle.push(this.#create());
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
      resolve({ error: { errorType: 'ServiceException', errorMessage: 'The local runtime is stopping.' } });
    }
    await Promise.race([
      deadline,
      Promise.all([...this.#environments].map((environment) => environment.whenIdle())),
    ]);
    await Promise.all([...this.#environments].map((environment) => environment.end()));
  }

  #create(): FunctionEnvironment {
    const environment = new FunctionEnvironment(this.#options, () => {
      this.#environments.delete(environment);
      const place = this.#idle.indexOf(environment);
      if (place >= 0) this.#idle.splice(place, 1);
      // Its place is free for whoever waits.
      if (this.#waiting.length > 0 && !this.#isStopping) queueMicrotask(() => this.#refill());
    });
    this.#environments.add(environment);
    return environment;
  }

  #refill(): void {
    if (this.#waiting.length > 0 && this.#environments.size < this.#limit) this.#next(this.#create());
  }

  #next(environment: FunctionEnvironment): void {
    const waiting = this.#waiting.shift();
    if (waiting) this.#start(environment, waiting);
    else this.#idle.push(environment);
  }

  #start(environment: FunctionEnvironment, { message, onStart, resolve }: Waiting): void {
    onStart?.();
    void environment.run(message).then((outcome) => {
      if (this.#environments.has(environment)) this.#next(environment);
      resolve(outcome);
    });
  }
}
