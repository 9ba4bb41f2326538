const FIRST_PAUSE_MS = 25;
/** Asked for long, it asks as a patient client does, who stays within the API's limits. */
const LONGEST_PAUSE_MS = 200;

/** Asks until an answer satisfies; for states that the product reaches by itself. Fails with what was seen last. */
export async function eventually<T>(
  ask: () => Promise<T>,
  satisfies: (answer: T) => boolean,
  options: { timeoutSeconds?: number; what?: string } = {},
): Promise<T> {
  const deadline = Date.now() + (options.timeoutSeconds ?? 30) * 1000;
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.2, LONGEST_PAUSE_MS)) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > deadline) {
      throw new Error(
        `${options.what ?? 'the expected state'} did not come; last seen: ${JSON.stringify(answer)?.slice(0, 2000)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
}
