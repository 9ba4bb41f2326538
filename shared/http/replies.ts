/** Answers in the gateway's form (HTTP API payload 2.0), of handlers and of errors. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import { type AppError, ERROR_STATUS, toAppError } from '../contract/app-error.ts';
import type { errorBody } from '../contract/error-body.ts';
import { type Language, messageFor, preferredLanguage } from '../contract/messages.ts';
import type { Method, ResponseRule } from '../contract/route.ts';
import { type HttpMiddleware, stateOf } from './request-state.ts';

/** Answers hold customers' data: no browser may guess their type, nor tell other sites where it read them. */
const COMMON_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** What is read may be kept by the reader's own cache, which asks each time whether it still holds (RFC 9111 §5.2.2). */
const KEPT_BY_ITS_READER = 'private, no-cache';
const KEPT_BY_NOBODY = 'no-store';

function errorReply(
  error: AppError,
  context: { language: Language; requestId: string; now: Date },
): APIGatewayProxyStructuredResultV2 {
  const body: z.infer<typeof errorBody> = {
    success: false,
    error: {
      code: error.code,
      message: messageFor(error.code, context.language),
      ...(error.details && { details: error.details }),
      request_id: context.requestId,
    },
    timestamp: context.now.toISOString(),
  };
  return {
    statusCode: ERROR_STATUS[error.code],
    headers: {
      ...COMMON_HEADERS,
      'cache-control': KEPT_BY_NOBODY,
      'content-type': 'application/json; charset=utf-8',
      'content-language': context.language,
      ...(ERROR_STATUS[error.code] === 401 && { 'www-authenticate': 'Bearer' }),
    },
    body: JSON.stringify(body),
  };
}

/** Turns whatever was thrown into the one error shape. */
export function errorAnswers(now: () => Date): HttpMiddleware {
  return {
    onError: (request) => {
      const { log, requestId } = stateOf(request.event);
      const error = toAppError(request.error);
      if (error.code === 'internal_error') log.error('request failed', { error: request.error });
      const language = preferredLanguage(request.event.headers?.['accept-language']);
      request.response = errorReply(error, { language, requestId, now: now() });
    },
  };
}

interface HandlerReply {
  status: number;
  body?: unknown;
  content?: string | Uint8Array;
  headers?: Record<string, string>;
}

/** A handler's reply, cut down to what its rule declares. Throws a ZodError when it does not fit its own schema. */
export function successReply(
  reply: HandlerReply,
  rule: ResponseRule,
  method: Method,
): APIGatewayProxyStructuredResultV2 {
  const isRead = method === 'GET' && reply.status === 200;
  const headers = {
    ...COMMON_HEADERS,
    'cache-control': isRead ? KEPT_BY_ITS_READER : KEPT_BY_NOBODY,
    ...reply.headers,
  };
  if ('body' in rule) {
    return {
      statusCode: reply.status,
      headers: { ...headers, 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(rule.body.parse(reply.body)),
    };
  }
  if (!('contentType' in rule)) return { statusCode: reply.status, headers };
  const { content = '' } = reply;
  const binary = typeof content !== 'string';
  return {
    statusCode: reply.status,
    headers: { 'content-type': rule.contentType, ...headers },
    body: binary ? Buffer.from(content).toString('base64') : content,
    isBase64Encoded: binary,
  };
}
