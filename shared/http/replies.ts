/** Answers in the gateway's form (HTTP API payload 2.0). */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type * as z from 'zod';
import { type AppError, ERROR_STATUS } from '../contract/app-error.ts';
import type { errorBody } from '../contract/error-body.ts';
import { type Language, messageFor } from '../contract/messages.ts';
import type { ResponseRule } from '../contract/route.ts';

/** Answers hold customers' data: no cache may keep them, no browser may guess their type. */
const COMMON_HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

export function errorReply(
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
      'content-type': 'application/json; charset=utf-8',
      'content-language': context.language,
      ...(ERROR_STATUS[error.code] === 401 && { 'www-authenticate': 'Bearer' }),
    },
    body: JSON.stringify(body),
  };
}

interface HandlerReply {
  status: number;
  body?: unknown;
  content?: string | Uint8Array;
  headers?: Record<string, string>;
}

/** A handler's reply, cut down to what its rule declares. Throws a ZodError when it does not fit its own schema. */
export function successReply(reply: HandlerReply, rule: ResponseRule): APIGatewayProxyStructuredResultV2 {
  const headers = { ...COMMON_HEADERS, ...reply.headers };
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
