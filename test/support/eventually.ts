/** Asks until an answer satisfies; for states that the product reaches by itself. Fails with what was seen last. */
export async function eventually<T>(
  ask: () => Promise<T>,
  satisfies: (answer: T) => boolean,
  options: { timeoutSeconds?: number; what?: string } = {},
): Promise<T> {
  const deadline = Date.now() + (options.timeoutSeconds ?? 30) * 1000;
  for (;;) {
    const answer = await ask();
    if (satisfies(answer)) return answer;
    if (Date.now() > deadline) {
      throw new Error(
        `${options.what ?? 'the expected state'} did not come; last seen: ${JSON.stringify(answer)?.slice(0, 2000)}`,
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}
