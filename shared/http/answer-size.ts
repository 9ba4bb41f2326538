/** Refuses to answer more than Lambda passes on, which would else become a 502 that tells its caller nothing. */
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { AppError } from '../contract/app-error.ts';
import { type HttpMiddleware, onEveryAnswer } from './request-state.ts';

/**
 * Of the answer as JSON, headers included; AWS names 6 MB, and its error this figure.
 * https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
 */
const MAXIMUM_ANSWER_BYTES = 6_291_556;
/** JSON makes six bytes at most of a UTF-16 unit; whatever is shorter needs no look. */
const SURELY_SMALL_LENGTH = 1_000_000;

function sizeOf(response: APIGatewayProxyStructuredResultV2): number {
  const { body = '' } = response;
  return body.length <= SURELY_SMALL_LENGTH ? body.length : Buffer.byteLength(JSON.stringify(response));
}

/**
 * To be used where answers are as they are sent. Rows of a fax log hold what their file held, so that a page of the
 * longest cells is far larger than one of any other: whoever asked for it asks for fewer.
 * @throws AppError `invalid_request` {reason: 'answer_too_large', size_bytes, limit_bytes}.
 */
export function boundedAnswers(): HttpMiddleware {
  return onEveryAnswer((_request, response) => {
    const size = sizeOf(response);
    if (size <= MAXIMUM_ANSWER_BYTES) return;
    throw new AppError('invalid_request', {
      reason: 'answer_too_large',
      size_bytes: size,
      limit_bytes: MAXIMUM_ANSWER_BYTES,
    });
  });
}
