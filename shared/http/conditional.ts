/**
 * ETags (RFC 9110 §8.8.3, §13): an answer that a client has already is not sent again. The tag is weak, as it is of
 * the content before compression: the same answer has the same tag in every coding. `If-None-Match` compares weakly
 * anyway (§13.1.2).
 */
import { createHash } from 'node:crypto';
import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { onEveryAnswer } from './request-state.ts';

/** What a 304 says of the answer that it stands for (RFC 9110 §15.4.5); a 304 describes no content of its own. */
const CONTENT_HEADERS = ['content-type', 'content-length', 'content-encoding', 'content-disposition'];

function tagOf({ body = '' }: APIGatewayProxyStructuredResultV2): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** Whether one of the tags in `If-None-Match` is this one; `*` is any. */
export function matches(ifNoneMatch: string | undefined, tag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const opaque = (text: string) => text.replace(/^W\//, '');
  return [...ifNoneMatch.matchAll(/(?:W\/)?"[^"]*"/g)].some(([other]) => opaque(other) === opaque(tag));
}

/** Tags every 200 of a GET that may be kept, and answers 304 to who has it. */
export function conditionalAnswers() {
  return onEveryAnswer((request, response) => {
    const { event } = request;
    if (event.requestContext?.http?.method !== 'GET' || response.statusCode !== 200) return;
    const headers = { ...response.headers };
    if (String(headers['cache-control']).includes('no-store')) return;
    headers.etag ??= tagOf(response);
    response.headers = headers;
    if (!matches(event.headers?.['if-none-match'], String(headers.etag))) return;
    for (const name of CONTENT_HEADERS) delete headers[name];
    request.response = { statusCode: 304, headers };
  });
}
