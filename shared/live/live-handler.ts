/** The middy runtime of a channel: signs connections in and keeps the list of who listens. */
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, APIGatewayProxyWebsocketEventV2 } from 'aws-lambda';
import { type AppError, ERROR_STATUS, toAppError } from '../contract/app-error.ts';
import type { AnyChannel } from '../contract/channel.ts';
import type { Authenticator } from '../contract/identity.ts';
import type { LiveConnections } from '../contract/services.ts';
import { logger } from '../logging.ts';

/**
 * Browsers cannot set headers on a WebSocket, and a token in the address would end in access logs. So it comes as a
 * second subprotocol: `new WebSocket(url, ['bordereau', token])`. Programs may send `Authorization` instead.
 */
const SUBPROTOCOL = 'bordereau';

type ConnectEvent = APIGatewayProxyWebsocketEventV2 & { headers?: Record<string, string> };

function lowerCased(headers: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}

export function liveHandler(
  channel: AnyChannel,
  parts: { authenticator: () => Authenticator; connections: () => LiveConnections },
) {
  const authenticator = parts.authenticator();
  const connections = parts.connections();

  async function connect(event: ConnectEvent): Promise<APIGatewayProxyStructuredResultV2> {
    const headers = lowerCased(event.headers);
    const [protocol, token] = (headers['sec-websocket-protocol'] ?? '').split(',').map((part) => part.trim());
    const offered = protocol === SUBPROTOCOL && token !== undefined;
    const caller = await authenticator.authenticate(offered ? { authorization: `Bearer ${token}` } : headers);
    if (!channel.access.includes(caller.role)) return { statusCode: 403 };
    await connections.add(caller.tenant, event.requestContext.connectionId, new Date());
    return { statusCode: 200, headers: offered ? { 'sec-websocket-protocol': SUBPROTOCOL } : {} };
  }

  return middy<ConnectEvent, APIGatewayProxyStructuredResultV2>()
    .onError((request) => {
      const error: AppError = toAppError(request.error);
      logger({ channel: channel.id }).warn('connection refused', { code: error.code, error: request.error });
      request.response = { statusCode: ERROR_STATUS[error.code] };
    })
    .handler(async (event) => {
      switch (event.requestContext.eventType) {
        case 'CONNECT':
          return connect(event);
        case 'DISCONNECT':
          await connections.remove(event.requestContext.connectionId);
          return { statusCode: 200 };
        default:
          // The channel only speaks; what clients say keeps the connection from idling out, no more.
          return { statusCode: 200 };
      }
    });
}
