/** How often an endpoint may be called, where neither the key nor the tenant has a limit of its own. */

export const DEFAULT_REQUESTS_PER_MINUTE = 60;

/**
 * For endpoints that well-behaved clients call in quick succession: those that screens and programs poll while they
 * wait, and those that take one document a call when a whole day's documents come at once.
 */
export const FREQUENT_REQUESTS_PER_MINUTE = 600;

/** The endpoint's limit; the default for what is no endpoint. */
export function requestsPerMinuteOf(route: { requestsPerMinute?: number | undefined } | undefined): number {
  return route?.requestsPerMinute ?? DEFAULT_REQUESTS_PER_MINUTE;
}
