import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readSourceIp, requestTime } from './http-event.ts';

/** One open connection, as API Gateway describes it to functions. */
export interface ConnectionFacts {
  connectionId: string;
  apiId: string;
  stage: string;
  domainName: string;
  connectedAt: number;
  sourceIp: string;
  userAgent: string;
  /** What a Lambda authorizer added. */
  authorizer: Record<string, unknown> | undefined;
}

/** The facts of a connection that is being asked for. */
export function connectionFacts(
  request: IncomingMessage,
  api: { apiId: string; stage: string },
  connectionId: string,
): ConnectionFacts {
  return {
    ...api,
    connectionId,
    domainName: request.headers.host ?? 'localhost',
    connectedAt: Date.now(),
    sourceIp: readSourceIp(request),
    userAgent: request.headers['user-agent'] ?? '',
    authorizer: undefined,
  };
}

export type ConnectionEventType = 'CONNECT' | 'DISCONNECT' | 'MESSAGE';

/** The part of a WebSocket event that all kinds have in common. */
export function connectionContext(facts: ConnectionFacts, eventType: ConnectionEventType, routeKey: string) {
  const now = Date.now();
  const id = randomUUID();
  return {
    routeKey,
    eventType,
    messageDirection: 'IN',
    stage: facts.stage,
    apiId: facts.apiId,
    domainName: facts.domainName,
    connectionId: facts.connectionId,
    connectedAt: facts.connectedAt,
    requestId: id,
    extendedRequestId: id,
    requestTime: requestTime(now),
    requestTimeEpoch: now,
    identity: { sourceIp: facts.sourceIp, userAgent: facts.userAgent },
    ...(facts.authorizer && { authorizer: facts.authorizer }),
  };
}

/** Headers and query of the upgrade request, once with the last value of each name and once with all. */
export function upgradeFields(request: IncomingMessage): Record<string, unknown> {
  const headers: Record<string, string> = {};
  const multiValueHeaders: Record<string, string[]> = {};
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    const name = request.rawHeaders[index]!;
    const value = request.rawHeaders[index + 1]!;
    headers[name] = value;
    multiValueHeaders[name] = [...(multiValueHeaders[name] ?? []), value];
  }
  const query = new URLSearchParams((request.url ?? '').split(/\?(.*)/s)[1] ?? '');
  const fields: Record<string, unknown> = { headers, multiValueHeaders };
  if (query.size > 0) {
    fields.queryStringParameters = Object.fromEntries(query);
    fields.multiValueQueryStringParameters = Object.fromEntries(
      [...query.keys()].map((name) => [name, query.getAll(name)]),
    );
  }
  return fields;
}
