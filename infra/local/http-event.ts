import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { decodePath, type RouteMatch } from './http-routes.ts';
import { ACCOUNT_ID } from './template.ts';

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An HTTP request as API Gateway hands it to a function (payload format 2.0), without its body. */
export function httpEvent(
  request: IncomingMessage,
  match: RouteMatch<unknown>,
  apiId: string,
  path: string,
  rawQueryString: string,
): Record<string, unknown> {
  const { headers, cookies } = readHeaders(request);
  const sourceIp = readSourceIp(request);
  headers['x-forwarded-for'] = headers['x-forwarded-for']
    ? `${headers['x-forwarded-for']},${sourceIp}`
    : sourceIp;
  headers['x-forwarded-port'] ??= String(request.socket.localPort);
  headers['x-forwarded-proto'] ??= 'http';
  const domainName = headers.host?.replace(/:\d+$/, '') ?? 'localhost';
  const now = Date.now();
  const rawPath = decodePath(path);
  const event: Record<string, unknown> = {
    version: '2.0',
    routeKey: match.route.key,
    rawPath,
    rawQueryString,
    headers,
    requestContext: {
      accountId: ACCOUNT_ID,
      apiId,
      domainName,
      domainPrefix: domainName.split('.')[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: match.route.key,
      stage: '$default',
      time: requestTime(now),
      timeEpoch: now,
    },
    isBase64Encoded: false,
  };
  if (cookies.length > 0) event.cookies = cookies;
  if (rawQueryString !== '') event.queryStringParameters = readQuery(rawQueryString);
  if (match.pathParameters) event.pathParameters = match.pathParameters;
  return event;
}

/** Names in lower case, repeated headers joined by commas, cookies apart: as API Gateway gives them. */
function readHeaders(request: IncomingMessage): { headers: Record<string, string>; cookies: string[] } {
  const headers: Record<string, string> = {};
  const cookies: string[] = [];
  const raw = request.rawHeaders;
  for (let index = 0; index < raw.length; index += 2) {
    const name = raw[index]!.toLowerCase();
    const value = raw[index + 1]!;
    if (name === 'cookie')
      cookies.push(
        ...value
          .split(';')
          .map((cookie) => cookie.trim())
          .filter(Boolean),
      );
    else headers[name] = headers[name] === undefined ? value : `${headers[name]},${value}`;
  }
  return { headers, cookies };
}

/** The query decoded as a form is, values of a repeated name joined by commas. */
function readQuery(rawQueryString: string): Record<string, string> {
  const parameters: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    parameters[name] = Object.hasOwn(parameters, name) ? `${parameters[name]},${value}` : value;
  }
  return parameters;
}

/** The address of the client, IPv4 without its IPv6 clothing. */
export function readSourceIp(request: IncomingMessage): string {
  return (request.socket.remoteAddress ?? '127.0.0.1').replace(/^::ffff:/, '');
}

/** `03/Mar/2026:10:15:00 +0000`. */
export function requestTime(milliseconds: number): string {
  const date = new Date(milliseconds);
  const [day, clock] = date.toISOString().split('T') as [string, string];
  return `${day.slice(8)}/${MONTHS[date.getUTCMonth()]}/${day.slice(0, 4)}:${clock.slice(0, 8)} +0000`;
}

/** Whether API Gateway passes a body of this content type as text; everything else it passes in base64. */
export function isTextBody(contentType: string | undefined): boolean {
  if (contentType === undefined) return true;
  return /^\s*(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml))\s*(;|$))/i.test(contentType);
}
