/**
 * Warm things, bounded: threads and engines cost a second to start and hundreds of megabytes to keep, so they
 * are lent, given back and lent again, and never more of them exist than the machine can carry.
 */

export interface Lease<T> {
  readonly resource: T;
  /** Gives the resource back to be lent again. */
  release(): void;
  /** Ends the resource instead: it hung, broke, or is in an unknown state. */
  discard(): void;
  /** Ends the resource and lends a new one in its place, without a wait in line. Rejects with what `create` threw. */
  replace(): Promise<Lease<T>>;
}

export interface PoolOptions<T> {
  create(): Promise<T>;
  /** Must not throw. */
  destroy(resource: T): Promise<void> | void;
  /** How many may exist at once; whoever comes later waits in line. */
  max: number;
  /** How many are kept warm while nobody uses them. Default `max`. */
  maxIdle?: number;
  /** One that nobody has used for so long is ended. Default never. */
  idleSeconds?: number;
}

export interface Pool<T> {
  /** Waits its turn; rejects with the signal's reason when it fires first, or with what `create` threw. */
  acquire(signal?: AbortSignal): Promise<Lease<T>>;
  /** Ends the idle ones now, and those lent out when they come back. Asking for one opens the pool again. */
  close(): Promise<void>;
}

interface Waiter {
  go(): void;
}

interface Idle<T> {
  resource: T;
  /** Ends it when its time is over. */
  timer: NodeJS.Timeout | undefined;
}

export function createPool<T>(options: PoolOptions<T>): Pool<T> {
  const idle: Idle<T>[] = [];
  const waiting: Waiter[] = [];
  let alive = 0;
  let closed = false;

  const next = (): void => waiting.shift()?.go();

  async function end(resource: T): Promise<void> {
    alive--;
    next();
    await options.destroy(resource);
  }

  function keepWarm(resource: T): void {
    const kept: Idle<T> = { resource, timer: undefined };
    if (options.idleSeconds !== undefined) {
      kept.timer = setTimeout(() => {
        idle.splice(idle.indexOf(kept), 1);
        void end(resource);
      }, options.idleSeconds * 1000);
      // Waiting to be ended must not keep the process alive.
      kept.timer.unref();
    }
    idle.push(kept);
  }

  async function make(): Promise<Lease<T>> {
    try {
      return lend(await options.create());
    } catch (error) {
      alive--;
      next();
      throw error;
    }
  }

  function lend(resource: T): Lease<T> {
    let open = true;
    const once = (then: () => void) => () => {
      if (!open) return;
      open = false;
      then();
    };
    const replace = async (): Promise<Lease<T>> => {
      if (!open) throw new Error('given back already');
      open = false;
      await options.destroy(resource);
      return make();
    };
    return {
      resource,
      release: once(() => {
        if (closed || idle.length >= (options.maxIdle ?? options.max)) void end(resource);
        else {
          keepWarm(resource);
          next();
        }
      }),
      discard: once(() => void end(resource)),
      replace,
    };
  }

  async function acquire(signal?: AbortSignal): Promise<Lease<T>> {
    closed = false;
    for (;;) {
      if (signal?.aborted) {
        // It may have been woken just now: the next in line must not miss its turn for that.
        next();
        throw signal.reason;
      }
      const kept = idle.pop();
      if (kept !== undefined) {
        clearTimeout(kept.timer);
        return lend(kept.resource);
      }
      if (alive < options.max) {
        alive++;
        return make();
      }
      await new Promise<void>((resolve, reject) => {
        const waiter: Waiter = {
          go() {
            signal?.removeEventListener('abort', onAbort);
            resolve();
          },
        };
        const onAbort = (): void => {
          waiting.splice(waiting.indexOf(waiter), 1);
          reject(signal?.reason);
        };
        signal?.addEventListener('abort', onAbort, { once: true });
        waiting.push(waiter);
      });
    }
  }

  return {
    acquire,
    async close() {
      closed = true;
      await Promise.all(
        idle.splice(0).map(({ resource, timer }) => {
          clearTimeout(timer);
          return end(resource);
        }),
      );
    },
  };
}
