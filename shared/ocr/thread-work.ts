/** Work in a lent thread that hands on nothing broken: neither a thread to the next page, nor its damage to this one. */
import { ThreadError } from './call-thread.ts';
import type { Pool } from './pool.ts';

/** A thread that nobody has used for so long is ended: it may hold hundreds of megabytes, and is back in a second. */
export const THREAD_IDLE_SECONDS = 300;

/**
 * Runs `work` with a thread of the pool. A thread whose work failed in any way is ended rather than lent again:
 * a library that trapped or ran out of memory still answers calls, and answers them wrongly. Because of that, work
 * that failed inside the thread (ThreadError) is tried once more in a fresh one before its error is believed.
 * `isSpent` tells of a thread that did its work but is not worth keeping.
 */
export async function workInThread<T, R>(
  pool: Pool<T>,
  work: (thread: T) => Promise<R>,
  options: { signal?: AbortSignal | undefined; isSpent?: (thread: T) => boolean } = {},
): Promise<R> {
  const { signal, isSpent } = options;
  let lease = await pool.acquire(signal);
  for (let tries = 1; ; tries++) {
    try {
      const result = await work(lease.resource);
      if (isSpent?.(lease.resource)) lease.discard();
      else lease.release();
      return result;
    } catch (error) {
      if (tries === 2 || signal?.aborted || !(error instanceof ThreadError)) {
        lease.discard();
        throw error;
      }
      lease = await lease.replace();
    }
  }
}
