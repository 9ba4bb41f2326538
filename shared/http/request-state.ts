/** What the middlewares learn of a request for those after them. */
import { randomUUID } from 'node:crypto';
import type middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Caller } from '../contract/caller.ts';
import type { Logger } from '../contract/logger.ts';
import type { AnyRoute } from '../contract/route.ts';
import { logger } from '../logging.ts';
import type { RateVerdict } from './rate-limiter.ts';

export type HttpMiddleware = middy.MiddlewareObj<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;
export type HttpRequest = middy.Request<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>;

export interface RequestState {
  requestId: string;
  startedAt: number;
  /** Undefined for what came through the gateway's catch-all. */
  route?: AnyRoute;
  caller?: Caller;
  /**
   * Why nobody is signed in: refused, or, where `isRefused` is not so, because we could not find out. Told once the try
   * has been counted.
   */
  failedSignIn?: { error: unknown; isRefused: boolean };
  rate?: RateVerdict;
  /** Counters on their way to the store. */
  flushing?: Promise<void>;
  log: Logger;
}

const states = new WeakMap<APIGatewayProxyEventV2, RequestState>();

export function stateOf(event: APIGatewayProxyEventV2): RequestState {
  let state = states.get(event);
  if (!state) {
    const requestId = event.requestContext?.requestId ?? randomUUID();
    state = { requestId, startedAt: performance.now(), log: logger({ request_id: requestId }) };
    states.set(event, state);
  }
  return state;
}

/** A middleware that works on every answer, of a handler or an error. Answers of errors are made before it runs. */
export function onEveryAnswer(
  change: (request: HttpRequest, response: APIGatewayProxyStructuredResultV2) => void | Promise<void>,
): HttpMiddleware {
  const run = async (request: HttpRequest) => {
    if (request.response) await change(request, request.response);
  };
  return { after: run, onError: run };
}
