/**
 * Requests a minute of each client and endpoint. A client is who signed in, else the address that the request came
 * from; tries to sign in that are refused count for their address over all endpoints together, so that keys cannot be
 * guessed at one endpoint after another. Where we could not look, say because the table is down, nobody has guessed.
 *
 * Headers are those of draft-ietf-httpapi-ratelimit-headers-06 (`RateLimit-Limit`, `-Remaining`, `-Reset`, `-Policy`),
 * the last draft that has a field for each figure, which is what clients in use read; later ones fold them into one.
 */
import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { LRUCache } from 'lru-cache';
import { AppError } from '../contract/app-error.ts';
import type { Caller } from '../contract/caller.ts';
import { DEFAULT_REQUESTS_PER_MINUTE, requestsPerMinuteOf } from '../contract/rate-limits.ts';
import type { AuditCommand } from '../domain/audit/audit-entry.ts';
import type { AuditOutbox } from '../domain/audit/audit-services.ts';
import type { TenantSettingsStore } from '../domain/tenant/tenant-settings.ts';
import type { Count } from '../metrics/recorder.ts';
import { type RateLimiter, type RateVerdict, WINDOW_SECONDS } from './rate-limiter.ts';
import { type HttpMiddleware, onEveryAnswer, type RequestState, stateOf } from './request-state.ts';

export interface RateLimiting {
  limiter: () => RateLimiter;
  tenantSettings: () => Pick<TenantSettingsStore, 'get'>;
  /** The caller behind a bypass key; undefined for an unknown or wrong one. */
  keyOwner: (key: string) => Promise<Caller | undefined>;
  /** Takes an entry for each key, endpoint and minute in which an administrator's key let requests through. */
  audit: () => Pick<AuditOutbox, 'record'>;
  count: Count;
}

const BYPASS_HEADER = 'x-rate-limit-bypass';
/** What is counted together when there is no route or nobody signed in. */
const UNROUTED = 'unrouted';
const REFUSED_SIGN_INS = 'refused-sign-ins';
const BYPASSES_REMEMBERED = 1000;

/** IPv6 clients own a whole /64 (RFC 6177), so one that changes address within it is one client. */
export function networkOf(address: string): string {
  const inner = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(address)?.[1];
  if (inner || !isIPv6(address)) return inner ?? address;
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const missing = Math.max(0, 8 - groups.length - after.length);
  const all = tail === undefined ? groups : [...groups, ...Array<string>(missing).fill('0'), ...after];
  return all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':');
}

/** Names a client at an endpoint without telling who it is: keys of the table hold neither names nor addresses. */
function keyOf({ route, caller, failedSignIn }: RequestState, event: APIGatewayProxyEventV2): string {
  const client = caller
    ? `${caller.tenant}\n${caller.subject}`
    : networkOf(event.requestContext?.http?.sourceIp ?? '');
  const endpoint = failedSignIn?.isRefused ? REFUSED_SIGN_INS : (route?.id ?? UNROUTED);
  return createHash('sha256')
    .update(`${endpoint}\n${caller ? 'caller' : 'address'}\n${client}`)
    .digest('base64url')
    .slice(0, 27);
}

/** The key's own limit, else the tenant's, else the endpoint's; for whoever is refused, the least. */
async function limitOf(
  { route, caller, failedSignIn, log }: RequestState,
  settings: Pick<TenantSettingsStore, 'get'>,
) {
  if (failedSignIn?.isRefused) return DEFAULT_REQUESTS_PER_MINUTE;
  const endpoints = requestsPerMinuteOf(route);
  if (!caller) return endpoints;
  if (caller.requestsPerMinute) return caller.requestsPerMinute;
  try {
    return (await settings.get(caller.tenant)).requests_per_minute ?? endpoints;
  } catch (error) {
    log.warn('the limit of the endpoint stands in for the tenant’s', { error });
    return endpoints;
  }
}

/** One for each key, endpoint and minute: the log takes an entry of that id once, whoever sends it. */
function bypassEntry(
  administrator: Caller,
  { caller, endpoint }: { caller: Caller; endpoint: string },
  now: Date,
): AuditCommand {
  const timestamp = now.toISOString();
  return {
    tenant: administrator.tenant,
    entry_id: `rate-limit-bypass-${administrator.subject}-${endpoint}-${timestamp.slice(0, 16)}`,
    entry: {
      timestamp,
      event_type: 'api_call',
      user_id: administrator.subject,
      resource_id: null,
      action: 'rate_limit_bypass',
      status: 'success',
      details: { endpoint, caller: caller.subject },
    },
  };
}

/** Counts the request. @throws AppError `too_many_requests` {limit, window_seconds, retry_after_seconds}. */
export function rateLimiting(parts: RateLimiting): HttpMiddleware {
  const { limiter, tenantSettings, keyOwner, audit, count } = parts;
  const audited = new LRUCache<string, true>({ max: BYPASSES_REMEMBERED });

  /** Whether an administrator of the caller's own tenant vouches for it. A key that does not is as good as none. */
  async function isBypassed({ caller, route, log }: RequestState, key: string | undefined) {
    if (!key || !caller || !route) return false;
    const owner = await keyOwner(key);
    if (owner?.role !== 'admin' || owner.tenant !== caller.tenant) return false;
    const command = bypassEntry(owner, { caller, endpoint: route.id }, new Date());
    if (!audited.has(command.entry_id)) {
      log.warn('rate limit bypassed', { tenant: caller.tenant, route: route.id, key: owner.subject });
      await audit().record(command, new Date());
      audited.set(command.entry_id, true);
    }
    return true;
  }

  return {
    before: async (request) => {
      const state = stateOf(request.event);
      const limit = await limitOf(state, tenantSettings());
      state.rate = await limiter().take(keyOf(state, request.event), limit);
      if (state.rate.isAllowed) return count('limiter|allowed');
      // Looked at only now: within the limit nobody needs it, and it costs a read.
      if (await isBypassed(state, request.event.headers[BYPASS_HEADER])) return count('limiter|bypassed');
      count('limiter|limited');
      throw new AppError('too_many_requests', {
        limit,
        window_seconds: WINDOW_SECONDS,
        retry_after_seconds: state.rate.resetSeconds,
      });
    },
  };
}

function headersOf({ limit, remaining, resetSeconds }: RateVerdict): Record<string, string> {
  return {
    'ratelimit-limit': String(limit),
    'ratelimit-remaining': String(remaining),
    'ratelimit-reset': String(resetSeconds),
    'ratelimit-policy': `${limit};w=${WINDOW_SECONDS}`,
  };
}

/** Says on every answer what is left, and on a refusal when to come back. */
export function rateLimitHeaders(): HttpMiddleware {
  return onEveryAnswer((request, response) => {
    const { rate } = stateOf(request.event);
    if (!rate) return;
    response.headers = {
      ...response.headers,
      ...headersOf(rate),
      // RFC 9110 §10.2.3; whole seconds, one at least, or clients that take it literally come back at once.
      ...(response.statusCode === 429 && { 'retry-after': String(Math.max(1, rate.resetSeconds)) }),
    };
  });
}
