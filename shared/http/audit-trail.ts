/**
 * Tells the audit log of calls that change something: an intent before the handler, how it ended after. A process
 * that dies in between leaves the intent, which tells that the call was interrupted.
 *
 * Calls that are refused before the handler are told where somebody signed in, once a minute for each caller, endpoint
 * and reason: a program that runs against a closed door must not fill the log, nor cost a write a try. What strangers
 * try is not told: the log of a tenant is not theirs to write in.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { toAppError } from '../contract/app-error.ts';
import { isAuditedByRuntime, isFailureAudited } from '../contract/audit-rule.ts';
import type { Caller } from '../contract/caller.ts';
import type { AnyRoute } from '../contract/route.ts';
import type { AuditEntry } from '../domain/audit/audit-entry.ts';
import type { AuditIntent, AuditOutbox } from '../domain/audit/audit-services.ts';
import { type HttpMiddleware, type HttpRequest, stateOf } from './request-state.ts';

export interface AuditTrailParts {
  outbox: () => AuditOutbox;
  now: () => Date;
}

/** With less time left than this the function is about to be stopped, and whatever the handler does goes on unseen. */
const STOPPING_MS = 50;

/** To be used next to the handler, after whatever finds out who calls. */
export function auditTrail({ outbox, now }: AuditTrailParts): HttpMiddleware {
  const intents = new WeakMap<APIGatewayProxyEventV2, AuditIntent>();
  const isNew = oncePerMinute();

  return {
    before: async ({ event }) => {
      const { route, caller, requestId } = stateOf(event);
      if (!route || !caller || !isAuditedByRuntime(route)) return;
      const entry: AuditEntry = {
        ...subjectOf(route, caller, event, now()),
        status: 'interrupted',
        details: { request_id: requestId },
      };
      const command = { tenant: caller.tenant, entry_id: `call-${randomUUID()}`, entry };
      // Not caught: what cannot be told of is not done.
      intents.set(event, await outbox().intend(command, now()));
    },

    after: async ({ event, response }) => {
      const intent = intents.get(event);
      const { route } = stateOf(event);
      if (!intent || !route) return;
      const { entry } = intent.command;
      const answer = answerOf(route, response?.body);
      await outbox().settle(intent, {
        ...entry,
        resource_id: entry.resource_id ?? answeredResource(route, answer),
        status: 'success',
        details: { ...entry.details, http_status: response?.statusCode ?? null, ...kept(route, answer) },
      });
    },

    onError: async (request) => {
      const { event } = request;
      const { route, caller, requestId } = stateOf(event);
      if (!route || !caller || !isFailureAudited(route)) return;
      const { code } = toAppError(request.error);
      const intent = intents.get(event);
      if (intent) {
        if (!isStopping(request)) await outbox().settle(intent, failed(intent.command.entry, code));
        return;
      }
      const at = now();
      const minute = at.toISOString().slice(0, 16);
      const refusal = [caller.tenant, caller.subject, route.id, code].join('\n');
      if (!isNew(refusal, minute)) return;
      const id = createHash('sha256').update(`${refusal}\n${minute}`).digest('hex').slice(0, 32);
      const entry = { ...subjectOf(route, caller, event, at), details: { request_id: requestId } };
      await outbox().record(
        { tenant: caller.tenant, entry_id: `refused-${id}`, entry: failed(entry, code) },
        at,
      );
    },
  };
}

function subjectOf(route: AnyRoute, caller: Caller, event: APIGatewayProxyEventV2, now: Date) {
  const rule = typeof route.audit === 'object' ? route.audit : {};
  const [, lastParameter] = route.path.match(/\{(\w+)\}[^{]*$/) ?? [];
  return {
    timestamp: now.toISOString(),
    event_type: rule.eventType ?? ('api_call' as const),
    user_id: caller.subject,
    resource_id: boundedId(event.pathParameters?.[rule.resource ?? lastParameter ?? '']),
    action: route.id,
  };
}

function failed(entry: Omit<AuditEntry, 'status'>, code: string): AuditEntry {
  return { ...entry, status: 'failure', details: { ...entry.details, error: code } };
}

/** Fields of the answer and of `data` in it, where the rule of the route asks for any. */
function answerOf({ audit }: AnyRoute, body: string | undefined): Record<string, unknown> {
  if (typeof audit !== 'object' || !(audit.resource || audit.keeps) || !body) return {};
  try {
    const { data, ...answer } = JSON.parse(body) as { data?: Record<string, unknown> } & Record<
      string,
      unknown
    >;
    return { ...data, ...answer };
  } catch {
    return {};
  }
}

/** Of what was made by the call, and has its id from there. */
function answeredResource({ audit }: AnyRoute, answer: Record<string, unknown>): string | null {
  const value = typeof audit === 'object' && audit.resource ? answer[audit.resource] : undefined;
  return typeof value === 'string' ? boundedId(value) : null;
}

function kept({ audit }: AnyRoute, answer: Record<string, unknown>): Record<string, unknown> {
  const names = typeof audit === 'object' ? (audit.keeps ?? []) : [];
  return Object.fromEntries(names.filter((name) => name in answer).map((name) => [name, answer[name]]));
}

/** Path parameters are the caller's words until the handler has checked them. */
const LONGEST_ID = 128;

function boundedId(value: string | undefined): string | null {
  return value === undefined ? null : value.slice(0, LONGEST_ID).toWellFormed();
}

function isStopping({ context }: HttpRequest): boolean {
  return context.getRemainingTimeInMillis() < STOPPING_MS;
}

/** Whether a thing happens for the first time in a minute, as far as this process knows. */
function oncePerMinute(): (what: string, minute: string) => boolean {
  let current = '';
  let seen = new Set<string>();
  return (what, minute) => {
    if (minute !== current) seen = new Set();
    current = minute;
    if (seen.has(what)) return false;
    seen.add(what);
    return true;
  };
}
