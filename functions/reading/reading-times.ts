/** How long reading may take. */

/** One invocation. */
export const READING_TIMEOUT_SECONDS = 300;

/** Past every try that may be left of a reading whose reader died without a word: its queue hides it twice as long. */
const GIVE_UP_AFTER_SECONDS = 8 * READING_TIMEOUT_SECONDS;

/** When to look whether a reading that died once has moved. */
export function giveUpTime(now: Date): Date {
  return new Date(now.getTime() + GIVE_UP_AFTER_SECONDS * 1000);
}
