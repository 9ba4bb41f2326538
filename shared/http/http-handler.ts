/** The middy runtime of a room: finds the route, signs in, validates, calls the handler and cuts its reply to schema. */
import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { AppError, toAppError } from '../contract/app-error.ts';
import type { Caller } from '../contract/caller.ts';
import type { Authenticator } from '../contract/identity.ts';
import type { Logger } from '../contract/logger.ts';
import { preferredLanguage } from '../contract/messages.ts';
import type { AnyRoute, Room, UsesOf } from '../contract/route.ts';
import type { ServiceName } from '../contract/services.ts';
import { logger } from '../logging.ts';
import { type Factories, lazyServices, onlyDeclared } from '../services.ts';
import { readInput } from './input.ts';
import { errorReply, successReply } from './replies.ts';

export interface HttpRuntime {
  authenticator: () => Authenticator;
  now?: () => Date;
}

/** What the middlewares learn of a request for those after them. */
const states = new WeakMap<APIGatewayProxyEventV2, RequestState>();

type HttpRequest = middy.Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

interface RequestState {
  requestId: string;
  startedAt: number;
  route?: AnyRoute;
  caller?: Caller;
  log: Logger;
}

function stateOf(event: APIGatewayProxyEventV2): RequestState {
  let state = states.get(event);
  if (!state) {
    const requestId = event.requestContext?.requestId ?? randomUUID();
    state = { requestId, startedAt: performance.now(), log: logger({ request_id: requestId }) };
    states.set(event, state);
  }
  return state;
}

/** One line a request: ids, code and duration; turns whatever was thrown into the one error shape. */
function outcome(
  now: () => Date,
): middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2> {
  const finish = (request: HttpRequest, fields: Record<string, unknown>) => {
    const { log, route, caller, startedAt } = stateOf(request.event);
    log.info('request', {
      route: route?.id,
      tenant: caller?.tenant,
      status: request.response?.statusCode,
      duration_ms: Math.round(performance.now() - startedAt),
      ...fields,
    });
  };
  return {
    before: (request) => {
      stateOf(request.event);
    },
    after: (request) => finish(request, {}),
    onError: (request) => {
      const { log, requestId } = stateOf(request.event);
      const error = toAppError(request.error);
      if (error.code === 'internal_error') log.error('request failed', { error: request.error });
      const language = preferredLanguage(request.event.headers?.['accept-language']);
      request.response = errorReply(error, { language, requestId, now: now() });
      finish(request, { code: error.code });
    },
  };
}

/** The gateway has matched the route already; anything else came through its catch-all. */
function routing(routes: ReadonlyMap<string, AnyRoute>): middy.MiddlewareObj<APIGatewayProxyEventV2> {
  return {
    before: (request) => {
      const route = routes.get(request.event.routeKey);
      if (!route) throw new AppError('not_found');
      stateOf(request.event).route = route;
    },
  };
}

function signIn(authenticator: () => Authenticator): middy.MiddlewareObj<APIGatewayProxyEventV2> {
  return {
    before: async (request) => {
      const state = stateOf(request.event);
      const access = state.route?.access;
      if (access === undefined || access === 'public') return;
      state.caller = await authenticator().authenticate(request.event.headers);
      if (!access.includes(state.caller.role)) throw new AppError('forbidden');
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
  { authenticator, now = () => new Date() }: HttpRuntime,
) {
  const services = lazyServices(factories);
  const routes = new Map<string, AnyRoute>(room.routes.map((route) => [routeKey(route), route]));

  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>({
    // Told while there is time to: what ran out of it may well succeed when there is less to do.
    timeoutEarlyResponse: () => {
      throw new AppError('unavailable');
    },
  })
    .use(outcome(now))
    .use(routing(routes))
    .use(signIn(authenticator))
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
      return successReply(reply, rule);
    });
}
