/** Webhooks: rules of registration and retry, after the Standard Webhooks specification (standardwebhooks.com). */
import type { EventType } from '../event/domain-event.ts';

export interface Webhook {
  tenant: string;
  webhookId: string;
  url: string;
  events: EventType[];
  /** `whsec_` + base64 of 24 bytes or more; shown once, kept because each delivery is signed with it. */
  secret: string;
  createdAt: string;
}

/**
 * Seconds to wait after each failed try: Standard Webhooks' recommended schedule, about three days in all.
 * After the last one the delivery is given up and kept as failed.
 */
const RETRY_DELAYS_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;

export const MAXIMUM_DELIVERY_TRIES = RETRY_DELAYS_SECONDS.length + 1;

/**
 * When to try again after `tries` tries failed.
 * @param jitter 0–1; spreads retries by up to 10 % so that a receiver that comes back is not stormed.
 * @returns undefined when no try is left.
 */
export function nextTryAt(tries: number, now: Date, jitter: number): Date | undefined {
  const delaySeconds = RETRY_DELAYS_SECONDS[tries - 1];
  if (delaySeconds === undefined) return undefined;
  return new Date(now.getTime() + delaySeconds * 1000 * (1 + 0.1 * jitter));
}
