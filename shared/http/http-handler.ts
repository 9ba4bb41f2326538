/**
 * The middy runtime of a room: finds the route, signs in, counts, validates, calls the handler and cuts its reply to
 * schema. Each concern is a file of its own.
 */
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { AppError } from '../contract/app-error.ts';
import type { Authenticator } from '../contract/identity.ts';
import { preferredLanguage } from '../contract/messages.ts';
import type { AnyRoute, Room, UsesOf } from '../contract/route.ts';
import type { ServiceName } from '../contract/services.ts';
import type { AuditOutbox } from '../domain/audit/audit-services.ts';
import type { MetricsRecorder } from '../metrics/recorder.ts';
import { type Factories, lazyServices, onlyDeclared } from '../services.ts';
import { boundedAnswers } from './answer-size.ts';
import { auditTrail } from './audit-trail.ts';
import { compression } from './compression.ts';
import { conditionalAnswers } from './conditional.ts';
import { readInput } from './input.ts';
import { observing } from './observing.ts';
import { type RateLimiting, rateLimitHeaders, rateLimiting } from './rate-limit.ts';
import { errorAnswers, successReply } from './replies.ts';
import { type HttpMiddleware, stateOf } from './request-state.ts';
import { admitting, identifying } from './sign-in.ts';

/** What rooms need of the product beside the services of their routes. */
export interface HttpRuntime {
  authenticator: () => Authenticator;
  rateLimits: Omit<RateLimiting, 'count' | 'audit'>;
  /** Takes what the audit log is told. */
  audit: () => AuditOutbox;
  metrics: MetricsRecorder;
  now?: () => Date;
}

/** The gateway has matched the route already; anything else came through its catch-all, and has none. */
function routing(routes: ReadonlyMap<string, AnyRoute>): HttpMiddleware {
  return {
    before: (request) => {
      const route = routes.get(request.event.routeKey);
      if (route) stateOf(request.event).route = route;
    },
  };
}

export function routeKey(route: Pick<AnyRoute, 'method' | 'path'>): string {
  return `${route.method} ${route.path}`;
}

/** The Lambda handler of a room. */
export function httpHandler<const R extends readonly AnyRoute[]>(
  room: Room<R>,
  factories: Factories<UsesOf<R[number]> & ServiceName>,
  { authenticator, rateLimits, audit, metrics, now = () => new Date() }: HttpRuntime,
) {
  const services = lazyServices(factories);
  const routes = new Map<string, AnyRoute>(room.routes.map((route) => [routeKey(route), route]));

  // Answers go back up this list: an error becomes an answer first, and what was answered is observed last.
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
    // Told while there is time to: what ran out of it may well succeed when there is less to do.
    timeoutEarlyResponse: () => {
      throw new AppError('unavailable');
    },
  })
    .use(observing(metrics))
    .use(boundedAnswers())
    .use(compression())
    .use(conditionalAnswers())
    .use(rateLimitHeaders())
    .use(errorAnswers(now))
    .use(routing(routes))
    .use(identifying(authenticator))
    .use(rateLimiting({ ...rateLimits, audit, count: metrics.count }))
    .use(admitting())
    .use(auditTrail({ outbox: audit, now }))
    .handler(async (event, context) => {
      const { caller, log, requestId, route } = stateOf(event);
      if (!route) throw new AppError('not_found');
      const reply = await route.handler({
        input: await readInput(route, event),
        caller: caller as never,
        services: onlyDeclared(services, route.uses as (keyof typeof services)[]),
        now,
        language: preferredLanguage(event.headers?.['accept-language']),
        acceptEncoding: event.headers['accept-encoding'],
        log,
        requestId,
        remainingMs: () => context.getRemainingTimeInMillis(),
        baseUrl: `${event.headers['x-forwarded-proto'] ?? 'https'}://${event.headers.host ?? event.requestContext.domainName}`,
      });
      const rule = route.responses[reply.status];
      if (!rule) throw new Error(`route ${route.id} answered ${reply.status}, which it does not declare`);
      return successReply(reply, rule, route.method);
    });
}
