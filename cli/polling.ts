/** Asks again and again until what the installation works at has ended. */
import { BordereauError } from '../client/client.ts';

/** How often to ask, and how long to bear with silence. */
export interface PollingOptions {
  /** Between the first two questions; grows from there. */
  firstMs: number;
  slowestMs: number;
  /** How long answers may stay away: the work goes on behind an installation that is started anew. */
  patienceMs?: number;
}

const PATIENCE_MS = 15_000;
const GROWTH = 1.3;

/** Whether asking again may help: nothing answered, or the server failed. */
function mayPass(error: unknown): boolean {
  return error instanceof BordereauError && (error.status === 0 || error.status >= 500);
}

/**
 * @param ask is asked until its answer has ended.
 * @throws what `ask` throws, once that has lasted for the patience.
 */
export async function askUntilEnded<T>(
  ask: () => Promise<T>,
  hasEnded: (answer: T) => boolean,
  { firstMs, slowestMs, patienceMs = PATIENCE_MS }: PollingOptions,
): Promise<T> {
  let answeredAt = performance.now();
  for (let pause = firstMs; ; pause = Math.min(slowestMs, pause * GROWTH)) {
    try {
      const answer = await ask();
      if (hasEnded(answer)) return answer;
      answeredAt = performance.now();
    } catch (error) {
      if (!mayPass(error) || performance.now() - answeredAt > patienceMs) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
